"""Merging: what is one answer, what must stay apart, and in which order."""

from __future__ import annotations

import pytest
from toys import make_article

from index import Hit, Passage
from index.retrieval import Ranked
from qa.merge import meaning, merge_spans
from qa.reader import Marked
from qa.spans import Span, SpanWeights, weigh_span

WEIGHTS = SpanWeights(reading=1.0, passage=0.5, cosine=10.0, lexical=4.0, none=0.0)


def span(article: str, text: str, score: float, cosine: float = 0.0, lexical: float = 0.0) -> Span:
    before = "It was "
    passage = Passage(1, make_article(article, f"So. {before}{text}."), 4, 5 + len(before + text))
    hit = Hit(passage, 1, Ranked(1, 0.0, cosine, lexical, 1, 1))
    start = len(before)
    return weigh_span(hit, Marked(start, start + len(text), score, score), WEIGHTS)


def test_a_span_counts_from_the_article_and_adds_what_retrieval_says() -> None:
    weighed = span("a", "Ann", 1.0, cosine=0.5, lexical=0.25)
    assert (weighed.text, weighed.reading, weighed.score) == ("Ann", 1.0, 1.0 + 5.0 + 1.0)
    citation = weighed.citation
    assert citation.quote == "Ann"
    assert citation.article.text[slice(*citation.sentence)] == "It was Ann."


def test_equal_words_of_several_articles_are_one_answer_with_a_citation_each() -> None:
    spans = [span("a", "The Mayor", 1), span("b", "mayor", 3), span("c", "Ann", 2)]
    merged = merge_spans(spans)
    assert [[s.text for s in candidate.spans] for candidate in merged] == [
        ["mayor", "The Mayor"],
        ["Ann"],
    ]
    assert [c.article.id for c in merged[0].citations] == ["b", "a"]


def test_an_article_is_cited_once_for_an_answer_by_its_best_span() -> None:
    (merged,) = merge_spans([span("a", "Ann", 1), span("a", "Ann", 5)])
    assert [s.reading for s in merged.spans] == [5]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour", "harbour"),
        ("“Ann  Lee”", "ann\nLee,"),
        ("a dozen", "dozen"),
        ("STRASSE", "straße"),
    ],
)
def test_the_dress_of_words_does_not_count(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more than a dozen", "a dozen"),
        ("10", "100"),
        ("1.5 million", "15 million"),
        ("January 7", "January 8"),
        ("Ann Lee", "Bob Lee"),
        ("no casualties", "casualties"),
        ("10%", "10"),
        ("£10", "$10"),
        ("-5", "5"),
        (".5", "5"),
        ("C++", "C"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_a_span_of_punctuation_says_nothing() -> None:
    assert merge_spans([span("a", "…", 9)]) == []
