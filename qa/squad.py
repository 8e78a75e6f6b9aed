"""Read the records of a question set: SQuAD's JSON, or JSON Lines, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from index import InputError

T = TypeVar("T")

# What parsing and looking up raise on JSON of another shape, RecursionError where it nests deeply.
_MISTAKES = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def read_set(path: Path, called: str, make: Callable[[dict[str, Any]], T], like: str) -> list[T]:
    """Read every record of a set; `make` turns it into a question.

    A record of SQuAD's JSON gets the `title` and `context` that it stands under. `called` is what
    the set is called in errors, and `like` a line as it should be.

    Raises:
        InputError: the file is missing or empty, or a record is no question; says which.
    """
    text = read_text(path, called)
    questions = []
    for place, record in _squad(text, path) if _is_squad(text) else _lines(text, path):
        try:
            questions.append(make(json.loads(record) if isinstance(record, str) else record))
        except _MISTAKES as error:
            raise InputError(
                f"{place}: no question of a {called} ({_reason(error)}). A line looks like {like}."
            ) from None
    if not questions:
        raise InputError(f"The {called} {path} holds no questions.")
    return questions


class Asked(Protocol):
    """A question that was asked of a context, a part of the article with a title."""

    @property
    def title(self) -> str:
        """The article's title."""

    @property
    def context(self) -> str:
        """The paragraph."""


def contexts_by_title(questions: Iterable[Asked]) -> dict[str, list[str]]:
    """Give the contexts of each title, each once, in the order of the questions."""
    contexts: dict[str, dict[str, None]] = {}
    for question in questions:
        contexts.setdefault(question.title, {})[question.context] = None
    return {title: list(texts) for title, texts in contexts.items()}


def read_text(path: Path, called: str) -> str:
    """Read the text of a set, plain or gzipped.

    Raises:
        InputError: it is missing, a folder, a damaged archive, or no UTF-8 text.
    """
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except IsADirectoryError:
        raise InputError(f"The {called} {path} is a folder; name a file.") from None
    except (OSError, EOFError, zlib.error) as error:  # the last two: a damaged archive
        why = getattr(error, "strerror", None) or error
        raise InputError(f"Cannot read the {called} {path}: {why}.") from None
    except UnicodeDecodeError:
        raise InputError(f"The {called} {path} is not UTF-8 text; save it as UTF-8.") from None


def _is_squad(text: str) -> bool:
    return '"paragraphs"' in text and '"data"' in text


def _squad(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    try:
        for article in json.loads(text)["data"]:
            for paragraph in article["paragraphs"]:
                around = {"title": article.get("title", ""), "context": paragraph["context"]}
                for record in paragraph["qas"]:
                    number += 1
                    yield f"{path}, question {number}", {**record, **around}
    except _MISTAKES as error:
        raise InputError(f"{path} is not a SQuAD file: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    """Say what is wrong with a record, in words for whoever wrote it."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at character {error.pos + 1}"
    if isinstance(error, KeyError):
        return f"it has no {error}"
    if isinstance(error, RecursionError):
        return "it nests too deeply"
    return f"{type(error).__name__}: {error}"


def _lines(text: str, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path}, line {number}", line
