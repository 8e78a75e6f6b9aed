"""The one truth of a library: articles, passages, vectors and settings in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article_rows import (
    article_of_row,
    change_labels,
    day_of,
    insert_article,
    sources_of,
)
from index.articles import Article
from index.database import Connection, connect, explained
from index.encoder import Vectors
from index.errors import LibraryError
from index.passages import Passage
from index.schema import article_columns, bring_up, check_format, format_of, make_tables
from index.stored_settings import (
    LibrarySettings,
    next_generation,
    read_generation,
    read_reader,
    read_settings,
    read_state,
    write_reader,
    write_settings,
)

PassageIds = NDArray[np.int64]


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
                make_tables(catalog._db)
                write_settings(catalog._db, settings)
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
        check_format(self._db, folder)
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
                return format_of(db) > 0
            finally:
                db.close()

    @property
    def connection(self) -> Connection:
        """The connection itself, for the files beside this one that read in ways of their own."""
        return self._db

    def close(self) -> None:
        """Close the connection; a transaction under way is rolled back."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it or nothing; tables of an older format are brought up along with it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if format_of(self._db):
                bring_up(self._db)
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
        return read_settings(self._db)

    def reader(self) -> str:
        """The name of the reader that suits the library; empty where none was named."""
        return read_reader(self._db)

    def name_reader(self, name: str) -> None:
        """Name the reader that suits the library, inside a transaction."""
        write_reader(self._db, name)

    def generation(self) -> int:
        """How many times the articles have changed."""
        return read_generation(self._db)

    def state(self) -> str:
        """Name this very content: two libraries of one generation still differ in it."""
        return read_state(self._db)

    # Writing, inside a transaction

    def put(self, article: Article, passages: Sequence[Passage], vectors: Vectors) -> str:
        """Store an article, in place of the one with the same origin; gives the id it got.

        `vectors` is float (number of passages, dimension).
        """
        self._db.execute("DELETE FROM articles WHERE origin = ?", (article.origin,))
        id = self._free_id(article.id)
        row = insert_article(self._db, article, id)
        blobs = (vector.astype("<f2").tobytes() for vector in vectors)
        self._db.executemany(
            "INSERT INTO passages (article, start, end, vector) VALUES (?, ?, ?, ?)",
            [(row, p.start, p.end, blob) for p, blob in zip(passages, blobs, strict=True)],
        )
        next_generation(self._db)
        return id

    def move(self, old: str, new: str) -> str:
        """Give the article of one origin another, in place of what had that; gives its id."""
        self._db.execute("DELETE FROM articles WHERE origin = ?", (new,))
        query = "UPDATE articles SET origin = ? WHERE origin = ? RETURNING id"
        (row,) = self._db.execute(query, (new, old)).fetchall()
        next_generation(self._db)
        return str(row[0])

    def label(self, origin: str, language: str, sources: Mapping[str, str]) -> str:
        """Change the language and the sources of the article of an origin; gives its id."""
        id = change_labels(self._db, origin, language, sources)
        next_generation(self._db)
        return id

    def delete(self, id: str) -> bool:
        """Remove an article by its id; false when there is none."""
        found = self._db.execute("DELETE FROM articles WHERE id = ?", (id,)).rowcount > 0
        if found:
            next_generation(self._db)
        return found

    def mend_look_up(self) -> None:
        """Make the look-up tables again from the rows, and drop passages that have no article."""
        self._db.execute("REINDEX")
        self._db.execute("DELETE FROM passages WHERE article NOT IN (SELECT number FROM articles)")
        next_generation(self._db)

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

    def content_hashes(self) -> dict[str, str]:
        """The content hash of every article, by its id."""
        return dict(self._db.execute("SELECT id, content_hash FROM articles ORDER BY id"))

    def origin_of_content(self, content_hash: str) -> str | None:
        """The origin of an article with this content, None when there is none."""
        query = "SELECT origin FROM articles WHERE content_hash = ?"
        row = self._db.execute(query, (content_hash,)).fetchone()
        return row[0] if row else None

    def text(self, origin: str) -> str:
        """The text of the article of an origin that is there."""
        query = "SELECT text FROM articles WHERE origin = ?"
        (text,) = self._db.execute(query, (origin,)).fetchone()
        return str(text)

    def labels(self, origin: str) -> tuple[str, Mapping[str, str]]:
        """The language and the sources of the article of an origin that is there."""
        columns = article_columns(self._db)
        query = f"SELECT language, sources FROM (SELECT {columns} FROM articles WHERE origin = ?)"
        language, sources = self._db.execute(query, (origin,)).fetchone()
        return language, sources_of(sources)

    def articles(self) -> list[Article]:
        """All articles, in the order of their ids."""
        rows = self._db.execute(f"SELECT {article_columns(self._db)} FROM articles ORDER BY id")
        return [article_of_row(row) for row in rows]

    def origins(self) -> dict[str, str]:
        """The origin of every article, by its id."""
        return dict(self._db.execute("SELECT id, origin FROM articles ORDER BY id"))

    def article(self, id: str) -> Article | None:
        """One article, None when there is none with this id."""
        query = f"SELECT {article_columns(self._db)} FROM articles WHERE id = ?"
        row = self._db.execute(query, (id,)).fetchone()
        return article_of_row(row) if row else None

    def counts(self) -> tuple[int, int]:
        """The numbers of articles and of passages."""
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        articles, passages = self._db.execute(query).fetchone()
        return articles, passages

    def publishers(self) -> list[str]:
        """Every publisher named, in order."""
        query = "SELECT DISTINCT publisher FROM articles WHERE publisher != '' ORDER BY publisher"
        return [row[0] for row in self._db.execute(query)]

    def languages(self) -> dict[str, int]:
        """How many articles there are of every language, "" where it is unknown; most first."""
        query = (
            f"SELECT language, count(*) AS number FROM (SELECT {article_columns(self._db)} "
            "FROM articles) GROUP BY language ORDER BY number DESC, language"
        )
        return dict(self._db.execute(query).fetchall())

    def days(self) -> tuple[date | None, date | None]:
        """The earliest and the latest day of publication, None when no article has one."""
        query = "SELECT min(published), max(published) FROM articles"
        first, last = self._db.execute(query).fetchone()
        return day_of(first), day_of(last)

    def passages(self, after: int = 0) -> Iterator[Passage]:
        """All passages with an id above `after`, those of one article after another, in order."""
        query = "SELECT id, article, start, end FROM passages WHERE id > ? ORDER BY id"
        for number, rows in groupby(self._db.execute(query, (after,)), key=itemgetter(1)):
            article = self._article_numbered(number)
            for id, _, start, end in rows:
                yield Passage(id, article, start, end)

    def passages_by_id(self, ids: Sequence[int]) -> list[Passage]:
        """The passages with these ids, in this order; all of them are there, or it is damaged."""
        query = "SELECT id, article, start, end FROM passages WHERE id = ?"
        rows = [row for id in ids for row in self._db.execute(query, (id,))]
        if len(rows) != len(ids):
            raise sqlite3.DatabaseError("a passage is missing")
        articles = {number: self._article_numbered(number) for _, number, _, _ in rows}
        return [Passage(id, articles[number], start, end) for id, number, start, end in rows]

    def _article_numbered(self, number: int) -> Article:
        query = f"SELECT {article_columns(self._db)} FROM articles WHERE number = ?"
        row = self._db.execute(query, (number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("an article is missing")
        return article_of_row(row)
