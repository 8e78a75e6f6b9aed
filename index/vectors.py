"""Nearest passages by vector, over the segments of a library."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.allowed import Allowed
from index.catalog import PassageIds
from index.encoder import Vectors
from index.segment import Chunks, Segment
from index.stored_vectors import StoredVectors

_CANDIDATES = 2  # for each passage wanted: 8-bit codes and lists that end change the order


class VectorIndex:
    """The vectors of one state of a library. Use from one thread at a time, as its catalog.

    Segments name candidates, and the catalog's own vectors rank them: so every cosine is exact, and
    the same however the passages are spread over segments.
    """

    def __init__(
        self, segments: Sequence[Segment], deleted: PassageIds, stored: StoredVectors
    ) -> None:
        self.segments = segments
        self._stored = stored
        self._kept = [_kept(segment.ids, deleted) for segment in segments]
        self._size = sum(map(len, segments)) - len(deleted)

    def __len__(self) -> int:
        return self._size

    @property
    def exact(self) -> bool:
        """Whether a search looks at every vector."""
        return all(segment.exact for segment in self.segments)

    def search(
        self, vector: Vectors, k: int, allowed: Allowed | None = None
    ) -> list[tuple[int, float]]:
        """Give up to `k` passage ids with their cosines, highest first; those `allowed`, or all.

        Equal cosines stand in the order of their ids.
        """
        if k == 0 or not self.segments:
            return []
        found = [
            segment.search(vector, _CANDIDATES * k, chosen)
            for segment, chosen in zip(self.segments, self._chosen(allowed), strict=True)
        ]
        ids = np.concatenate([ids for ids, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        best = np.sort(ids[np.argsort(-scores, kind="stable")[: _CANDIDATES * k]])
        # Row by row and in float64: the same whichever candidates stand beside. A matrix product
        # would wake threads, which takes longer than the sums.
        products = self._stored.of(best).astype(np.float64) * vector
        cosines = products.sum(axis=1).astype(np.float32)
        order = np.argsort(-cosines, kind="stable")[:k]
        return [(int(best[i]), float(cosines[i])) for i in order]

    def unlike(self, chunks: Chunks) -> list[int]:
        """Give the ids under which another vector is indexed than in `chunks`, or none.

        Of an approximate segment, another one is one that its codes can tell from it.
        """
        found: list[int] = []
        for ids, vectors in chunks:
            same = np.zeros(len(ids), np.bool_)
            for segment, kept in zip(self.segments, self._kept, strict=True):
                same |= segment.same(ids, vectors, kept)
            found += ids[~same].tolist()
        return found

    def _chosen(self, allowed: Allowed | None) -> list[NDArray[np.bool_] | None]:
        """For each segment, which places to look at; None where all of them."""
        if allowed is None:
            return self._kept
        chosen = [allowed.among(segment.ids) for segment in self.segments]
        return [
            places if kept is None else places & kept
            for places, kept in zip(chosen, self._kept, strict=True)
        ]


def _kept(ids: PassageIds, deleted: PassageIds) -> NDArray[np.bool_] | None:
    gone = np.isin(ids, deleted, assume_unique=True)
    return ~gone if gone.any() else None
