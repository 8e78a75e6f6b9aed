"""Read training questions, SQuAD's files or JSON Lines, and keep them with their wrong passages."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index import InputError

Offsets = tuple[int, int]

# What parsing and looking up raise on JSON of another shape, RecursionError where it nests deeply.
_MISTAKES = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class WrongPassage:
    """A passage that was retrieved for a question and does not answer it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question, the context it was asked of, and where its answers stand in it.

    `answers` are offsets `[start, end)` into `context`; without any it is unanswerable there.
    """

    id: str
    question: str
    title: str
    context: str
    answers: tuple[Offsets, ...]
    wrong: tuple[WrongPassage, ...] = ()


def read_training_questions(path: Path) -> list[TrainingQuestion]:
    """Read a training set, plain or gzipped: JSON Lines (ours or as `save` writes), or SQuAD JSON.

    Raises:
        InputError: the file cannot be read, holds no questions, or a record is none; says which.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"Cannot read the training set {path}: {why}.") from None
    questions = []
    for number, record in enumerate(_records(text, path), start=1):
        try:
            questions.append(_question(record))
        except _MISTAKES as error:
            raise InputError(
                f"{path}, question {number}: {type(error).__name__}: {error}. A question looks "
                'like {"id": "1", "title": "…", "context": "…", "question": "Who …?", "answers": '
                '[{"text": "…", "start": 12}]}.'
            ) from None
    if not questions:
        raise InputError(f"The training set {path} holds no questions.")
    return questions


def save_training_questions(path: Path, questions: Iterable[TrainingQuestion]) -> None:
    """Write them as JSON Lines, gzipped, with their wrong passages."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for question in questions:
            file.write(json.dumps(asdict(question), ensure_ascii=False) + "\n")


def _records(text: str, path: Path) -> Iterator[dict[str, Any]]:
    if '"paragraphs"' not in text or '"data"' not in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield _parsed(line, f"{path}, line {number}")
        return
    try:
        for article in _parsed(text, str(path))["data"]:
            for paragraph in article["paragraphs"]:
                for record in paragraph["qas"]:
                    title = article.get("title", "")
                    yield {**record, "title": title, "context": paragraph["context"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a SQuAD file: {type(error).__name__}: {error}.") from None


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place} is not JSON: {error}.") from None


def _question(record: dict[str, Any]) -> TrainingQuestion:
    context = record["context"]
    given = [] if record.get("is_impossible") else record["answers"]
    return TrainingQuestion(
        id=str(record["id"]),
        question=record["question"].strip(),
        title=record.get("title", "").replace("_", " "),
        context=context,
        answers=tuple(sorted({_offsets(answer, context) for answer in given})),
        wrong=tuple(WrongPassage(**passage) for passage in record.get("wrong", ())),
    )


def _offsets(answer: Any, context: str) -> Offsets:
    if isinstance(answer, list):  # as saved
        start, end = answer
        text = context[start:end] if end <= len(context) else ""
    else:
        start = answer["start"] if "start" in answer else answer["answer_start"]
        text = answer["text"]
    words = text.strip()  # no token covers the space around them
    if not words or start < 0 or context[start : start + len(text)] != text:
        raise ValueError(f"the answer {text!r} does not stand at {start} of its context")
    start += text.index(words)
    return start, start + len(words)
