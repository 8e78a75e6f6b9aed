"""Scoring merged citations, on answers made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from outcomes import cite, outcome

from eval.agreement import score
from index import InputError

ACCEPTED = [("40 crowns", ["a", "b"]), ("forty", ["c"])]
GOLD: dict[str, Any] = {"must_cite": ["a", "b", "c"], "families": [["a"], ["b"], ["c"]]}


def test_a_set_that_names_no_articles_to_cite_has_no_such_figures() -> None:
    assert score([]) == {}
    assert score([outcome([cite("a", "40 crowns")], ACCEPTED)]) == {}


def test_every_article_cited_in_its_own_words_scores_in_full() -> None:
    cited = [cite("a", "40 crowns"), cite("b", "40 crowns"), cite("c", "forty")]
    figures = score([outcome(cited, ACCEPTED, **GOLD)])
    assert figures.pop("agreement_questions") == 1
    assert figures
    assert set(figures.values()) == {1.0}


def test_a_missing_article_costs_recall_and_a_wrong_one_precision() -> None:
    figures = score([outcome([cite("a", "40 crowns"), cite("d", "40 crowns")], ACCEPTED, **GOLD)])
    assert figures["merged_citation_precision"] == 1 / 2
    assert figures["merged_citation_recall"] == 1 / 3
    assert figures["families_right"] == 0.0
    assert figures["families_grouped_when_right"] == 1.0


def test_another_number_of_the_right_article_is_a_wrong_citation() -> None:
    figures = score([outcome([cite("a", "40 crowns"), cite("b", "85 crowns")], ACCEPTED, **GOLD)])
    assert figures["merged_citation_precision"] == 1 / 2
    assert figures["merged_citation_recall"] == 1 / 3


def test_the_words_of_one_article_are_no_right_quote_of_another() -> None:
    figures = score([outcome([cite("a", "forty")], ACCEPTED, **GOLD)])
    assert figures["merged_answers_right"] == 0.0
    assert figures["merged_citation_precision"] == 0.0


def test_an_article_that_need_not_be_cited_is_a_wrong_citation() -> None:
    gold = {"must_cite": ["a", "b"], "families": [["a"], ["b"]]}
    figures = score([outcome([cite("a", "40 crowns"), cite("c", "forty")], ACCEPTED, **gold)])
    assert figures["merged_citation_precision"] == 1 / 2
    assert figures["merged_citation_recall"] == 1 / 2


def test_refused_and_wrong_answers_count_overall_but_not_for_the_merging() -> None:
    right = outcome([cite("a", "40 crowns"), cite("b", "40 crowns")], ACCEPTED, **GOLD)
    wrong = outcome([cite("a", "nobody"), cite("b", "nobody")], ACCEPTED, **GOLD)
    refused = outcome([], ACCEPTED, **GOLD)
    figures = score([right, wrong, refused])
    assert figures["merged_answers_right"] == 1 / 3
    assert figures["merged_citation_precision"] == 2 / 4
    assert figures["merged_citation_recall"] == 2 / 9
    assert figures["merged_citation_precision_when_right"] == 1.0
    assert figures["merged_citation_recall_when_right"] == 2 / 3


def test_sources_that_copy_one_another_must_be_one_family() -> None:
    cited = [cite("a", "40 crowns"), cite("b", "40 crowns"), cite("c", "forty")]
    copies = GOLD | {"families": [["a", "b"], ["c"]]}
    figures = score([outcome(cited, ACCEPTED, **copies)])
    assert figures["families_right"] == 0.0
    assert figures["families_grouped_when_right"] == 0.0
    missing = score([outcome(cited[1:], ACCEPTED, **copies)])
    assert missing["families_right"] == 1.0  # two sources, though one article is not cited
    assert missing["families_grouped_when_right"] == 1.0


@pytest.mark.parametrize(
    "bad", [{"must_cite": "a"}, {"must_cite": [1]}, {"families": None}, {"families": ["a"]}]
)
def test_a_field_that_cannot_be_read_is_named_with_its_question(bad: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"Gold question 1: '{next(iter(bad))}' cannot be read"):
        score([outcome([cite("a", "40 crowns")], ACCEPTED, **(GOLD | bad))])
