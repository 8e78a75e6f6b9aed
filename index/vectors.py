"""Nearest passages by vector: the only user of FAISS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import Vectors

if TYPE_CHECKING:
    from index.catalog import PassageIds


class VectorIndex:
    """Exact search by inner product over passage vectors; read-only, safe in parallel."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, ids: PassageIds, vectors: Vectors) -> VectorIndex:
        """Index `vectors`, float32 (n, dimension), under `ids`, int64 (n,)."""
        import faiss  # late: `import qa` stays quick

        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors), ids)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Load an index that `save` wrote and whose checksum holds: FAISS trusts what it reads."""
        import faiss

        return cls(faiss.deserialize_index(np.fromfile(path, np.uint8)))

    def save(self, path: Path) -> None:
        """Write the index. Python writes the bytes, for FAISS does not report a full disk."""
        import faiss

        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def holds(self, ids: PassageIds, vectors: Vectors) -> bool:
        """Whether exactly these vectors, float32 (n, dimension), are indexed under these ids."""
        import faiss

        own = faiss.vector_to_array(self._index.id_map)
        flat = faiss.downcast_index(self._index.index).reconstruct_n(0, len(self))
        return np.array_equal(own, ids) and np.array_equal(flat, vectors)

    def search(
        self, vector: Vectors, k: int, among: PassageIds | None = None
    ) -> list[tuple[int, float]]:
        """Give up to `k` passage ids with their cosines, highest first; with `among`, only these.

        `among` is int64 (n,), in any order.
        """
        import faiss

        k = min(k, len(self) if among is None else len(among))
        if k == 0:
            return []
        only = None
        if among is not None:
            chosen = faiss.IDSelectorBatch(among)
            only = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]  # not in its stubs
        scores, ids = self._index.search(vector[None].astype(np.float32), k, params=only)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
