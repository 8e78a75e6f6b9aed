"""The tables of a library's database, and the number of their format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.database import Connection
from index.errors import LibraryError

FORMAT = 2

# The tables of format 1, which the statements below bring up.
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT,
    url TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    vector BLOB NOT NULL  -- float16, little-endian
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX articles_by_content ON articles (content_hash);
"""

# What each format has that the one before had not.
_BROUGHT_UP = {
    2: [
        "ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT ''",
        # JSON: where metadata come from, by the name of the field
        "ALTER TABLE articles ADD COLUMN sources TEXT NOT NULL DEFAULT '{}'",
    ]
}
_ARTICLE = "id, title, text, publisher, author, published, url, origin"


def make_tables(db: Connection, version: int = FORMAT) -> None:
    """Make the empty tables of a format; inside a transaction, so that a file has all or none."""
    for statement in _TABLES.split(";\n"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
    bring_up(db, version)


def format_of(db: Connection) -> int:
    """Give the format of a database; 0 is one whose tables were never made."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def bring_up(db: Connection, to: int = FORMAT) -> None:
    """Change tables of an older format into those of a newer, inside a writer's transaction.

    Readers need not wait for that: see `article_columns`.
    """
    for version in range(format_of(db) + 1, to + 1):
        for statement in _BROUGHT_UP[version]:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")


def definitions(db: Connection) -> Iterator[tuple[str, str, list[str]]]:
    """Give kind, name and definition, in its words and signs, of all that a database holds.

    Formats that were made at once or brought up are written in other lines, with other comments.
    """
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema"):
        yield kind, name, re.findall(r"\w+|[^\w\s]", re.sub(r"--[^\n]*", "", sql or ""))


def article_columns(db: Connection) -> str:
    """Give what to select for an article, in the order of its fields, from tables of any format."""
    language, sources = ("language", "sources") if format_of(db) > 1 else ("''", "'{}'")
    return f"{_ARTICLE}, {language} AS language, {sources} AS sources"


def check_format(db: Connection, folder: Path) -> None:
    """Refuse a database that this version cannot read.

    Raises:
        LibraryError: it was never finished, or made by a newer version.
    """
    version = format_of(db)
    if version == 0:
        raise LibraryError(
            f"The library in {folder} was never finished. Run pullquote index again."
        )
    if version > FORMAT:
        raise LibraryError(
            f"The library in {folder} was made by a newer pullquote (format {version}, "
            f"this one reads {FORMAT}). Upgrade pullquote, or index the articles again."
        )
