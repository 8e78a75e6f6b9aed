"""Metrics: each against its formula written out."""

from __future__ import annotations

import pytest

from eval.metrics import (
    exact_match,
    f1,
    mean,
    normalize_answer,
    percentile,
)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The  Harbour-Master!", "harbourmaster"),
        ("a man, an apple and the end", "man apple and end"),
        ("'Ann's'", "anns"),
        ("“Ann’s”", "“ann’s”"),
        ("theatre", "theatre"),
        ("", ""),
    ],
)
def test_normalising_follows_squad(text: str, normal: str) -> None:
    assert normalize_answer(text) == normal


def test_exact_match_takes_the_best_gold_answer() -> None:
    assert exact_match("the Harbour", ["bridge", "harbour."]) == 1.0
    assert exact_match("harbours", ["bridge", "harbour"]) == 0.0


def test_f1_is_the_harmonic_mean_of_token_precision_and_recall() -> None:
    precision, recall = 2 / 3, 2 / 4
    expected = 2 * precision * recall / (precision + recall)
    assert f1("spokesman Jonathan Hoffman", ["Jonathan Hoffman of Pentagon"]) == pytest.approx(
        expected
    )
    assert f1("x", ["y", "x z"]) == pytest.approx(2 / 3)


def test_repeated_words_count_as_often_as_both_have_them() -> None:
    assert f1("no no no", ["no no"]) == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))


def test_without_a_gold_answer_only_the_empty_one_is_right() -> None:
    assert (exact_match("", []), f1("", [])) == (1.0, 1.0)
    assert (exact_match("x", []), f1("x", [])) == (0.0, 0.0)
    assert f1("", ["x"]) == 0.0


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 2), (0.51, 3), (0.95, 4), (1.0, 4)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([4, 2, 1, 3], share) == value


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_mean() -> None:
    assert mean([1, 2, 6]) == 3
    assert mean([]) == 0.0
