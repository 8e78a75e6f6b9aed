"""Reliability figures worked by hand, and fits that must find what is there to find."""

from __future__ import annotations

import math

import numpy as np
import pytest
from toys import make_article

from eval.calibrate import best_threshold, cross_validate, fit, fit_scaling, fit_span_weights
from eval.open_reading import OpenReading
from eval.questions import GoldAnswer, GoldQuestion
from eval.reliability import area_under_roc, calibration_error, coverage_at, risk_coverage
from index import Hit, InputError, Passage
from index.retrieval import Ranked
from qa.reader import Marked

PROBABILITIES = np.array([0.9, 0.8, 0.8, 0.4])
RIGHT = np.array([True, True, False, False])


def test_calibration_error_is_the_weighted_gap_of_each_bin() -> None:
    probabilities = np.array([0.95, 0.95, 0.15, 0.15])
    right = np.array([True, False, False, False])
    assert calibration_error(probabilities, right) == pytest.approx(0.5 * 0.45 + 0.5 * 0.15)


def test_questions_of_equal_probability_are_answered_together() -> None:
    coverage, accuracy = risk_coverage(PROBABILITIES, RIGHT)
    assert coverage == pytest.approx([0.25, 0.75, 1.0])
    assert accuracy == pytest.approx([1.0, 2 / 3, 0.5])


def test_coverage_is_the_largest_that_keeps_the_accuracy() -> None:
    assert coverage_at(0.66, PROBABILITIES, RIGHT) == 0.75
    assert coverage_at(0.8, PROBABILITIES, RIGHT) == 0.25
    assert coverage_at(0.5, PROBABILITIES, RIGHT) == 1.0
    assert coverage_at(0.8, PROBABILITIES, ~RIGHT) == 0.0


def test_the_area_under_roc_is_the_share_of_pairs_in_order() -> None:
    # Right: 0.9, 0.8; wrong: 0.8, 0.4. In order: 2 of 2, then a tie (half) and one.
    assert area_under_roc(PROBABILITIES, RIGHT) == pytest.approx(3.5 / 4)


def test_the_threshold_weighs_answering_twice() -> None:
    probabilities = np.array([0.3, 0.6, 0.9, 0.1, 0.5, 0.7])
    answerable = np.array([True, True, True, False, False, False])
    # At 0.51 to 0.60: 2 of 3 answered and 2 of 3 refused, worth 2 x 2/3 + 2/3 = 2.
    # At 0.11 to 0.30: 3 of 3 answered and 1 of 3 refused, worth 2 x 1 + 1/3 = 2.33.
    # In the middle of that, where 0.07 on either side is worth as much: from 0.18 on.
    assert best_threshold(probabilities, answerable) == pytest.approx(0.18)


def test_a_threshold_that_is_good_by_chance_alone_is_not_taken() -> None:
    rng = np.random.default_rng(0)
    answerable = np.repeat([True, False], 1000)
    probabilities = np.where(answerable, rng.uniform(0.4, 0.9, 2000), rng.uniform(0.1, 0.4, 2000))
    alone = (probabilities > 0.74) & (probabilities < 0.76)  # a gap, then some of no answer
    answerable[alone] = False
    assert 0.36 <= best_threshold(probabilities, answerable) <= 0.42


def test_scaling_undoes_log_odds_that_say_twice_too_much() -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(0, 2, 20_000)
    right = rng.random(len(honest)) < 1 / (1 + np.exp(-honest))
    scaling = fit_scaling(2 * honest, right)
    assert scaling.slope == pytest.approx(0.5, abs=0.02)
    assert scaling.offset == pytest.approx(0.0, abs=0.05)


def _reading(
    title: str, right: tuple[float, float], wrong: tuple[float, float], *, answerable: bool = True
) -> OpenReading:
    """A question with two passages: the reader's log-odds and the cosine of each."""
    article = make_article(title.lower(), "It was Ann. It was Bob.")
    answers = (GoldAnswer("Ann"),) if answerable else ()
    hits = [
        Hit(Passage(number, article, start, start + 11), number, Ranked(number, 0, cos, 0.5, 1, 1))
        for number, start, cos in ((1, 0, right[1]), (2, 12, wrong[1]))
    ]
    marked = [[Marked(7, 10, right[0], right[0])], [Marked(7, 10, wrong[0], wrong[0])]]
    return OpenReading(GoldQuestion("1", "Who?", answers, title=title), hits, marked)


def test_weights_follow_the_sign_that_tells_right_from_wrong() -> None:
    rng = np.random.default_rng(1)
    readings = []
    for _ in range(300):
        noise = rng.normal(0, 1, 2)
        readings.append(_reading("A", (noise[0], 0.7), (noise[1], 0.5)))
    weights = fit_span_weights(readings)
    assert weights.cosine > 10  # always right, so as high as the ridge lets it
    assert abs(weights.reading) < 0.3
    best = readings[0].listing(weights).candidates[0]
    assert best.best.text == "Ann"


def test_a_form_that_answers_never_have_costs_a_span_its_chance() -> None:
    article = make_article("a", "It was Ann. It was 12.")
    hits = [
        Hit(Passage(number, article, start, start + 11), number, Ranked(number, 0, 0.5, 0.5, 1, 1))
        for number, start in ((1, 0), (2, 11))
    ]
    question = GoldQuestion("1", "How many were there?", (GoldAnswer("12"),), title="A")
    marked = [[Marked(7, 10, 3.0, 3.0)], [Marked(8, 10, 1.0, 1.0)]]  # the reader prefers the name
    readings = [OpenReading(question, hits, marked)] * 50
    weights = fit_span_weights(readings)
    assert weights.form > 1
    assert readings[0].listing(weights).candidates[0].text == "12"


def test_none_is_chosen_as_often_as_no_span_is_right() -> None:
    # Two equal spans, one of them right, in three questions of four: each span is right in 3/4
    # and none in 1/4, so the odds of the right one against none are 3, of either of two 1.5.
    readings = [_reading("A", (0.0, 0.0), (0.0, 0.0), answerable=n % 4 > 0) for n in range(400)]
    weights = fit_span_weights(readings)
    span = readings[0].listing(weights).candidates[0].best
    assert span.score == pytest.approx(math.log(1.5), abs=0.02)


def _mixed(title: str, seed: int) -> list[OpenReading]:
    rng = np.random.default_rng(seed)
    made = []
    for number in range(120):
        answerable = number % 3 > 0
        level = rng.normal(3.0 if answerable else -3.0, 2.0)
        made.append(_reading(title, (level, 0.6), (-4.0, 0.4), answerable=answerable))
    return made


def test_each_article_is_judged_by_the_others() -> None:
    readings = [*_mixed("A", 1), *_mixed("B", 2)]
    probabilities, scores = cross_validate(readings)
    answerable = np.array([reading.question.answerable for reading in readings])
    assert area_under_roc(probabilities, answerable) > 0.95
    assert calibration_error(probabilities, scores >= 0.5) < 0.1
    with pytest.raises(InputError, match="two articles"):
        cross_validate(_mixed("A", 1))


def test_a_fit_reports_what_it_held_out() -> None:
    calibration, report = fit([*_mixed("A", 1), *_mixed("B", 2)])
    assert 0.05 <= calibration.threshold < 0.95
    assert "questions 240, answerable 160" in report
    assert f"threshold {calibration.threshold}:" in report


def test_each_set_has_its_own_figures_beside_those_of_all() -> None:
    readings = [*_mixed("A", 1), *_mixed("B", 2)]
    _, alone = fit(readings, {"own": 240})
    _, both = fit(readings, {"first": 120, "second": 120})
    assert alone == fit(readings)[1]
    whole, first, second = both.split("\n\n")
    assert whole == alone
    for report, name in ((first, "first"), (second, "second")):
        assert report.startswith(f"{name}\nquestions 120, answerable 80\n")
    assert first.splitlines()[2:] != second.splitlines()[2:]


def test_many_articles_are_held_out_in_parts_of_like_size(monkeypatch: pytest.MonkeyPatch) -> None:
    large, *small = (_mixed(name, 3) for name in "ABCDEFGHIJKLM")
    readings = large + [reading for each in small for reading in each[:10]]
    held_out = []

    def fitted(rest: list[OpenReading]) -> object:
        kept = {reading.question.title for reading in rest}
        held_out.append("".join(name for name in "ABCDEFGHIJKLM" if name not in kept))
        return fit_span_weights(rest)

    monkeypatch.setattr("eval.calibrate.fit_span_weights", fitted)
    cross_validate(readings)
    assert held_out == ["A", "BCD", "EF", "GHI", "JK", "LM"]


def test_what_a_set_has_none_of_has_no_figure() -> None:
    readings = [*_mixed("A", 1), *_mixed("B", 2)]
    readings.sort(key=lambda reading: not reading.question.answerable)
    _, report = fit(readings, {"answerable": 160, "not": 80})
    _, answerable, unanswerable = report.split("\n\n")
    assert "answerable or not: –" in answerable
    assert "refused when not –" in answerable
    assert "answerable questions: –" in unanswerable
    assert "right or wrong: –" in unanswerable
