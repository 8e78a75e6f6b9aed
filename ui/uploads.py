"""Articles that people send to a running service: read, bounded, and added to its library."""

from __future__ import annotations

import hashlib
import queue
import shutil
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from index import (
    Article,
    InputError,
    Library,
    LibraryBusyError,
    LibraryError,
    PullquoteError,
    Skipped,
)
from index.readers import archive, feed, json_lines, mail, pdf, read_file, tables, text, web, word

BUSY = "Another process is writing to the library. Try again when it is done."
LARGEST_UPLOAD = 20_000_000  # bytes
_FORMATS = (text, web, pdf, word, feed, mail, tables, json_lines, archive)
SUFFIXES = frozenset[str]().union(*(each.SUFFIXES for each in _FORMATS))

_LONGEST_NAME = 200  # characters


class TooLargeError(InputError):
    """A file is larger than it may be."""


class Progress(TypedDict, total=False):
    """How far a file is: `read` counts its articles.

    The last one says which articles were `added`, by their titles, how many were there before, and
    why something was left out; or that the whole failed, in `error`.
    """

    read: int
    added: list[str]
    unchanged: int
    skipped: list[str]
    error: str


def check_name(name: str) -> str:
    """Give the name of a file without its folders.

    Raises:
        InputError: there is none, it is too long, or it is of a kind that is not read.
    """
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    if not last.strip(".") or len(last) > _LONGEST_NAME or not last.isprintable():
        raise InputError(f"Give the file a name of at most {_LONGEST_NAME} characters.")
    suffix = Path(last).suffix.lower()
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(SUFFIXES))
        raise InputError(f"“{last}” is of no kind that can be added. Send one of these: {kinds}.")
    return last


class Uploads:
    """Adds files to a library, one at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Give a folder for one file; it is gone afterwards."""
        try:
            made = Path(tempfile.mkdtemp(prefix="pullquote-"))
        except OSError as error:
            raise LibraryError(f"There is no room for the file: {error.strerror}.") from None
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def add(self, file: Path) -> Iterator[Progress]:
        """Add what stands in a file, telling how far it is; the last is the outcome.

        The file is not needed afterwards: its articles know it by its name and its content alone,
        so that the same file sent again adds nothing.
        """
        told: queue.Queue[Progress | None] = queue.Queue()

        def work() -> None:
            try:
                with self._lock:
                    told.put(self._add(file, told))
            except LibraryBusyError:
                told.put({"error": BUSY})
            except PullquoteError as error:
                told.put({"error": str(error)})
            finally:
                told.put(None)

        thread = threading.Thread(target=work)
        thread.start()
        while (progress := told.get()) is not None:
            yield progress
        thread.join()

    def _add(self, file: Path, told: queue.Queue[Progress | None]) -> Progress:
        origin = f"upload:{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}/{file.name}"
        skipped: list[str] = []

        def items() -> Iterator[Article]:
            for number, item in enumerate(read_file(file), start=1):
                if isinstance(item, Skipped):
                    skipped.append(item.reason)
                else:
                    yield replace(item, origin=item.origin.replace(str(file), origin, 1))
                told.put({"read": number})

        changes = self._library.add(items())
        skipped += [each.reason for each in changes.skipped]
        added = [self._library.article(id) for id in (*changes.added, *changes.changed)]
        return {
            "added": [article.title or article.id for article in added if article],
            "unchanged": len(changes.unchanged),
            "skipped": skipped,
        }


async def receive(chunks: AsyncIterator[bytes], file: Path) -> None:
    """Write a file as it comes in.

    Raises:
        InputError: it is empty.
        TooLargeError: it is larger than it may be.
        LibraryError: there is no room for it.
    """
    size = 0
    try:
        with file.open("wb") as written:
            async for chunk in chunks:
                size += len(chunk)
                check_size(size)
                written.write(chunk)
    except OSError as error:
        raise LibraryError(f"There is no room for the file: {error.strerror}.") from None
    if not size:
        raise InputError(f"“{file.name}” is empty.")


def check_size(size: int) -> None:
    """Refuse a file that is larger than it may be.

    Raises:
        TooLargeError: it is.
    """
    if size > LARGEST_UPLOAD:
        raise TooLargeError(
            f"A file may have at most {LARGEST_UPLOAD / 1e6:.0f} MB; divide it, or add it on the "
            "server with `pullquote index`."
        )
