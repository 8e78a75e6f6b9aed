"""Read gold questions: our own JSON Lines, SQuAD 1.1 and 2.0, and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Any

from eval.gold_table import is_table, read_table
from index import slug
from qa.squad import read_set

# Fields that every set may have; any other is `extra`.
_PLAIN = frozenset("id question answers kind title context is_impossible".split())
_LIKE = '{"id": "1", "question": "Who …?", "answers": [{"text": "…", "articles": ["article-id"]}]}'


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """An acceptable answer, and the ids of the articles that it may be cited from (none: any)."""

    text: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with every acceptable answer; without one it is unanswerable on purpose.

    `context` and `title` are the passage that a SQuAD question was asked of; empty in our own sets.
    `extra` holds what else its line says, as it stands there: whoever needs a field checks it.
    """

    id: str
    question: str
    answers: tuple[GoldAnswer, ...]
    kind: str = ""
    title: str = ""
    context: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return bool(self.answers)

    @property
    def texts(self) -> list[str]:
        """The acceptable answers' words."""
        return [answer.text for answer in self.answers]


def read_questions(path: Path) -> list[GoldQuestion]:
    """Read a gold set, plain or gzipped: JSON Lines, one SQuAD JSON object, or a `.csv` table.

    Raises:
        InputError: the file is missing or empty, or a line is not a gold question; says which.
    """
    if is_table(path):
        return [_question(record) for record in read_table(path)]
    return read_set(path, "gold set", _question, _LIKE)


def gold_answer(record: Mapping[str, Any]) -> GoldAnswer:
    """Read `{"text": …, "articles": […]}`, in which the articles may be missing.

    Raises:
        KeyError: there is no text.
        TypeError: a value is of another type.
    """
    articles = _expect(record.get("articles", []), list, "articles")
    return GoldAnswer(
        _expect(record["text"], str, "text"),
        tuple(_expect(article, str, "articles") for article in articles),
    )


def article_id(title: str) -> str:
    """Give the id that the article of a SQuAD title gets in an open library."""
    return slug(title)


def _question(record: dict[str, Any]) -> GoldQuestion:
    given = [] if record.get("is_impossible") else _listed(record["answers"])
    title = _expect(record.get("title", ""), str, "title")
    own = {"articles": [article_id(title)]} if title else {}
    answers = {gold_answer({**own, **answer}): None for answer in given}
    return GoldQuestion(
        id=str(_expect(record["id"], str | int, "id")),
        question=_asked(record["question"]),
        answers=tuple(answers),
        kind=_expect(record.get("kind", ""), str, "kind"),
        title=title,
        context=_expect(record.get("context", ""), str, "context"),
        extra={name: value for name, value in record.items() if name not in _PLAIN},
    )


def _asked(question: Any) -> str:
    if not _expect(question, str, "question").strip():
        raise ValueError("the question is empty")
    return str(question)


def _listed(answers: Any) -> list[Any]:
    """Give answers one by one; flat SQuAD lines have one object with a list of texts."""
    if isinstance(answers, dict) and isinstance(answers.get("text"), list):
        return [{"text": text} for text in answers["text"]]
    return list(_expect(answers, list, "answers"))


def _expect(value: Any, kind: type | UnionType, name: str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"'{name}' cannot be {value!r:.40}")
    return value
