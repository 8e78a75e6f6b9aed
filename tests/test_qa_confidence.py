"""Confidence: the logistic model by hand, and its file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from test_qa_merge import WEIGHTS, span

from index import ModelError
from qa.confidence import Calibration, Scaling, log_odds_of_best
from qa.merge import merge_spans
from qa.reader import bundled_folder

CALIBRATION = Calibration(WEIGHTS, Scaling(0.5, -0.25), 0.3)


def test_the_best_is_weighed_against_all_others_and_against_none() -> None:
    # Scores 3 and 2; a lone answer stands against "not found" alone, whose odds are 1.
    candidates = merge_spans([span("a", "Ann", 3.0), span("b", "Bob", 2.0)])
    assert log_odds_of_best(candidates) == pytest.approx(3.0 - math.log(1 + math.exp(2.0)))
    assert log_odds_of_best(candidates[:1]) == pytest.approx(3.0)


def test_articles_that_agree_add_their_odds() -> None:
    (alone,) = merge_spans([span("a", "Ann", 3.0)])
    (both,) = merge_spans([span("a", "Ann", 3.0), span("b", "ann", 2.0)])
    (repeated,) = merge_spans([span("a", "Ann", 3.0), span("a", "Ann", 2.0)])
    assert both.score == pytest.approx(math.log(math.exp(3.0) + math.exp(2.0)))
    assert repeated.score == alone.score == pytest.approx(3.0)


def test_the_probability_is_the_logistic_of_the_scaled_log_odds() -> None:
    candidates = merge_spans([span("a", "Ann", 3.0, cosine=0.5)])
    logit = 0.5 * (3.0 + 10.0 * 0.5) - 0.25
    assert CALIBRATION.probability(candidates) == pytest.approx(1 / (1 + math.exp(-logit)))


def test_without_candidates_nothing_is_sure() -> None:
    assert CALIBRATION.probability([]) == 0.0


def test_the_probability_stays_one_however_sure_the_reader_is() -> None:
    assert 0 < CALIBRATION.probability(merge_spans([span("a", "Ann", -1e9)])) < 1e-9
    assert CALIBRATION.probability(merge_spans([span("a", "Ann", 1e9)])) == pytest.approx(1.0)


def test_a_calibration_comes_back_from_its_file(tmp_path: Path) -> None:
    CALIBRATION.save(tmp_path)
    assert Calibration.load(tmp_path) == CALIBRATION


@pytest.mark.parametrize("text", [None, "", "{}", '{"spans": {}, "scaling": {}}'])
def test_a_missing_or_foreign_calibration_is_a_model_error(
    tmp_path: Path, text: str | None
) -> None:
    if text is not None:
        (tmp_path / "calibration.json").write_text(text)
    with pytest.raises(ModelError, match="holds no calibration"):
        Calibration.load(tmp_path)


def test_the_bundled_reader_has_one() -> None:
    calibration = Calibration.load(bundled_folder())
    assert 0 < calibration.threshold < 1
    assert calibration.spans.reading > 0
