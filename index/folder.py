"""What lies where in a library's folder, and who may write to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from index.errors import LibraryBusyError, LibraryError


class LibraryFolder:
    """The files of a library: one catalog, indexes derived from it, and the writer's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.catalog = path / "catalog.sqlite"
        self.derived = path / "derived"
        self.sketches = path / "sketches"
        self._lock = filelock.FileLock(path / "writer.lock")

    def make(self) -> None:
        """Make the folder if need be.

        Raises:
            LibraryError: it holds files that are no library's, or cannot be made.
        """
        if self.path.exists() and not self.path.is_dir():
            raise LibraryError(f"{self.path} is a file; name a folder for the library.")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"Cannot make the folder {self.path}: {error.strerror}.") from None
        own = {self.catalog.name + end for end in ("", "-wal", "-shm", "-journal")}
        own |= {self.derived.name, self.sketches.name, Path(self._lock.lock_file).name}
        others = {file.name for file in self.path.iterdir()} - own
        if others:
            raise LibraryError(
                f"{self.path} holds other files ({min(others)}); name a new folder for the library."
            )

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Be the one writer, waiting up to `patience` seconds for another to finish.

        Raises:
            LibraryBusyError: another process is the writer.
            LibraryError: the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=patience)
        except filelock.Timeout:
            raise LibraryBusyError(
                f"Another process is writing to {self.path}. Try again when it is done."
            ) from None
        except OSError as error:
            raise LibraryError(f"Cannot write to {self.path}: {error.strerror}.") from None
        try:
            yield
        finally:
            self._lock.release()


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk before anything else happens."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
