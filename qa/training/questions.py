"""Read training questions, SQuAD's files or JSON Lines, and keep them with their wrong passages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.squad import read_set

Offsets = tuple[int, int]

_LIKE = (
    '{"id": "1", "title": "…", "context": "…", "question": "Who …?", "answers": '
    '[{"text": "…", "start": 12}]}'
)


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
    return read_set(path, "training set", _question, _LIKE)


def save_training_questions(path: Path, questions: Iterable[TrainingQuestion]) -> None:
    """Write them as JSON Lines, gzipped, with their wrong passages."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for question in questions:
            file.write(json.dumps(asdict(question), ensure_ascii=False) + "\n")


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
