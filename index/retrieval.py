"""Find the passages for a question: dense and lexical rankings, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.allowed import Allowed
from index.derived import SearchIndexes
from index.encoder import Vectors
from index.passages import Passage

_DEPTH = 50  # results taken from each ranking before they are fused
_SMOOTHING = 60  # k of reciprocal rank fusion, as in its paper


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place in a fused ranking.

    `score` is the fused one. `cosine` is that of question and passage; where the dense ranking
    ends above the passage, it is that of the last place, an upper bound. `lexical` is the BM25
    score as a share of the best one, in [0, 1]. Higher is better in all three. Ranks count from 1
    and are None where a ranking ends above the passage.
    """

    passage_id: int
    score: float
    cosine: float
    lexical: float
    dense_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a question retrieved; `rank` counts from 1."""

    passage: Passage
    rank: int
    ranked: Ranked


def retrieve(
    indexes: SearchIndexes, question: str, vector: Vectors, k: int, allowed: Allowed | None = None
) -> list[Ranked]:
    """Rank the `k` passages that fit best, by the words of a question and by its vector.

    With `allowed`, both rankings leave out all other passages from the start.
    """
    depth = max(_DEPTH, k)
    dense = indexes.vectors.search(vector, depth, allowed)
    lexical = indexes.lexical.search(question, depth, allowed)
    return fuse(dense, lexical)[:k]


def fuse(dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]) -> list[Ranked]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) of two rankings of passage ids.

    Passages of equal score stand in the order of their ids, so that a ranking is always the same.
    """
    dense_ranks = {id: rank for rank, (id, _) in enumerate(dense, start=1)}
    lexical_ranks = {id: rank for rank, (id, _) in enumerate(lexical, start=1)}
    cosines, scores = dict(dense), dict(lexical)
    lowest = dense[-1][1] if dense else 0.0
    highest = lexical[0][1] if lexical else 1.0
    ranked = []
    for id in dense_ranks.keys() | lexical_ranks.keys():
        ranks = (dense_ranks.get(id), lexical_ranks.get(id))
        fused = sum(1 / (_SMOOTHING + rank) for rank in ranks if rank)
        share = scores.get(id, 0.0) / highest
        ranked.append(Ranked(id, fused, cosines.get(id, lowest), share, *ranks))
    return sorted(ranked, key=lambda item: (-item.score, item.passage_id))
