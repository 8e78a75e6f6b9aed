"""Read gold questions: our own JSON Lines, and SQuAD 1.1 and 2.0."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import InputError, slug


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """An acceptable answer, and the ids of the articles that it may be cited from (none: any)."""

    text: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with every acceptable answer; without one it is unanswerable on purpose.

    `context` and `title` are the passage that a SQuAD question was asked of; empty in our own sets.
    """

    id: str
    question: str
    answers: tuple[GoldAnswer, ...]
    kind: str = ""
    title: str = ""
    context: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return bool(self.answers)

    @property
    def texts(self) -> list[str]:
        """The acceptable answers' words."""
        return [answer.text for answer in self.answers]


def read_questions(path: Path) -> list[GoldQuestion]:
    """Read a gold set, plain or gzipped: JSON Lines, or one SQuAD JSON object.

    Raises:
        InputError: the file is missing or empty, or a line is not a gold question; says which.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"Cannot read the gold set {path}: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise InputError(f"The gold set {path} is not UTF-8 text; save it as UTF-8.") from None
    questions = list(_squad(text, path) if _is_squad(text) else _lines(text, path))
    if not questions:
        raise InputError(f"The gold set {path} holds no questions.")
    return questions


def article_id(title: str) -> str:
    """Give the id that the article of a SQuAD title gets in an open library."""
    return slug(title)


def _is_squad(text: str) -> bool:
    return '"paragraphs"' in text and '"data"' in text


def _squad(text: str, path: Path) -> Iterator[GoldQuestion]:
    try:
        for article in json.loads(text)["data"]:
            for paragraph in article["paragraphs"]:
                for record in paragraph["qas"]:
                    context = {"title": article.get("title", ""), "context": paragraph["context"]}
                    yield _question({**record, **context})
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a SQuAD file: {type(error).__name__}: {error}.") from None


def _lines(text: str, path: Path) -> Iterator[GoldQuestion]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _question(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(
                    f"{path}, line {number}: no gold question ({type(error).__name__}: {error}). A "
                    'line looks like {"id": "1", "question": "Who …?", "answers": '
                    '[{"text": "…", "articles": ["article-id"]}]}.'
                ) from None


def _question(record: dict[str, Any]) -> GoldQuestion:
    given = [] if record.get("is_impossible") else record["answers"]
    title = str(record.get("title", ""))
    own = (article_id(title),) if title else ()
    answers = {
        GoldAnswer(str(answer["text"]), tuple(answer.get("articles", own))): None
        for answer in given
    }
    return GoldQuestion(
        id=str(record["id"]),
        question=str(record["question"]),
        answers=tuple(answers),
        kind=str(record.get("kind", "")),
        title=title,
        context=str(record.get("context", "")),
    )
