"""The one truth of a library: articles, passages, vectors and settings in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from secrets import token_hex

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.database import connect, explained
from index.encoder import EncoderIdentity, Vectors
from index.errors import LibraryError
from index.passages import Passage

FORMAT = 1
PassageIds = NDArray[np.int64]

_SCHEMA = """
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
_ARTICLE = "id, title, text, publisher, author, published, url, origin"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What shapes a library's passages and vectors; fixed when it is made."""

    encoder: EncoderIdentity
    passage_size: int  # characters


@dataclass(frozen=True, slots=True)
class Listed:
    """What tells one article from another at a glance; `number` is the catalog's own."""

    number: int
    id: str
    publisher: str
    published: date | None


class Catalog:
    """A connection to a library's database. Use from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def create(cls, path: Path, settings: LibrarySettings) -> Catalog:
        """Make an empty catalog, all of it in one transaction.

        Raises:
            LibraryError: the file cannot be written.
        """
        with explained(path.parent):
            catalog = cls(connect(path, "rwc"))
            catalog._db.execute("PRAGMA journal_mode = WAL")
            with catalog.transaction():
                for statement in _SCHEMA.split(";\n"):
                    catalog._db.execute(statement)
                catalog._write_settings(settings)
                catalog._db.execute(f"PRAGMA user_version = {FORMAT}")
        return catalog

    @classmethod
    def open(cls, path: Path) -> Catalog:
        """Open a catalog that exists.

        Raises:
            LibraryError: there is none, it is half made, damaged or of a newer format.
        """
        if not path.is_file():
            raise LibraryError(
                f"There is no library in {path.parent}. Make one with: "
                f"pullquote index {path.parent} FOLDER-OF-ARTICLES"
            )
        with explained(path.parent):
            catalog = cls(connect(path, "rw"))
        try:
            with explained(path.parent):
                catalog._check_format(path.parent)
        except BaseException:
            catalog.close()
            raise
        return catalog

    def _check_format(self, folder: Path) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            raise LibraryError(
                f"The library in {folder} was never finished. Run pullquote index again."
            )
        if version > FORMAT:
            raise LibraryError(
                f"The library in {folder} was made by a newer pullquote (format {version}, "
                f"this one reads {FORMAT}). Upgrade pullquote, or index the articles again."
            )
        self.settings()
        self.state()  # both fail where the tables are another program's

    @classmethod
    def is_made(cls, path: Path) -> bool:
        """Whether a catalog stands there, rather than nothing or one that was never finished."""
        if not path.is_file():
            return False
        with explained(path.parent):
            db = connect(path, "rw")
            try:
                return bool(db.execute("PRAGMA user_version").fetchone()[0])
            finally:
                db.close()

    def close(self) -> None:
        """Close the connection; a transaction under way is rolled back."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # after a full disk SQLite has rolled back already
                self._db.execute("ROLLBACK")
            raise

    def pin(self) -> None:
        """Hold one state of the catalog for all reads until it is closed, whoever writes."""
        self._db.execute("BEGIN")
        self.generation()  # SQLite takes the snapshot at the first read

    # Settings

    def settings(self) -> LibrarySettings:
        """Read the settings that the library was made with."""
        encoder = EncoderIdentity(
            self._setting("encoder"),
            int(self._setting("dimension")),
            self._setting("encoder_fingerprint"),
        )
        return LibrarySettings(encoder, int(self._setting("passage_size")))

    def _write_settings(self, settings: LibrarySettings) -> None:
        encoder = settings.encoder
        values = {
            "encoder": encoder.name,
            "dimension": str(encoder.dimension),
            "encoder_fingerprint": encoder.fingerprint,
            "passage_size": str(settings.passage_size),
            "generation": "0",
            "state": "",
        }
        self._db.executemany("INSERT INTO settings VALUES (?, ?)", values.items())

    def generation(self) -> int:
        """How many times the articles have changed."""
        return int(self._setting("generation"))

    def state(self) -> str:
        """Name this very content: two libraries of one generation still differ in it."""
        return f"{self._setting('generation')}-{self._setting('state')}"

    def _setting(self, name: str) -> str:
        query = "SELECT value FROM settings WHERE name = ?"
        row = self._db.execute(query, (name,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"the setting {name!r} is missing")
        return str(row[0])

    # Writing, inside a transaction

    def put(self, article: Article, passages: Sequence[Passage], vectors: Vectors) -> str:
        """Store an article, in place of the one with the same origin; gives the id it got.

        `vectors` is float (number of passages, dimension).
        """
        self._db.execute("DELETE FROM articles WHERE origin = ?", (article.origin,))
        id = self._free_id(article.id)
        published = article.published.isoformat() if article.published else None
        row = self._db.execute(
            "INSERT INTO articles (id, origin, content_hash, title, publisher, author, published,"
            " url, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                id,
                article.origin,
                article.content_hash,
                article.title,
                article.publisher,
                article.author,
                published,
                article.url,
                article.text,
            ),
        ).lastrowid
        blobs = (vector.astype("<f2").tobytes() for vector in vectors)
        self._db.executemany(
            "INSERT INTO passages (article, start, end, vector) VALUES (?, ?, ?, ?)",
            [(row, p.start, p.end, blob) for p, blob in zip(passages, blobs, strict=True)],
        )
        self._next_generation()
        return id

    def delete(self, id: str) -> bool:
        """Remove an article by its id; false when there is none."""
        found = self._db.execute("DELETE FROM articles WHERE id = ?", (id,)).rowcount > 0
        if found:
            self._next_generation()
        return found

    def _next_generation(self) -> None:
        self._db.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
        self._db.execute("UPDATE settings SET value = ? WHERE name = 'state'", (token_hex(8),))

    def _free_id(self, wanted: str) -> str:
        # Every id that begins with `wanted-`, by the index: "." follows "-".
        query = "SELECT id FROM articles WHERE id = :id OR (id > :id || '-' AND id < :id || '.')"
        taken = {row[0] for row in self._db.execute(query, {"id": wanted})}
        if wanted not in taken:
            return wanted
        numbers = (id.removeprefix(f"{wanted}-") for id in taken)
        return f"{wanted}-{max((int(n) for n in numbers if n.isdecimal()), default=1) + 1}"

    # Reading

    def content_hash(self, origin: str) -> str | None:
        """The content hash stored for an origin, None when it is not in the library."""
        query = "SELECT content_hash FROM articles WHERE origin = ?"
        row = self._db.execute(query, (origin,)).fetchone()
        return row[0] if row else None

    def origin_of_content(self, content_hash: str) -> str | None:
        """The origin of an article with this content, None when there is none."""
        query = "SELECT origin FROM articles WHERE content_hash = ?"
        row = self._db.execute(query, (content_hash,)).fetchone()
        return row[0] if row else None

    def articles(self) -> list[Article]:
        """All articles, in the order of their ids."""
        rows = self._db.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY id")
        return [_article(row) for row in rows]

    def origins(self) -> dict[str, str]:
        """The origin of every article, by its id."""
        return dict(self._db.execute("SELECT id, origin FROM articles ORDER BY id"))

    def article(self, id: str) -> Article | None:
        """One article, None when there is none with this id."""
        row = self._db.execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (id,)).fetchone()
        return _article(row) if row else None

    def counts(self) -> tuple[int, int]:
        """The numbers of articles and of passages."""
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        articles, passages = self._db.execute(query).fetchone()
        return articles, passages

    def publishers(self) -> list[str]:
        """Every publisher named, in order."""
        query = "SELECT DISTINCT publisher FROM articles WHERE publisher != '' ORDER BY publisher"
        return [row[0] for row in self._db.execute(query)]

    def days(self) -> tuple[date | None, date | None]:
        """The earliest and the latest day of publication, None when no article has one."""
        query = "SELECT min(published), max(published) FROM articles"
        first, last = self._db.execute(query).fetchone()
        return _day(first), _day(last)

    def passages(self) -> Iterator[Passage]:
        """All passages, those of one article after another, in order."""
        query = "SELECT id, article, start, end FROM passages ORDER BY article, id"
        for number, rows in groupby(self._db.execute(query), key=itemgetter(1)):
            article = self._article_numbered(number)
            for id, _, start, end in rows:
                yield Passage(id, article, start, end)

    def passages_by_id(self, ids: Sequence[int]) -> list[Passage]:
        """The passages with these ids, in this order; ids that are not there are left out."""
        query = "SELECT id, article, start, end FROM passages WHERE id = ?"
        rows = [row for id in ids for row in self._db.execute(query, (id,))]
        articles = {number: self._article_numbered(number) for _, number, _, _ in rows}
        return [Passage(id, articles[number], start, end) for id, number, start, end in rows]

    def _article_numbered(self, number: int) -> Article:
        query = f"SELECT {_ARTICLE} FROM articles WHERE number = ?"
        return _article(self._db.execute(query, (number,)).fetchone())

    def listing(self) -> list[Listed]:
        """Every article without its text, in the order of their ids."""
        query = "SELECT number, id, publisher, published FROM articles ORDER BY id"
        return [Listed(n, id, name, _day(day)) for n, id, name, day in self._db.execute(query)]

    def passages_of_articles(self) -> NDArray[np.int64]:
        """The number of its article and the id of every passage, int64 (passages, 2)."""
        rows = self._db.execute("SELECT article, id FROM passages").fetchall()
        return np.array(rows, np.int64).reshape(len(rows), 2)

    def vectors(self) -> tuple[PassageIds, Vectors]:
        """All passage ids, int64 (n,), ascending, and their vectors, float32 (n, dimension)."""
        dimension = self.settings().encoder.dimension
        rows = self._db.execute("SELECT id, vector FROM passages ORDER BY id").fetchall()
        ids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        flat = np.frombuffer(b"".join(row[1] for row in rows), "<f2").astype(np.float32)
        return ids, flat.reshape(len(rows), dimension)

    def problems(self) -> list[str]:
        """What SQLite's own check finds wrong with the file."""
        rows = self._db.execute("PRAGMA integrity_check").fetchall()
        return [row[0] for row in rows if row[0] != "ok"]


def _article(row: Sequence[str]) -> Article:
    id, title, text, publisher, author, published, url, origin = row
    return Article(id, title, text, publisher, author, _day(published), url, origin)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published else None
