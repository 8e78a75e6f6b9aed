"""Each stage that can lose a question is named."""

from __future__ import annotations

from typing import Any

import pytest

from eval.ground import Place
from eval.verdicts import Evidence, Verdict, judge_evidence

GOLD, BESIDE = Place("a", 10, 15), Place("a", 20, 25)
GOOD, OTHER = Place("a", 0, 100), Place("b", 0, 100)
RIGHT = {
    "answerable": True,
    "found": True,
    "right_words": True,
    "right_source": True,
    "gold": [GOLD],
    "read": [OTHER, GOOD],
    "shown": GOLD,
}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, Verdict.RIGHT),
        ({"read": [OTHER]}, Verdict.RIGHT),
        ({"right_source": False}, Verdict.WRONG_SOURCE),
        ({"right_words": False, "shown": BESIDE}, Verdict.WRONG_SPAN),
        ({"right_words": False, "shown": Place("b", 0, 5)}, Verdict.WRONG_PASSAGE),
        ({"right_words": False, "shown": BESIDE, "read": [OTHER]}, Verdict.RETRIEVAL_MISSED),
        ({"found": False, "shown": None}, Verdict.WRONGLY_REFUSED),
        ({"found": False, "shown": None, "read": [OTHER]}, Verdict.RETRIEVAL_MISSED),
        ({"right_words": False, "shown": None, "read": []}, Verdict.WRONG_METADATA),
        ({"answerable": False, "gold": [], "right_words": False}, Verdict.WRONGLY_ANSWERED),
        ({"answerable": False, "gold": [], "found": False}, Verdict.RIGHTLY_REFUSED),
    ],
)
def test_the_first_stage_that_lost_it_is_named(changed: dict[str, Any], verdict: Verdict) -> None:
    assert judge_evidence(Evidence(**{**RIGHT, **changed})) is verdict
    assert verdict.good is (verdict in {Verdict.RIGHT, Verdict.RIGHTLY_REFUSED})
    assert verdict.means.endswith(".")
