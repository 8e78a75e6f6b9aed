"""Read passage ids and vectors from the catalog, never all vectors at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog, PassageIds
from index.database import DatabaseError
from index.encoder import Vectors

_AT_ONCE = 8192  # vectors; 12 MB of float32 with 384 dimensions


class StoredVectors:
    """The vectors of one state of a library, exactly as they are stored: in float16."""

    def __init__(self, catalog: Catalog) -> None:
        self._db = catalog.connection
        self.dimension = catalog.settings().encoder.dimension

    def last_id(self) -> int:
        """The highest id that a passage ever had, 0 before the first: no id is used twice."""
        # Of both, as SQLite itself does: what it counts with may be damaged.
        query = (
            "SELECT max(ifnull(CAST((SELECT seq FROM sqlite_sequence WHERE name = 'passages') AS "
            "INTEGER), 0), ifnull((SELECT max(id) FROM passages), 0))"
        )
        (last,) = self._db.execute(query).fetchone()
        return int(last)

    def count(self, first: int, last: int) -> int:
        """How many passages have an id from `first` to `last`; takes longer the more they are."""
        query = "SELECT count(*) FROM passages WHERE id BETWEEN ? AND ?"
        (count,) = self._db.execute(query, (first, last)).fetchone()
        return int(count)

    def count_up_to(self, last: int) -> int:
        """How many passages have an id up to `last`; takes longer the more come after."""
        (every,) = self._db.execute("SELECT count(*) FROM passages").fetchone()  # by an index
        return int(every) - self.count(last + 1, self.last_id())

    def ids(self) -> PassageIds:
        """All passage ids, int64 (n,), ascending."""
        rows = self._db.execute("SELECT id FROM passages")  # of an index: vectors stay unread
        return np.sort(np.fromiter(chain.from_iterable(rows), np.int64))

    def between(self, first: int, last: int) -> Iterator[tuple[PassageIds, Vectors]]:
        """Give ids `first` to `last`, int64 (n,), ascending, with vectors, float32 (n, dimension).

        Some thousands at a time.
        """
        query = "SELECT id, vector FROM passages WHERE id BETWEEN ? AND ? ORDER BY id"
        found = self._db.execute(query, (first, last))
        while rows := found.fetchmany(_AT_ONCE):
            ids = np.array([id for id, _ in rows], np.int64)
            yield ids, self._floats([vector for _, vector in rows]).astype(np.float32)

    def of(self, ids: PassageIds) -> NDArray[np.float16]:
        """Give the vectors of passages with `ids`, ascending: float16 (n, dimension)."""
        query = (
            "SELECT vector FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        )
        rows = self._db.execute(query, (json.dumps(ids.tolist()),)).fetchall()
        if len(rows) != len(ids):
            raise DatabaseError("passages that were indexed are not there")
        return self._floats([vector for (vector,) in rows])

    def _floats(self, blobs: list[bytes]) -> NDArray[np.float16]:
        size = 2 * self.dimension
        if any(len(blob) != size for blob in blobs):
            raise DatabaseError(f"a vector does not have {size} bytes")
        return np.frombuffer(b"".join(blobs), "<f2").reshape(len(blobs), self.dimension)
