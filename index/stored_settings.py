"""The settings that a library keeps in its database: how it was made, and which state it is in."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex

from index.database import Connection, DatabaseError
from index.encoder import EncoderIdentity


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What shapes a library's passages and vectors; fixed when it is made."""

    encoder: EncoderIdentity
    passage_size: int  # characters


def write_settings(db: Connection, settings: LibrarySettings) -> None:
    """Store the settings of a new library."""
    encoder = settings.encoder
    values = {
        "encoder": encoder.name,
        "dimension": str(encoder.dimension),
        "encoder_fingerprint": encoder.fingerprint,
        "passage_size": str(settings.passage_size),
        "generation": "0",
        "state": "",
    }
    db.executemany("INSERT INTO settings VALUES (?, ?)", values.items())


def read_settings(db: Connection) -> LibrarySettings:
    """Read the settings that a library was made with."""
    encoder = EncoderIdentity(
        _setting(db, "encoder"),
        _number(db, "dimension"),
        _setting(db, "encoder_fingerprint"),
    )
    return LibrarySettings(encoder, _number(db, "passage_size"))


def read_generation(db: Connection) -> int:
    """How many times the articles have changed."""
    return _number(db, "generation")


def read_state(db: Connection) -> str:
    """Name this very content: two libraries of one generation still differ in it."""
    return f"{_setting(db, 'generation')}-{_setting(db, 'state')}"


def next_generation(db: Connection) -> None:
    """Write down that the articles have changed."""
    db.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    db.execute("UPDATE settings SET value = ? WHERE name = 'state'", (token_hex(8),))


def read_reader(db: Connection) -> str:
    """Name the reader that suits a library; empty where none was named."""
    row = db.execute("SELECT value FROM settings WHERE name = 'reader'").fetchone()
    return str(row[0]) if row else ""


def write_reader(db: Connection, name: str) -> None:
    """Name the reader that suits a library, or none."""
    db.execute("INSERT OR REPLACE INTO settings VALUES ('reader', ?)", (name,))


def _number(db: Connection, name: str) -> int:
    written = _setting(db, name)
    if not (written.isascii() and written.isdecimal()):
        raise DatabaseError(f"the setting {name!r} is {written!r}, no number")
    return int(written)


def _setting(db: Connection, name: str) -> str:
    query = "SELECT value FROM settings WHERE name = ?"
    row = db.execute(query, (name,)).fetchone()
    if row is None:
        raise DatabaseError(f"the setting {name!r} is missing")
    return str(row[0])
