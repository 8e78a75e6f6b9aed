"""Scoring disagreements, on answers made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from outcomes import cite, outcome

from eval.disagreement import score
from index import InputError

MONDAY, FRIDAY = date(2025, 3, 3), date(2025, 3, 7)
ACCEPTED = [("143", ["a"]), ("148", ["b"]), ("148 people", ["b"])]
SIDES = [
    [{"text": "143", "articles": ["a"]}],
    [{"text": "148", "articles": ["b"]}, {"text": "148 people", "articles": ["b"]}],
]
OLD, NEW = cite("a", "143", MONDAY), cite("b", "148", FRIDAY)


def test_a_set_that_says_nothing_of_sides_has_no_such_figures() -> None:
    assert score([]) == {}
    assert score([outcome([OLD], ACCEPTED)]) == {}


def test_two_sides_beside_each_other_are_a_disagreement_shown() -> None:
    figures = score([outcome([OLD], ACCEPTED, [[NEW]], differs=SIDES, latest="b")])
    assert figures["disagreement_shown"] == 1.0
    assert figures["disagreement_shown_when_right"] == 1.0
    assert figures["differing_sides_right"] == 1.0
    assert figures["latest_right_when_shown"] == 1.0


def test_an_alternative_that_is_not_said_to_differ_shows_none() -> None:
    figures = score([outcome([OLD], ACCEPTED, other=[[NEW]], differs=SIDES, latest="b")])
    assert figures["disagreement_shown"] == 0.0


def test_the_same_side_twice_or_a_number_of_no_side_shows_none() -> None:
    again, stray = cite("b", "148 people", FRIDAY), cite("b", "2,600 people", FRIDAY)
    for other in (again, stray):
        figures = score([outcome([NEW], ACCEPTED, [[other]], differs=SIDES, latest="b")])
        assert figures["disagreement_shown"] == 0.0
        assert figures["differing_sides_right"] == 0.0


def test_a_side_is_told_by_its_article_too() -> None:
    borrowed = cite("c", "148", FRIDAY)
    figures = score([outcome([OLD], ACCEPTED, [[borrowed]], differs=SIDES, latest="b")])
    assert figures["disagreement_shown"] == 0.0


def test_anything_that_differs_where_nothing_should_is_shown_falsely() -> None:
    quiet = outcome([OLD], ACCEPTED, other=[[NEW]], differs=[])
    loud = outcome([OLD], ACCEPTED, [[NEW]], differs=[])
    wrong = outcome([cite("a", "9", MONDAY)], ACCEPTED, [[NEW]], differs=[])
    refused = outcome([], ACCEPTED, differs=[])
    figures = score([quiet, loud, wrong, refused])
    assert figures["disagreement_shown_falsely"] == 2 / 4
    assert figures["disagreement_shown_falsely_when_right"] == 1 / 2
    assert figures["differing_sides_right"] == 0.0
    assert figures["disagreement_shown"] == 0.0


def test_wrong_and_refused_answers_do_not_count_where_only_the_rules_are_judged() -> None:
    shown = outcome([OLD], ACCEPTED, [[NEW]], differs=SIDES, latest="b")
    missed = outcome([OLD], ACCEPTED, differs=SIDES, latest="b")
    wrong = outcome([cite("a", "9", MONDAY)], ACCEPTED, differs=SIDES, latest="b")
    refused = outcome([], ACCEPTED, differs=SIDES, latest="b")
    figures = score([shown, missed, wrong, refused])
    assert figures["disagreement_answers_right"] == 2 / 4
    assert figures["disagreement_shown"] == 1 / 4
    assert figures["disagreement_shown_when_right"] == 1 / 2


@pytest.mark.parametrize(
    ("first", "second", "latest", "right"),
    [
        (MONDAY, FRIDAY, "b", 1.0),
        (FRIDAY, MONDAY, "b", 0.0),  # the older side is named the latest
        (MONDAY, MONDAY, "", 1.0),
        (MONDAY, FRIDAY, "", 0.0),
        (MONDAY, MONDAY, "b", 0.0),  # no side is, though one should be
    ],
)
def test_the_newest_article_must_be_told(
    first: date, second: date, latest: str, right: float
) -> None:
    sides = [cite("a", "143", first)], [cite("b", "148", second)]
    figures = score([outcome(sides[0], ACCEPTED, [sides[1]], differs=SIDES, latest=latest)])
    assert figures["latest_right_when_shown"] == right


def test_no_side_is_the_latest_when_the_newest_article_gives_both() -> None:
    accepted = [("143", ["a"]), ("148", ["a"])]
    sides = [[{"text": text, "articles": ["a"]}] for text in ("143", "148")]
    both = [cite("a", text, FRIDAY) for text in ("143", "148")]
    figures = score([outcome(both[:1], accepted, [both[1:]], differs=sides, latest="a")])
    assert figures["latest_right_when_shown"] == 1.0


@pytest.mark.parametrize("bad", [{"differs": 1}, {"differs": [["143"]]}, {"latest": None}])
def test_a_field_that_cannot_be_read_is_named_with_its_question(bad: dict[str, Any]) -> None:
    extra: dict[str, Any] = {"differs": SIDES, "latest": "b"} | bad
    with pytest.raises(InputError, match=f"Gold question 1: '{next(iter(bad))}' cannot be read"):
        score([outcome([OLD], ACCEPTED, [[NEW]], **extra)])
