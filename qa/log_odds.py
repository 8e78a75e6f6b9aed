"""Log-odds, in which everything here is weighed: 0 is even, and independent signs add up."""

from __future__ import annotations

import math
from collections.abc import Iterable

_WIDEST = 50.0  # beyond it a probability is 0 or 1 in any case


def log_odds_of(probability: float) -> float:
    """Give the log-odds of a probability between 0 and 1, neither of them included."""
    return math.log(probability / (1 - probability))


def probability_of(log_odds: float) -> float:
    """Give the probability, in [0, 1], that log-odds mean."""
    return 1 / (1 + math.exp(-max(-_WIDEST, min(_WIDEST, log_odds))))


def odds_together(log_odds: Iterable[float]) -> float:
    """Add up odds: the log of the sum of the exponentials, of one number at least."""
    every = list(log_odds)
    highest = max(every)
    return highest + math.log(sum(math.exp(each - highest) for each in every))
