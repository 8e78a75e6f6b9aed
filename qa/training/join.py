"""Give written questions their contexts: `python -m qa.training.join QUESTIONS SET… --out FILE`.

Questions can be handed on without the passages they were asked of, which may be another's. Such a
question names its context by a hash, and finds it again in the set that holds it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import InputError
from qa.squad import Asked, read_set
from qa.training.command import errors_shown
from qa.training.questions import (
    Offsets,
    TrainingQuestion,
    read_training_questions,
    save_training_questions,
)

_LIKE = '{"id": "1", "context_sha256": "9f86…", "question": "Who …?", "answers": [[12, 19]]}'


@dataclass(frozen=True, slots=True)
class Contextless:
    """A question with the SHA-256 of its context's UTF-8 bytes, in hexadecimal.

    `answers` are offsets `[start, end)` into that context; without any it is unanswerable there.
    """

    id: str
    context_sha256: str
    question: str
    answers: tuple[Offsets, ...]


def read_contextless(path: Path) -> list[Contextless]:
    """Read JSON Lines of such questions, plain or gzipped.

    Raises:
        InputError: the file cannot be read, holds no questions, or a record is none; says which.
    """
    return read_set(path, "question file", _question, _LIKE)


def context_sha256(context: str) -> str:
    """Hash a context as a written question names it."""
    return hashlib.sha256(context.encode()).hexdigest()


def target(out: Path, inputs: Iterable[Path]) -> Path:
    """Make the folder of the set to write, and give its path.

    Raises:
        InputError: it would overwrite an input, its name does not say that it is gzipped JSON
            Lines, or its folder cannot be made.
    """
    if out.resolve() in {path.resolve() for path in inputs}:
        raise InputError(f"{out} would be overwritten; give another --out.")
    if not out.name.endswith(".jsonl.gz"):
        raise InputError(f"{out}: name the set to write with the ending .jsonl.gz.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Cannot make the folder {out.parent}: {error.strerror}.") from None
    return out


def join(
    questions: Sequence[Contextless], asked: Iterable[Asked]
) -> tuple[list[TrainingQuestion], int]:
    """Give the questions whose contexts are among the `asked`, and how many others there are.

    Raises:
        InputError: an answer reaches beyond its context, or covers nothing but space.
    """
    contexts = {context_sha256(each.context): each for each in asked}
    joined = [_joined(question, contexts) for question in questions]
    found = [question for question in joined if question]
    return found, len(joined) - len(found)


def _joined(question: Contextless, contexts: Mapping[str, Asked]) -> TrainingQuestion | None:
    held = contexts.get(question.context_sha256)
    if held is None:
        return None
    if any(end > len(held.context) for _, end in question.answers):
        raise InputError(f"An answer of question {question.id} reaches beyond its context.")
    if not all(held.context[start:end].strip() for start, end in question.answers):
        raise InputError(f"An answer of question {question.id} covers nothing but space.")
    return TrainingQuestion(
        question.id, question.question, held.title, held.context, question.answers
    )


def _question(record: dict[str, Any]) -> Contextless:
    answers = tuple((start, end) for start, end in record["answers"])
    if any(type(start) is not int or type(end) is not int for start, end in answers):
        raise TypeError("an answer is two whole numbers")
    if any(not 0 <= start < end for start, end in answers):
        raise ValueError("an answer ends where it begins, or before")
    return Contextless(
        str(record["id"]), record["context_sha256"], record["question"].strip(), answers
    )


def main() -> None:
    """Join from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, help="written questions, without contexts")
    parser.add_argument("sets", nargs="+", type=Path, help="SQuAD-format files that hold them")
    parser.add_argument("--out", required=True, type=Path, help="the set to write, .jsonl.gz")
    arguments = parser.parse_args()
    with errors_shown(parser):
        out = target(arguments.out, [arguments.questions, *arguments.sets])
        written = read_contextless(arguments.questions)
        asked = [question for path in arguments.sets for question in read_training_questions(path)]
        joined, missing = join(written, asked)
        if not joined:
            raise InputError(
                f"None of the contexts of {arguments.questions} is in these sets; name the sets "
                "that its questions were written on."
            )
        save_training_questions(out, joined)
        print(f"{out}: {len(joined)} questions; the contexts of {missing} are elsewhere")


if __name__ == "__main__":
    main()
