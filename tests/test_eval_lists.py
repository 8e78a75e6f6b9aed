"""Scores of lists, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from toys import make_article

from eval.lists import matched, score
from eval.outcomes import Outcome
from eval.questions import GoldQuestion
from index import InputError
from qa.answers import Alternative, Answer, Citation, Timings

ARTICLE = make_article("a", "Tessay, Hulm, Ferrin and Skellay")


def outcome(gold: Any, *items: str) -> Outcome:
    cited = (Citation(ARTICLE, 0, 6, "Tessay", (0, 6), 1.0),)
    answer = Answer(
        "Which?", bool(items), "", 0.5, (), (), (), Timings(0.0, 0.0, 0.0),
        items=tuple(Alternative(item, cited) for item in items),
    )  # fmt: skip
    extra = {} if gold is None else {"items": gold}
    return Outcome(GoldQuestion("lists-1", "Which?", (), extra=extra), answer)


def texts(*items: str) -> list[dict[str, str]]:
    return [{"text": item} for item in items]


def test_precision_is_of_what_is_shown_and_recall_of_what_there_is() -> None:
    # 2 of 3 shown are gold, and 2 of 4 + 1 gold items are shown.
    outcomes = [
        outcome(texts("Tessay", "Hulm", "Ferrin", "Skellay"), "tessay", "the Hulm", "Port Aldous"),
        outcome(texts("Ann Lee")),
        outcome(None, "Tessay", "Hulm"),
    ]
    assert score(outcomes) == {
        "list_questions": 2.0,
        "list_shown": 0.5,
        "item_precision": pytest.approx(2 / 3),
        "item_recall": pytest.approx(2 / 5),
    }


def test_a_set_without_lists_has_no_such_figures() -> None:
    assert score([outcome(None, "Tessay", "Hulm")]) == {}
    assert score([]) == {}


def test_lists_without_any_item_shown_are_right_in_nothing() -> None:
    assert score([outcome(texts("Tessay"))])["item_precision"] == 0.0


@pytest.mark.parametrize(
    ("items", "gold", "right"),
    [
        (["the mayor, Mina Tolley"], ["Mina Tolley"], 1),
        (["Furnace B"], ["Furnace C"], 0),
        (["Ann Lee"], ["Bob Lee"], 0),
        (["Tessay", "Tessay"], ["Tessay"], 1),
        (["Tessay"], ["Tessay", "Tessay"], 1),
        (["Karst Metals", "Karst"], ["Karst"], 1),
        (["Tessay is an island far away from all of us"], ["Tessay"], 0),
    ],
)
def test_an_item_is_one_gold_item_by_its_words(
    items: list[str], gold: list[str], right: int
) -> None:
    assert matched(items, gold) == right


@pytest.mark.parametrize("gold", [["Tessay"], 3, [{"texts": "Tessay"}]])
def test_items_of_another_form_are_an_input_error(gold: Any) -> None:
    with pytest.raises(InputError, match="lists-1 has 'items'"):
        score([outcome(gold)])
