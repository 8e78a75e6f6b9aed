"""Figures of many resamples at once are those of one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from eval.curves import calibration_errors, coverages_at, percentiles, roc_areas
from eval.metrics import percentile
from eval.reliability import area_under_roc, calibration_error, coverage_at
from eval.resampling import resampled

RANDOM = np.random.default_rng(3)
N = 40
CONFIDENCE = np.round(RANDOM.random(N), 1)  # with ties, and 1.0 among them
RIGHT = RANDOM.random(N) < CONFIDENCE
DRAWN = [np.arange(N), *(RANDOM.integers(0, N, N) for _ in range(25))]
COUNTS = np.array([np.bincount(drawn, minlength=N) for drawn in DRAWN], np.float64)


def test_each_is_the_figure_of_the_questions_drawn() -> None:
    for name, found, expected in (
        ("roc", roc_areas(CONFIDENCE, RIGHT, COUNTS), area_under_roc),
        ("error", calibration_errors(CONFIDENCE, RIGHT, COUNTS), calibration_error),
        ("80", coverages_at(0.8, CONFIDENCE, RIGHT, COUNTS), lambda c, r: coverage_at(0.8, c, r)),
        ("90", coverages_at(0.9, CONFIDENCE, RIGHT, COUNTS), lambda c, r: coverage_at(0.9, c, r)),
    ):
        one_by_one = [expected(CONFIDENCE[drawn], RIGHT[drawn]) for drawn in DRAWN]
        assert found == pytest.approx(one_by_one), name


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95, 0.99, 1.0])
def test_percentiles_are_those_of_the_questions_drawn(share: float) -> None:
    times = RANDOM.random(N)
    one_by_one = [percentile(times[drawn].tolist(), share) for drawn in DRAWN]
    assert percentiles(share, times, COUNTS).tolist() == one_by_one


def test_one_kind_alone_has_no_area() -> None:
    assert np.isnan(roc_areas(CONFIDENCE, np.ones(N, bool), COUNTS)).all()


def test_resamples_are_as_large_as_the_questions_and_always_the_same() -> None:
    first, again = (resampled(7, lambda counts: counts) for _ in range(2))
    assert first.shape == (1000, 7)
    assert set(first.sum(1)) == {7.0}
    assert (first == again).all()
    assert len({tuple(row) for row in first}) > 100
