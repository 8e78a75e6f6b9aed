"""Figures that need all questions at once, for many resamples at a time.

Each takes how often every question was drawn, (rounds, n), and gives a value a round. Drawn once
each, they are those of `eval.reliability` and `eval.metrics`, which tests hold them to.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from eval.reliability import Flags, Floats

_BINS = 10


def roc_areas(confidence: Floats, positive: Flags, counts: Floats) -> Floats:
    """Give the area under ROC, (rounds,): how often a positive is surer; NaN without both kinds."""
    _, group = np.unique(confidence, return_inverse=True)
    above, below = (_by_group(counts * of, group) for of in (positive, ~positive))
    less_sure = np.cumsum(below, axis=1) - below / 2  # half of those that are as sure
    pairs = above.sum(1) * below.sum(1)
    with np.errstate(invalid="ignore"):
        return np.where(pairs > 0, (above * less_sure).sum(1) / pairs, np.nan)


def calibration_errors(confidence: Floats, right: Flags, counts: Floats) -> Floats:
    """Give the expected calibration error, (rounds,), over bins of equal width."""
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = _by_group(counts * (confidence - right), place)
    return np.asarray(np.abs(gaps).sum(1) / counts.sum(1))


def coverages_at(accuracy: float, confidence: Floats, right: Flags, counts: Floats) -> Floats:
    """Give the largest share that can be answered with this accuracy, (rounds,)."""
    _, group = np.unique(-confidence, return_inverse=True)  # the surest first
    answered = np.cumsum(_by_group(counts, group), axis=1)
    rightly = np.cumsum(_by_group(counts * right, group), axis=1)
    reached = rightly >= accuracy * answered - 1e-9
    return np.asarray(np.where(reached, answered, 0).max(1) / counts.sum(1))


def percentiles(share: float, values: Floats, counts: Floats) -> Floats:
    """Give the value that this share of all does not exceed, (rounds,), by nearest rank."""
    order = np.argsort(values, kind="stable")
    drawn = np.cumsum(counts[:, order], axis=1)
    rank = np.maximum(np.ceil(drawn[:, -1:] * share), 1)
    return np.asarray(values[order][np.argmax(drawn >= rank, axis=1)])


def _by_group(numbers: Floats, group: NDArray[np.int64]) -> Floats:
    """Add up columns by the group that each is in: (rounds, n) to (rounds, groups)."""
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    return np.asarray(np.add.reduceat(numbers[:, order], starts, axis=1))
