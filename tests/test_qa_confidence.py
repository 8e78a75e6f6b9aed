"""Confidence: the logistic model by hand, and its file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from test_qa_merge import span

from index import ModelError
from qa.confidence import Calibration, ConfidenceWeights, features
from qa.merge import merge_spans
from qa.reader import bundled_folder
from qa.spans import SpanWeights

CALIBRATION = Calibration(SpanWeights(10.0, 4.0), ConfidenceWeights(-1.0, 0.5, 0.25, 2.0), 0.3)


def test_the_probability_is_the_logistic_of_the_weighted_features() -> None:
    candidates = merge_spans([span("a", "Ann", 3.0, cosine=0.5), span("b", "Bob", 2.0, cosine=0.4)])
    assert features(candidates) == pytest.approx((3.0, 2.0, 0.5))
    logit = -1.0 + 0.5 * 3.0 + 0.25 * 2.0 + 2.0 * 0.5
    assert CALIBRATION.probability(candidates) == pytest.approx(1 / (1 + math.exp(-logit)))


def test_a_lone_candidate_has_the_widest_margin() -> None:
    assert features(merge_spans([span("a", "Ann", 3.0)]))[1] == 10.0


def test_without_candidates_nothing_is_sure() -> None:
    assert CALIBRATION.probability([]) == 0.0


def test_the_probability_stays_one_however_sure_the_reader_is() -> None:
    assert 0 < CALIBRATION.probability(merge_spans([span("a", "Ann", -1e9)])) < 1e-9
    assert CALIBRATION.probability(merge_spans([span("a", "Ann", 1e9)])) == pytest.approx(1.0)


def test_a_calibration_comes_back_from_its_file(tmp_path: Path) -> None:
    CALIBRATION.save(tmp_path)
    assert Calibration.load(tmp_path) == CALIBRATION


@pytest.mark.parametrize("text", [None, "", "{}", '{"spans": {}, "confidence": {}}'])
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
    assert calibration.confidence.reading > 0
