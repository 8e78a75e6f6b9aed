"""Open SQLite files, and turn what SQLite raises into errors that say what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryBusyError, LibraryDamagedError, LibraryError

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError  # what SQLite raises of a damaged file


def connect(path: Path, mode: str) -> Connection:
    """Connect to a database file; `mode` is SQLite's, such as "rw" or "rwc".

    Transactions are begun and ended by hand. Where nobody has the file open and its folder cannot
    be written, SQLite cannot make its lock file: then the file is read as one that does not change.
    """
    address = f"{path.resolve().as_uri()}?mode={mode}"
    still = mode == "rw" and not _lockable(path)
    if still:
        _check_finished(path)
        address += "&immutable=1"
    db = sqlite3.connect(
        address,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5,
        factory=_StillConnection if still else Connection,
    )
    if isinstance(db, _StillConnection):
        db.watch(path)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA trusted_schema = OFF")  # a library may come from a stranger
    return db


class _StillConnection(Connection):
    """Reads a file that is taken for unchanging, and says so when it changes after all."""

    _path: Path | None = None

    def watch(self, path: Path) -> None:
        """Look from now on whether the file is what it is now."""
        self._seen = _stamp(path)
        self._path = path

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Execute a statement.

        Raises:
            LibraryError: someone who may write to the folder has done so.
        """
        if self._path and _stamp(self._path) != self._seen:
            raise LibraryError(
                f"Someone has changed {self._path.parent}, which you cannot write to, while it "
                "was read. Open it again."
            )
        return super().execute(*arguments)


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _lockable(path: Path) -> bool:
    return os.access(path.parent, os.W_OK) or _beside(path, "-shm").exists()


def _check_finished(path: Path) -> None:
    """Refuse a file whose last changes wait in another one, which only a writer can bring in."""
    log = _beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        raise LibraryError(
            f"The last change of {path.parent} was interrupted, and you cannot write there. Have "
            f"someone who can open it once: pullquote info {path.parent}"
        )


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite raises about the library in `folder` into errors that say what to do.

    Raises:
        LibraryBusyError: another process is writing to it.
        LibraryDamagedError: its file is damaged.
        LibraryError: it cannot be read or written.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LibraryBusyError(
                f"Another process is writing to {folder}. Try again when it is done."
            ) from None
        if "no such" in str(error) or "decode" in str(error):
            raise _damaged(folder, error) from None
        raise LibraryError(
            f"Cannot use the library in {folder}: {error}. Is there space, and is it writable?"
        ) from None
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _damaged(folder, error) from None


def _damaged(folder: Path, error: Exception) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"{folder} is damaged or no library ({error}). Bring it back with pullquote import, or "
        "from a copy; or delete the folder and index the articles again."
    )
