"""The vectors of one block of passages, in a file that never changes: the only user of FAISS."""

from __future__ import annotations

import math
import mmap
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalog import PassageIds
from index.encoder import Vectors

Chunks = Iterable[tuple[PassageIds, Vectors]]  # ascending; int64 (n,), float32 (n, dimension)

_LISTS = 2.0  # lists of an approximate segment, as a multiple of the square root of its size
_PROBED = 1 / 16  # share of the lists that a question looks through
_TRAINED_ON = 64  # vectors for each list
_ROUNDS = 10  # of k-means
_TURNED = 0.02  # how far, as 1 - cosine, 8-bit codes may turn a vector

_limiting = threading.Lock()  # FAISS has one limit for all threads


class Segment:
    """Passages nearest to a vector by inner product; read-only, safe in parallel.

    Exact with float16, as they are stored, or approximate: an inverted file with 8-bit codes of
    what is left when the centre of a list is taken away. FAISS numbers vectors by their place; the
    ids of the places, ascending, are kept beside it.
    """

    def __init__(self, ids: PassageIds, index: Any, data: NDArray[np.uint8] | None = None) -> None:
        self.ids = ids
        self._index = index
        self._data = data  # FAISS reads from it as long as it searches

    @classmethod
    def build(cls, chunks: Callable[[], Chunks], size: int, dimension: int, exact: bool) -> Segment:
        """Index `size` vectors; `chunks` gives them, the same each time that it is called."""
        faiss = _faiss()
        # Of this thread. One for what is quick: a forked process must not wait for threads of its
        # parent, which it does not have.
        faiss.omp_set_num_threads(1 if exact else os.cpu_count() or 1)
        kind = "SQfp16" if exact else f"IVF{int(_LISTS * math.sqrt(size))},SQ8"
        index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        if not exact:
            index.cp.niter = _ROUNDS
            index.cp.min_points_per_centroid = 1
            index.cp.max_points_per_centroid = 2 * _TRAINED_ON  # all of the sample
            index.train(_sample(chunks(), size, index.nlist * _TRAINED_ON))
        ids = []
        for some, vectors in chunks():
            ids.append(some)
            index.add(np.ascontiguousarray(vectors))
        return cls(np.concatenate(ids), index)

    @classmethod
    def load(cls, path: Path, size: int, dimension: int) -> Segment:
        """Load `size` vectors that `save` wrote, if its checksums hold: FAISS trusts what it reads.

        The file is mapped into memory, not copied: processes share it.

        Raises:
            OSError, ValueError, RuntimeError: it is none of so many vectors.
        """
        faiss = _faiss()
        places = path.with_name(ids_beside(path.name))
        if places.stat().st_size != 8 * size or path.stat().st_size > _most_bytes(size, dimension):
            raise ValueError(f"{path.name} is of another size than {size} vectors")
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        data = np.frombuffer(mapped, np.uint8)
        with _limiting:  # what it says of its own sizes, FAISS believes up to here
            faiss.set_deserialization_vector_byte_limit(data.size)
            index = faiss.read_index(faiss.ZeroCopyIOReader(faiss.swig_ptr(data), data.size))
        if (index.ntotal, index.d) != (size, dimension):
            raise ValueError(f"{path.name} holds other vectors")
        return cls(np.fromfile(places, "<i8"), index, data)

    def save(self, path: Path) -> None:
        """Write the index and the ids. Python writes, for FAISS does not report a full disk."""
        faiss = _faiss()
        with path.open("wb") as file:
            faiss.write_index(self._index, faiss.PyCallbackIOWriter(file.write))
        path.with_name(ids_beside(path.name)).write_bytes(self.ids.astype("<i8").tobytes())

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def exact(self) -> bool:
        """Whether all its vectors are looked at, not those of the likeliest lists alone."""
        return not hasattr(self._index, "nlist")

    def search(
        self, vector: Vectors, k: int, chosen: NDArray[np.bool_] | None = None
    ) -> tuple[PassageIds, Vectors]:
        """Give up to `k` ids and their inner products, best first; those `chosen`, or all.

        `chosen` is bool (n,), by place. The fewer it leaves, the more lists are looked through, so
        that as many vectors are compared.
        """
        faiss = _faiss()
        faiss.omp_set_num_threads(1)  # one question has no work for more
        options: dict[str, Any] = {}
        share = 1.0
        if chosen is not None:
            share = np.count_nonzero(chosen) / len(self)
            options["sel"] = faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
        if share == 0:
            return self.ids[:0], np.empty(0, np.float32)
        if self.exact:
            params = faiss.SearchParameters(**options)
        else:
            lists = self._index.nlist
            options["nprobe"] = min(lists, math.ceil(lists * _PROBED / share))
            params = faiss.SearchParametersIVF(**options)
        scores, places = self._index.search(vector[None].astype(np.float32), k, params=params)
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]

    def same(
        self, ids: PassageIds, vectors: Vectors, kept: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_]:
        """Whether each of these vectors is indexed under its id, as far as the codes can tell.

        `kept` is bool (n,), by place: what does not count is not indexed.
        """
        places = np.searchsorted(self.ids, ids).clip(max=len(self) - 1)
        same: NDArray[np.bool_] = self.ids[places] == ids
        if kept is not None:
            same &= kept[places]
        if same.any():
            places = places[same]
            first, last = int(places.min()), int(places.max())
            if not self.exact:
                self._index.make_direct_map()  # once; then it is there
            own = self._index.reconstruct_n(first, last - first + 1)[places - first]
            given = vectors[same]
            cosines = (own * given).sum(1) / np.linalg.norm(own, axis=1)
            same[same] = (own == given).all(1) if self.exact else cosines > 1 - _TURNED
        return same


def _faiss() -> Any:
    import faiss  # late: `import qa` stays quick

    return faiss


def ids_beside(name: str) -> str:
    """Name the file that holds the ids of the segment in a file."""
    return f"{name}.ids"


def _most_bytes(size: int, dimension: int) -> int:
    """More than the file of a segment ever has, with float32 vectors for both codes and centres."""
    return 65_536 + 2 * size * (4 * dimension + 16)


def _sample(chunks: Chunks, size: int, wanted: int) -> Vectors:
    """Take about `wanted` of `size` vectors, evenly, always the same ones."""
    step = max(1, size // wanted)
    return np.concatenate([part for _, part in _every(chunks, step)])


def _every(chunks: Chunks, step: int) -> Iterator[tuple[PassageIds, Vectors]]:
    start = 0
    for ids, vectors in chunks:
        yield ids[start::step], vectors[start::step]
        start = (start - len(ids)) % step
