"""What passes a filter, as the search indexes ask for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.catalog import PassageIds


@dataclass(frozen=True, slots=True)
class Allowed:
    """Articles by id, what share of all they are, and where their passages begin and end.

    `edges` is int64 (2 n,), ascending: each run of passages that pass, as the first id and the one
    after the last.
    """

    articles: list[str]
    share: float
    edges: PassageIds

    def among(self, passages: PassageIds) -> NDArray[np.bool_]:
        """Tell of each of these passages, int64 (m,), ascending, whether it passes: bool (m,)."""
        # A place for each edge, not an edge for each passage: there are fewer.
        places = np.searchsorted(passages, self.edges)
        inside = np.arange(len(places) + 1) % 2 == 1
        return np.repeat(inside, np.diff(places, prepend=0, append=len(passages)))
