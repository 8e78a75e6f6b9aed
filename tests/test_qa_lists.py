"""List questions: what belongs to the list, who says so, and what speaks for it."""

from __future__ import annotations

import pytest
from test_qa_merge import span

from qa.by_kind.lists import Listing, arrange_list
from qa.confidence import log_odds_of_best
from qa.merge import merge_spans
from qa.questions import Kind
from qa.questions.sort_asked import names_sort, sort_asked
from qa.spans import Span

QUESTION = "Which bases were hit?"
AT = "They hit bases at {}."


def arranged(*spans: Span, question: str = QUESTION) -> Listing:
    return arrange_list(Kind.LIST, question, merge_spans(spans))


def shown(listing: Listing) -> list[tuple[str, list[str]]]:
    """Each item, with the articles that it is cited from."""
    for item in listing.items:
        for citation in item.citations:
            assert citation.article.text[citation.start : citation.end] == citation.quote
        assert item.text == item.citations[0].quote
    return [(item.text, [c.article.id for c in item.citations]) for item in listing.items]


def test_a_quote_that_is_a_list_gives_its_items_each_with_its_own_citation() -> None:
    listing = arranged(span("a", "Al-Assad and Irbil", 2.0, context=AT))
    assert shown(listing) == [("Al-Assad", ["a"]), ("Irbil", ["a"])]


def test_items_are_cited_by_all_articles_that_give_them_the_best_supported_first() -> None:
    listing = arranged(
        span("a", "Al-Assad and Irbil", 2.0, context=AT),
        span("b", "Erbil", 1.0, context=AT),
        span("c", "personnel at Al Asad and Irbil", 0.0, context="They hit U.S. {}."),
    )
    assert shown(listing) == [("Irbil", ["a", "b", "c"]), ("Al-Assad", ["a", "c"])]


def test_a_list_much_like_the_best_adds_what_it_has_beside_it() -> None:
    best = span("a", "Al-Assad and Irbil", 2.0, context=AT)
    longer = span("b", "Al-Assad, Irbil and Taji", 1.0, context=AT)
    assert [text for text, _ in shown(arranged(best, longer))] == ["Al-Assad", "Irbil", "Taji"]


@pytest.mark.parametrize(
    ("text", "score"),
    [("Al-Assad, Irbil and Taji", 0.4), ("Balad, Taji and Irbil", 1.0), ("Taji", 1.9)],
)
def test_what_is_less_well_supported_adds_nothing(text: str, score: float) -> None:
    best = span("a", "Al-Assad and Irbil", 2.0, context=AT)
    listing = arranged(best, span("b", text, score, context=AT))
    assert [text for text, _ in shown(listing)][:2] in (
        ["Al-Assad", "Irbil"],
        ["Irbil", "Al-Assad"],
    )
    assert len(listing.items) == 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.WHERE, "Al-Assad and Irbil"),
        (Kind.LIST, "Anbar, Iraq"),
        (Kind.LIST, "Jens Stoltenberg, the NATO chief"),
        (Kind.LIST, "Al-Assad"),
    ],
)
def test_there_are_no_items_without_a_list_and_a_question_for_one(kind: Kind, text: str) -> None:
    merged = merge_spans([span("a", text, 2.0)])
    assert arrange_list(kind, QUESTION, merged) == Listing(tuple(merged))


def test_a_pair_is_split_where_both_stand_apart_somewhere() -> None:
    pair = span("a", "Smith and Wesson", 2.0, context="The guns of {} sell.")
    assert arranged(pair).items == ()
    apart = "Irbil. Later {} was hit, and Wesson, and Smith."
    assert len(arranged(pair, span("b", "Taji", -5.0, context=apart)).items) == 2


def test_parts_of_the_best_list_speak_for_it_and_others_against_it() -> None:
    whole = span("a", "Al-Assad and Irbil", 1.0, context=AT)
    part, other = span("b", "Irbil", 0.5, context=AT), span("c", "Taji", 0.0, context=AT)
    listing = arranged(whole, part, other)
    assert [candidate.text for candidate in listing.candidates] == ["Al-Assad and Irbil", "Taji"]
    assert [candidate.text for candidate in listing.backing] == ["Irbil"]
    # e^1 and e^0.5 for it; "Taji" and "not found", each e^0, against it.
    weighed = log_odds_of_best(listing.candidates, listing.backing)
    assert weighed == pytest.approx(1.3240769842 + 0.1499999 - 0.6931472, abs=0.001)


def test_a_list_stands_before_a_likelier_part_of_it() -> None:
    listing = arranged(
        span("a", "Al-Assad and Irbil", 0.5, context=AT), span("b", "Irbil", 1.0, context=AT)
    )
    assert listing.candidates[0].text == "Al-Assad and Irbil"


def test_a_list_does_not_stand_before_a_likelier_answer_of_another_matter() -> None:
    listing = arranged(
        span("a", "Al-Assad and Irbil", 0.5, context=AT),
        span("b", "Irbil", 0.4, context=AT),
        span("c", "Taji", 0.6, context=AT),
    )
    assert listing.candidates[0].text == "Taji"
    assert listing.items == ()


def test_the_sort_asked_for_speaks_for_a_list_of_as_many_in_an_article_of_both() -> None:
    text = "They hit bases at Al-Assad and Irbil, {}."
    whole = span("a", "Al-Assad and Irbil", 0.5, context=AT)
    assert arranged(whole, span("a", "two bases", 1.0, context=text)).backing
    # Three, or in another article only, or named: these say something else.
    for other in (
        span("a", "three bases", 1.0, context=text),
        span("b", "two bases", 1.0, context=text),
        span("a", "American bases", 1.0, context=text),
    ):
        assert arranged(whole, other).candidates[0].text == other.text


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Which bases were hit?", "bases"),
        ("Which two military bases were hit?", "bases"),
        ("Name the islands without a ferry", "islands"),
        ("To which islands did it sail?", "islands"),
        ("Who was it?", ""),
    ],
)
def test_the_sort_of_thing_asked_for_is_the_plural_of_the_question(
    question: str, sort: str
) -> None:
    assert sort_asked(question) == sort


@pytest.mark.parametrize("text", ["the bases", "two Iraqi military bases", "both", "at least two"])
def test_a_text_may_say_no_more_than_the_sort(text: str) -> None:
    assert names_sort(QUESTION, text, 2)


@pytest.mark.parametrize(
    "text", ["three bases", "American bases", "Ain al-Assad base", "2013", "the", "two men came by"]
)
def test_any_other_text_says_more(text: str) -> None:
    assert not names_sort(QUESTION, text, 2)
