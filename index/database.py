"""Open SQLite files, and turn what SQLite raises into errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusyError, LibraryError


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to a database file; `mode` is SQLite's, such as "rw" or "rwc".

    Transactions are begun and ended by hand.
    """
    address = f"{path.resolve().as_uri()}?mode={mode}"
    db = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=5
    )
    db.execute("PRAGMA foreign_keys = ON")
    return db


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite raises about the library in `folder` into errors that say what to do.

    Raises:
        LibraryBusyError: another process is writing to it.
        LibraryError: it cannot be read or written, or is damaged.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LibraryBusyError(
                f"Another process is writing to {folder}. Try again when it is done."
            ) from None
        if "no such" in str(error):
            raise _damaged(folder, error) from None
        raise LibraryError(
            f"Cannot use the library in {folder}: {error}. Is there space, and is it writable?"
        ) from None
    except sqlite3.DatabaseError as error:
        raise _damaged(folder, error) from None


def _damaged(folder: Path, error: Exception) -> LibraryError:
    return LibraryError(
        f"{folder} is damaged or no library ({error}). Restore it from a copy, or delete the "
        "folder and index the articles again."
    )
