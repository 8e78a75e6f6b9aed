"""Corroboration: which passages are read for more sources of an answer, and what comes first."""

from __future__ import annotations

from toys import make_article

from index import Hit, Passage
from index.retrieval import Ranked
from qa.merge import merge_spans
from qa.sources.corroboration import merge_more, nearest_to_answer
from qa.spans import Span

QUESTION = "How many people were on the ferry?"


def hit(rank: int, text: str) -> Hit:
    passage = Passage(rank, make_article(f"a{rank}", text), 0, len(text))
    return Hit(passage, rank, Ranked(rank, 1 / rank, 0.0, 0.0, rank, rank))


HITS = [
    hit(1, "A ferry with 143 people aboard ran aground off Brannock."),
    hit(2, "The islands had no ferry for a week."),
    hit(3, "The mayor sang."),
    hit(4, "The ferry sails at noon."),
    hit(5, "Investigators count 148 people aboard when she ran aground."),
    hit(6, "She ran aground off Brannock in fog."),
]


def answer(start: int = 13, end: int = 16) -> Span:
    return Span(HITS[0], start, end, 1.0, 2.0)


def test_unread_passages_that_speak_of_the_answer_are_chosen_in_their_order() -> None:
    assert answer().text == "143"
    chosen = nearest_to_answer(QUESTION, answer(), HITS, 2)
    assert [found.rank for found in chosen] == [5, 6]


def test_what_was_read_is_not_read_again() -> None:
    assert nearest_to_answer(QUESTION, answer(), HITS, len(HITS)) == []
    assert nearest_to_answer(QUESTION, answer(), HITS[:2], 8) == []
    assert [found.rank for found in nearest_to_answer(QUESTION, answer(), HITS, 5)] == [6]


def test_further_articles_are_cited_and_the_answer_stays_first() -> None:
    other = Span(HITS[4], 20, 23, 9.0, 9.0)
    again = hit(7, "It had 143 people aboard, police said.")
    spans = [answer(), Span(HITS[3], 19, 23, -1.0, -1.0)]
    merged = merge_more(merge_spans(spans), spans, [other, Span(again, 7, 10, 8.0, 8.0)])
    assert [(found.text, len(found.citations)) for found in merged] == [
        ("143", 2), ("148", 1), ("noon", 1),
    ]  # fmt: skip
    assert merged[0].best == answer()


def test_a_better_place_in_the_answers_own_article_does_not_replace_it() -> None:
    article = make_article("a", "It had 143 people aboard. All 143 people are safe.")
    first, second = Passage(1, article, 0, 25), Passage(2, article, 26, 50)
    near, far = (Hit(passage, 1, HITS[0].ranked) for passage in (first, second))
    spans = [Span(near, 7, 10, 1.0, 2.0)]
    (merged,) = merge_more(merge_spans(spans), spans, [Span(far, 30, 33, 9.0, 9.0)])
    assert (merged.best, merged.spans) == (spans[0], tuple(spans))
