"""What people say of answers, kept in a file on this machine, one JSON object a line."""

from __future__ import annotations

import fcntl
import json
import threading
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index import InputError, LibraryError, slug
from ui.library_key import library_key

_LARGEST_FILE = 50_000_000  # bytes
_Text = Annotated[str, Field(max_length=20_000)]
_Id = Annotated[str, Field(max_length=500)]


class Verdict(StrEnum):
    """What a person thinks of an answer; of one that is taken back, nothing."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_WORDS = "wrong-words"
    NONE = ""


class RightWords(BaseModel):
    """Words that answer a question, as they stand in an article."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Annotated[_Text, Field(min_length=1)]
    article: _Id


class Feedback(BaseModel):
    """What a person says of an answer: the question as it is asked alone, and what it was answered.

    `text` is empty where nothing was found. `generation` is the library's at the time; `narrowed`
    tells that not all articles were looked in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Annotated[_Text, Field(min_length=1)]
    text: _Text
    articles: Annotated[tuple[_Id, ...], Field(max_length=1000)]
    found: bool
    generation: int
    narrowed: bool
    verdict: Verdict
    right: RightWords | None = None
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class FeedbackFile:
    """The feedback about one library. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    @classmethod
    def of(cls, library: Path, data: Path) -> FeedbackFile:
        """Give the file of a library; `data` is the folder for what cannot be made again."""
        name = f"{slug(library.resolve().name)}-{library_key(library)}.jsonl"
        return cls(data / "feedback" / name)

    def add(self, feedback: Feedback) -> None:
        """Write feedback down, behind what is there.

        Raises:
            LibraryError: the file cannot be written, or is full.
        """
        line = json.dumps(feedback.model_dump(mode="json"), ensure_ascii=False) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, self.path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if file.tell() + len(line) > _LARGEST_FILE:
                    raise LibraryError("The file for feedback is full. Export it on the server.")
                file.write(line.encode(errors="replace"))
        except OSError as error:
            # Where the file stands is nobody's business who gives feedback.
            raise LibraryError(f"Feedback cannot be written down: {error.strerror}.") from None

    def read(self) -> list[Feedback]:
        """Give what was written down, oldest first; nothing where there is no file.

        Raises:
            InputError: a line that is not the last is no feedback.
        """
        if not self.path.is_file():
            return []
        whole, newline, _cut = self.path.read_bytes().rpartition(b"\n")  # a disk may have been full
        found = []
        for number, line in enumerate(whole.split(b"\n") if newline else [], start=1):
            try:
                found.append(Feedback.model_validate_json(line))
            except ValidationError:
                raise InputError(
                    f"Line {number} of {self.path} is no feedback. Delete that line, or the file."
                ) from None
        return found
