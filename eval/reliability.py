"""How far a confidence can be trusted: pure functions over probabilities and outcomes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def calibration_error(probabilities: Floats, right: Flags, bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017, section 2) over bins of equal width."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [
        (place == i).mean() * abs(probabilities[place == i].mean() - right[place == i].mean())
        for i in range(bins)
        if (place == i).any()
    ]
    return float(sum(gaps))


def risk_coverage(probabilities: Floats, right: Flags) -> tuple[Floats, Floats]:
    """Give coverage and accuracy, (n,) each, when the surest 1, 2, … n questions are answered.

    The risk of El-Yaniv and Wiener (2010) is 1 - accuracy. Questions of equal probability are
    answered together, so only the last of them tells a place that a threshold can reach.
    """
    order = np.argsort(-probabilities, kind="stable")
    counts = np.arange(1, len(order) + 1)
    accuracy = np.cumsum(right[order]) / counts
    ordered = probabilities[order]
    reachable = np.append(ordered[1:] != ordered[:-1], True)
    return (counts / len(order))[reachable], accuracy[reachable]


def coverage_at(accuracy: float, probabilities: Floats, right: Flags) -> float:
    """Give the largest share of questions that can be answered with at least this accuracy."""
    coverage, reached = risk_coverage(probabilities, right)
    return float(max(coverage[reached >= accuracy], default=0.0))


def area_under_roc(probabilities: Floats, positive: Flags) -> float:
    """How well probabilities part two kinds: 0.5 is chance, 1 a clean cut."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(positive, probabilities))
