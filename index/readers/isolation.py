"""Read files in a process of its own, so that a hostile file can neither hang nor end the indexing.

The parsers of some formats are long programs of other people, and some are written in C. What they
do to a process, with all the time and memory they take, ends with that process.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from index.articles import Article
from index.errors import InputError

SECONDS = 60.0  # of computing, for one file

# It finds modules where this process does, and nowhere else.
_START = "import sys; sys.path[:] = sys.argv[1:]; from index.readers.worker import serve; serve()"


class ReadingProcess:
    """A process that reads files one after another; it is started when the first one comes."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, path: Path, data: bytes) -> list[Article | InputError]:
        """Read a file with the reader for its suffix.

        Raises:
            InputError: the reader does, fails in a way of its own, or takes too long.
        """
        answer = self._answer(path, data)
        if answer is None:
            raise InputError(self._ending())
        return [_item(given) for given in json.loads(answer)]

    def _answer(self, path: Path, data: bytes) -> bytes | None:
        """Give the process's answer, or None when it ended instead."""
        process = self._process = self._process or _started()
        assert process.stdin is not None  # noqa: S101 - as `_started` makes it
        assert process.stdout is not None  # noqa: S101
        request = {"path": str(path), "bytes": len(data), "seconds": self._seconds}
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n" + data)
            process.stdin.flush()
        except BrokenPipeError:
            return None
        answer = process.stdout.readline()
        return answer if answer.endswith(b"\n") else None

    def _ending(self) -> str:
        process = self._process
        self.close()
        if process and process.returncode == -signal.SIGPROF:
            return f"reading it takes more than {self._seconds:g} seconds; it may be damaged"
        return "its parser broke down over it; it may be damaged, or made to do harm"


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this very Python, with code of our own
        [sys.executable, "-I", "-c", _START, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the process that a person sees
    )


def packed(item: Article | InputError) -> dict[str, Any]:
    """Turn what a reader gives into what JSON can hold."""
    if isinstance(item, InputError):
        return {"error": str(item)}
    return {**asdict(item), "published": item.published and item.published.isoformat()}


def _item(given: dict[str, Any]) -> Article | InputError:
    if "error" in given:
        return InputError(given["error"])
    published = given.pop("published")
    return Article(**given, published=date.fromisoformat(published) if published else None)
