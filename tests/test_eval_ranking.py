"""Where gold answers stand, and how well the passages that hold them are ranked."""

from __future__ import annotations

from math import log2

import pytest
from toys import make_article

from eval.ground import Ground, Place, occurrences
from eval.questions import GoldAnswer, GoldQuestion
from eval.ranking import rank_of_first, ranking_tallies

A, B, C, D = (Place(name, 0, 10) for name in "abcd")


def test_measures_are_their_formulas() -> None:
    tallies = ranking_tallies([C, A, D, B], {A, B})
    values = {name: added / possible for name, (added, possible) in tallies.items()}
    assert values == pytest.approx(
        {
            "hit_at_1": 0.0,
            "hit_at_4": 1.0,
            "hit_at_8": 1.0,
            "recall_at_1": 0.0,
            "recall_at_4": 1.0,
            "recall_at_8": 1.0,
            "mrr": 1 / 2,
            "ndcg_at_10": (1 / log2(3) + 1 / log2(5)) / (1 / log2(2) + 1 / log2(3)),
        }
    )
    assert rank_of_first([C, A, D, B], {A, B}) == 2


def test_what_cannot_be_retrieved_or_was_not_scores_nothing() -> None:
    for ranked, relevant in (([C, D], {A}), ([C], set()), ([], {A})):
        assert {added for added, _ in ranking_tallies(ranked, relevant).values()} == {0.0}
        assert rank_of_first(ranked, relevant) is None


def test_words_are_found_inside_of_others_only_if_nowhere_else() -> None:
    assert occurrences("In 1952, 52 ships and 52.", "52") == [(9, 11), (22, 24)]
    assert occurrences("In 1952.", "52") == [(5, 7)]
    assert occurrences("It is 5:30 p.m.", "p.m.") == [(11, 15)]
    assert occurrences("Nothing", "x") == []
    assert occurrences("Nothing", " ") == []


def test_an_answer_is_looked_up_where_it_is_said_to_stand() -> None:
    ground = Ground([make_article("a", "Ann. Ann!"), make_article("b", "Ann?")], 100)
    anywhere = GoldQuestion("1", "Who?", (GoldAnswer("Ann"),))
    named = GoldQuestion("1", "Who?", (GoldAnswer("Ann", ("b", "gone")),))
    squad = GoldQuestion("1", "Who?", (GoldAnswer("Ann", ("a",)),), context="Ann!")
    assert ground.places(anywhere) == [Place("a", 0, 3), Place("a", 5, 8), Place("b", 0, 3)]
    assert ground.places(named) == [Place("b", 0, 3)]
    assert ground.places(squad) == [Place("a", 5, 8)]


def test_passages_hold_an_answer_whole() -> None:
    text = "The mayor opened it on Friday.\n\nWork had taken six years, said Ann Lee."
    ground = Ground([make_article("a", text)], 40)
    start = text.index("Ann")
    assert ground.passages_with([Place("a", start, start + 7)]) == {
        Place("a", text.index("Work"), len(text))
    }
    cut = Place("a", text.index("Friday"), text.index("Work") + 4)
    assert ground.passages_with([cut]) == set()
