"""Read gold questions: our own JSON Lines, and SQuAD 1.1 and 2.0."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any

from index import InputError, slug

# What parsing and looking up raise on JSON of another shape, RecursionError where it nests deeply.
_MISTAKES = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


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
    except IsADirectoryError:
        raise InputError(f"The gold set {path} is a folder; name a file.") from None
    except (OSError, EOFError, zlib.error) as error:  # the last two: a damaged archive
        why = getattr(error, "strerror", None) or error
        raise InputError(f"Cannot read the gold set {path}: {why}.") from None
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
                    title = article.get("title", "")
                    yield _question({**record, "title": title, "context": paragraph["context"]})
    except _MISTAKES as error:
        raise InputError(f"{path} is not a SQuAD file: {type(error).__name__}: {error}.") from None


def _lines(text: str, path: Path) -> Iterator[GoldQuestion]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _question(json.loads(line))
            except _MISTAKES as error:
                raise InputError(
                    f"{path}, line {number}: no gold question ({type(error).__name__}: {error}). A "
                    'line looks like {"id": "1", "question": "Who …?", "answers": '
                    '[{"text": "…", "articles": ["article-id"]}]}.'
                ) from None


def _question(record: dict[str, Any]) -> GoldQuestion:
    given = [] if record.get("is_impossible") else _expect(record["answers"], list, "answers")
    title = _expect(record.get("title", ""), str, "title")
    own = [article_id(title)] if title else []
    answers = {_answer(answer, own): None for answer in given}
    return GoldQuestion(
        id=str(_expect(record["id"], str | int, "id")),
        question=_expect(record["question"], str, "question"),
        answers=tuple(answers),
        kind=_expect(record.get("kind", ""), str, "kind"),
        title=title,
        context=_expect(record.get("context", ""), str, "context"),
    )


def _answer(record: dict[str, Any], own: list[str]) -> GoldAnswer:
    articles = _expect(record.get("articles", own), list, "articles")
    return GoldAnswer(
        _expect(record["text"], str, "text"),
        tuple(_expect(article, str, "articles") for article in articles),
    )


def _expect(value: Any, kind: type | UnionType, name: str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"'{name}' cannot be {value!r:.40}")
    return value
