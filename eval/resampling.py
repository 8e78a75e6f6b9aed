"""What chance could have made of figures: bootstrap intervals, and paired permutation tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from eval.reliability import Floats

SEED = 20250101  # every run draws the same samples
ROUNDS = 1000
_SWAPS = 10_000
_AT_ONCE = 2_000_000  # numbers drawn at a time, so that memory stays small
_MIDDLE = (2.5, 97.5)  # percentiles: 95% of the resamples lie between

Interval = tuple[float, float]
Ratios = tuple[Floats, Floats]  # what each question adds to each figure, (n, figures), of how much


def resampled(n: int, figures: Callable[[Floats], Floats]) -> Floats:
    """Give figures in every resample of n questions, (rounds, figures).

    `figures` takes how often each question was drawn, (some rounds, n). The same n is always drawn
    from in the same way, so figures of two runs are paired.
    """
    random, found, left = np.random.default_rng(SEED), [], ROUNDS
    while left:
        rounds = min(left, max(1, _AT_ONCE // n))
        drawn = (random.integers(0, n, n) for _ in range(rounds))
        counts = np.array([np.bincount(numbers, minlength=n) for numbers in drawn], np.float64)
        found.append(figures(counts))
        left -= rounds
    return np.concatenate(found)


def ratio_figures(ratios: Ratios, counts: Floats) -> Floats:
    """Give figures that are sums over sums, (rounds, figures); NaN of nothing."""
    return _divide(counts @ ratios[0], counts @ ratios[1])


def middle(values: Floats) -> list[Interval | None]:
    """Give the percentile interval (Efron 1979) of each column; None where there is nothing."""
    return [_middle(column[np.isfinite(column)]) for column in values.T]


def _middle(known: Floats) -> Interval | None:
    if not len(known):
        return None
    low, high = np.percentile(known, _MIDDLE)
    return float(low), float(high)


def swap_test(first: Ratios, second: Ratios) -> Floats:
    """Test whether figures differ, (figures,): approximate randomisation (Noreen 1989), two-sided.

    The two outcomes of each question change places at random. The result is how often the
    difference is then at least as large, in (0, 1].
    """
    (a, of_a), (b, of_b) = first, second
    seen = np.abs(_divide(b.sum(0), of_b.sum(0)) - _divide(a.sum(0), of_a.sum(0)))
    random, n = np.random.default_rng(SEED), len(a)
    reached, left = np.zeros(a.shape[1]), _SWAPS
    while left:
        rows = min(left, max(1, _AT_ONCE // max(n, 1)))
        swapped = random.integers(0, 2, (rows, n)).astype(np.float64)
        moved, of_moved = swapped @ (b - a), swapped @ (of_b - of_a)
        ours = _divide(a.sum(0) + moved, of_a.sum(0) + of_moved)
        theirs = _divide(b.sum(0) - moved, of_b.sum(0) - of_moved)
        reached += (np.abs(theirs - ours) >= seen - 1e-12).sum(0)
        left -= rows
    return np.asarray((reached + 1) / (_SWAPS + 1))


def _divide(added: Floats, possible: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(possible > 0, added / possible, np.nan))
