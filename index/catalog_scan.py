"""Read all that a catalog holds, a little at a time, even where it is damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from index.articles import Article
from index.catalog import Catalog, PassageIds
from index.database import Connection, connect, explained
from index.encoder import Vectors
from index.schema import article_columns

NO_ARTICLE = "passages belong to no article"

_VECTORS_AT_ONCE = 4096

# Casts, for in a damaged file anything may stand anywhere.
_COLUMNS = ", ".join(
    f"ifnull(CAST({name} AS TEXT), '')"
    for name in (
        "id title text publisher author published url origin language sources content_hash"
    ).split()
)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is stored: `[start, end)` in its article's text, and its vector's bytes."""

    id: int
    start: int
    end: int
    vector: bytes


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its passages in order, and the content hash that it was stored with.

    `sources` is what tells where its metadata come from, as it is written.
    """

    article: Article
    sources: str
    content_hash: str
    passages: list[StoredPassage]


class CatalogScan:
    """One state of a catalog, pinned until it is closed. Use from one thread."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.catalog = Catalog(db)
        self.catalog.pin()
        self.dimension = self.catalog.settings().encoder.dimension

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[CatalogScan]:
        """Scan the catalog in `path`.

        Raises:
            LibraryError: there is none, or it cannot be opened.
            LibraryDamagedError: it cannot be read to its end.
        """
        Catalog.open(path).close()  # checks its format
        with explained(path.parent):
            db = connect(path, "rw")
            db.text_factory = lambda data: data.decode(errors="replace")
            try:
                yield cls(db)
            finally:
                db.close()

    def file_problems(self) -> list[str]:
        """What SQLite's own checks find wrong with the file and with what refers to what."""
        broken = [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = self._db.execute("PRAGMA foreign_key_check").fetchall()
        lost = f"{len(orphans)} {NO_ARTICLE}"
        return [*broken, *([lost] if orphans else [])]

    def articles(self) -> Iterator[StoredArticle]:
        """Give every article with its passages."""
        query = "SELECT id, start, end, CAST(vector AS BLOB) FROM passages WHERE article = ?"
        columns = article_columns(self._db)
        every = f"SELECT number, content_hash, {columns} FROM articles ORDER BY number"  # noqa: S608
        for number, *fields, sources, content_hash in self._db.execute(
            f"SELECT number, {_COLUMNS} FROM ({every})"  # noqa: S608  # of constants
        ):
            rows = self._db.execute(f"{query} ORDER BY id", (number,))
            passages = [StoredPassage(*row) for row in rows]
            yield StoredArticle(_article(fields), sources, content_hash, passages)

    def vectors(self) -> Iterator[tuple[PassageIds, Vectors]]:
        """Give passage ids, int64 (n,), ascending, with vectors, float32 (n, dimension).

        All vectors must be of the right size.
        """
        found = self._db.execute("SELECT id, vector FROM passages ORDER BY id")
        while rows := found.fetchmany(_VECTORS_AT_ONCE):
            ids = np.array([id for id, _ in rows], np.int64)
            flat = np.frombuffer(b"".join(vector for _, vector in rows), "<f2")
            yield ids, flat.astype(np.float32).reshape(len(rows), self.dimension)


def _article(row: Sequence[str]) -> Article:
    id, title, text, publisher, author, published, url, origin, language = row
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:  # damaged, as the content hash will show
        day = None
    return Article(id, title, text, publisher, author, day, url, origin, language)
