"""How well passages are ranked: the only user of ir-measures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from eval.ground import Place
from eval.tallies import Tallies, single

DEPTHS = (1, 4, 8)  # of hit@k and recall@k; eight passages are read
RANKED = 24  # passages ranked for a question


def rank_of_first(ranked: Sequence[Place], relevant: Collection[Place]) -> int | None:
    """Give the rank, from 1, of the first relevant passage; None where none is ranked."""
    ranks = (rank for rank, place in enumerate(ranked, start=1) if place in relevant)
    return next(ranks, None)


def ranking_tallies(ranked: Sequence[Place], relevant: Collection[Place]) -> Tallies:
    """Judge a ranking, best first, by measures of ir-measures, each in [0, 1].

    `hit_at_k` says whether one of the first k is relevant, `recall_at_k` how many of all relevant
    ones are among them, `mrr` gives 1 / the rank of the first, `ndcg_at_10` is that of Järvelin and
    Kekäläinen (2002). Without any relevant passage all are 0.
    """
    import ir_measures  # late: it takes 0.2 s, and only a run needs it

    measures = _measures()
    scores = {_name(place): float(-rank) for rank, place in enumerate(ranked)}
    wanted = {_name(place): 1 for place in relevant}
    values = dict.fromkeys(measures, 0.0)
    if wanted and scores:
        names = {measure: name for name, measure in measures.items()}
        for found in ir_measures.iter_calc(list(names), {"q": wanted}, {"q": scores}):
            values[names[found.measure]] = float(found.value)
    return {name: single(value) for name, value in values.items()}


@cache
def _measures() -> dict[str, Any]:
    from ir_measures import RR, R, Success, nDCG

    return {
        **{f"hit_at_{k}": Success @ k for k in DEPTHS},
        **{f"recall_at_{k}": R @ k for k in DEPTHS},
        "mrr": RR,
        "ndcg_at_10": nDCG @ 10,
    }


def _name(place: Place) -> str:
    return f"{place.start}-{place.end}-{place.article}"
