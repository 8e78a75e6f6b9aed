"""Figures with their intervals, on questions judged by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from judged import judged

from eval.figures import figures
from index import InputError

HALF = [judged(str(i), float(i % 2), confidence=0.9 if i % 2 else 0.2, ms=i) for i in range(1, 101)]


def test_a_figure_stands_in_its_interval_with_its_questions() -> None:
    summed = figures(HALF)
    f1 = summed.figures["f1"]
    assert (f1.value, f1.questions) == (0.5, 100)
    # The standard error of a share of a half in 100 is 0.05: 95% lie within about two of them.
    assert f1.low == pytest.approx(0.4, abs=0.02)
    assert f1.high == pytest.approx(0.6, abs=0.02)
    assert summed.figures["p95_ms"].value == 95
    assert summed.figures["roc_right"].value == 1.0
    assert summed.figures["coverage_at_90"].value == 0.5
    assert summed.figures["calibration_error"].value == pytest.approx(0.5 * 0.1 + 0.5 * 0.2)


def test_the_same_questions_always_give_the_same_figures() -> None:
    assert json.dumps(figures(HALF).to_json()) == json.dumps(figures(list(HALF)).to_json())


def test_ratios_are_of_all_questions_together() -> None:
    many = judged("1", citation_precision=(1.0, 4.0))
    one = judged("2", citation_precision=(1.0, 1.0))
    none = judged("3", citation_precision=(0.0, 0.0))
    figure = figures([many, one, none]).figures["citation_precision"]
    assert (figure.value, figure.questions) == (2 / 5, 2)


def test_a_figure_that_nothing_tells_is_missing() -> None:
    summed = figures([judged("1"), judged("2")])
    assert "roc_answerable" not in summed.figures  # no unanswerable question
    assert "roc_right" not in summed.figures  # no wrong one
    refused = figures([judged("1", answerable=False, found=False)])
    assert "f1" not in refused.figures
    assert refused.answerable == 0


def test_kinds_sources_and_sets_have_figures_of_their_own() -> None:
    asked = [judged("1"), judged("2", 0.0, kind="name"), judged("3", answerable=False, kind="no")]
    groups = figures(asked).groups
    assert {kind: of["right"].value for kind, of in groups["kind"].items()} == {
        "fact": 1.0,
        "name": 0.0,
        "no": 0.0,
    }
    assert groups["source"]["The Coast"]["right"].questions == 2
    assert groups["gold_set"]["gold"]["right"].value == 1 / 3


def test_small_talk_counts_in_its_own_figure_alone() -> None:
    talk = replace(
        judged("2", 0.0), small_talk=True, tallies={"small_talk_replied": (1.0, 1.0)}, ms=500.0
    )
    summed = figures([judged("1"), talk])
    assert summed.questions == 1
    assert summed.values["small_talk_replied"] == 1.0
    assert summed.values["p99_ms"] == 10.0
    assert summed.groups["kind"]["fact"]["right"].questions == 1


def test_nothing_to_sum_up_is_an_error() -> None:
    with pytest.raises(InputError, match="no questions to sum up"):
        figures([])
