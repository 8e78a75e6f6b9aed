"""Merging: what is one answer, what must stay apart, in which order, and what is shown."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import make_article

from index import Article, Hit, Passage, find_files, read_collection
from index.retrieval import Ranked
from qa.merge import Candidate, merge_spans
from qa.questions import Kind
from qa.reader import Marked
from qa.sameness import Acronyms, Quote, Verdict, judge, read_quote
from qa.spans import Span, SpanWeights, weigh_span

WEIGHTS = SpanWeights(reading=1.0, passage=0.5, cosine=10.0, lexical=4.0, form=2.0, none=0.0)
ROOT = Path(__file__).parents[1]


def span(
    article: str,
    text: str,
    score: float,
    cosine: float = 0.0,
    lexical: float = 0.0,
    context: str = "It was {}.",
    published: date | None = None,
    kind: Kind = Kind.WHAT,
) -> Span:
    """Mark words where they stand in for the braces of the second sentence of an article."""
    start = context.index("{}")
    sentence = context.replace("{}", text)
    whole = make_article(article, f"So. {sentence}", published=published)
    hit = Hit(Passage(1, whole, 4, 4 + len(sentence)), 1, Ranked(1, 0.0, cosine, lexical, 1, 1))
    mark = Marked(start, start + len(text), score, score)
    return weigh_span(kind, hit, mark, WEIGHTS)


def texts(candidates: list[Candidate]) -> list[list[str]]:
    return [[span.text for span in candidate.spans] for candidate in candidates]


def test_a_span_counts_from_the_article_and_adds_what_retrieval_says() -> None:
    weighed = span("a", "Ann", 1.0, cosine=0.5, lexical=0.25)
    assert (weighed.text, weighed.reading, weighed.score) == ("Ann", 1.0, 1.0 + 5.0 + 1.0)
    citation = weighed.citation
    assert citation.quote == "Ann"
    assert citation.article.text[slice(*citation.sentence)] == "It was Ann."


def test_a_span_without_the_form_of_an_answer_weighs_less() -> None:
    assert span("a", "Ann Lee", 5.0, kind=Kind.HOW_MANY).score == 5.0 - 2.0
    assert span("a", "12", 5.0, kind=Kind.HOW_MANY).score == 5.0
    assert span("a", "many", 5.0, kind=Kind.HOW_MANY).score == 5.0  # cannot be told
    assert span("a", "Ann Lee", 5.0).score == 5.0  # any form answers "what"


def test_equal_words_of_several_articles_are_one_answer_with_a_citation_each() -> None:
    spans = [span("a", "The Mayor", 1), span("b", "mayor", 3), span("c", "Ann", 2)]
    merged = merge_spans(spans)
    assert texts(merged) == [["mayor", "The Mayor"], ["Ann"]]
    assert [c.article.id for c in merged[0].citations] == ["b", "a"]


def test_one_answer_in_several_spellings_and_figures_is_cited_by_all() -> None:
    bases = [span("a", "Al-Assad", 3), span("b", "Al Asad", 2), span("c", "Ain al-Assad base", 1)]
    counts = [span("d", "a dozen", -3), span("e", "12 missiles", -4, context="So {} flew.")]
    counts += [span("f", "12", -5, context="So {} missiles flew.")]
    assert texts(merge_spans(bases + counts)) == [
        ["Al-Assad", "Al Asad", "Ain al-Assad base"],
        ["a dozen", "12 missiles", "12"],
    ]
    assert texts(merge_spans(counts[:2])) == [["a dozen"], ["12 missiles"]]


def test_an_article_is_cited_once_for_an_answer_by_its_best_span() -> None:
    (merged,) = merge_spans([span("a", "Ann", 1), span("a", "Ann", 5)])
    assert [s.reading for s in merged.spans] == [5]


def test_articles_that_say_it_in_other_words_add_their_odds() -> None:
    (merged,) = merge_spans([span("a", "a dozen", 3.0), span("b", "12", 2.0)])
    assert merged.score == pytest.approx(math.log(math.exp(3.0) + math.exp(2.0)))


def test_of_overlapping_spans_of_an_article_the_better_stands() -> None:
    long = span("a", "more than a dozen", 1.0)
    short = replace(long, start=long.start + len("more than a "), score=0.5)
    apart = replace(long, start=0, end=2, score=-1.0)
    assert texts(merge_spans([short, apart, long])) == [["more than a dozen"], ["So"]]


def test_numbers_that_differ_stand_as_alternatives() -> None:
    said = ["12", "more than a dozen", "dozens", "13", "at least 12", "12%", "$12", "-12"]
    merged = merge_spans([span(str(at), text, -at) for at, text in enumerate(said)])
    assert texts(merged) == [[text] for text in said]


@pytest.mark.parametrize("empty", ["…", "The", "of the"])
def test_a_span_of_punctuation_or_bare_grammar_says_nothing(empty: str) -> None:
    assert texts(merge_spans([span("a", empty, 2.0), span("b", "The Pentagon", 1.0)])) == [
        ["The Pentagon"]
    ]


def test_a_surname_between_two_men_stands_alone_with_its_likes() -> None:
    context = "The spokesman, {}, and Mr. Hoffman left."
    merged = merge_spans(
        [
            span("a", "Hoffman", 5, context="The spokesman, {}, left."),
            span("b", "Jonathan Hoffman", 4, context=context),
            span("c", "Hoffman", 3, context="The officer, {}, left."),
            span("d", "Dustin Hoffman", 2, context=context),
        ]
    )
    assert texts(merged) == [["Hoffman", "Hoffman"], ["Jonathan Hoffman"], ["Dustin Hoffman"]]


def test_a_surname_is_the_only_man_of_that_name() -> None:
    merged = merge_spans(
        [
            span("a", "Hoffman", 5, context="The spokesman, {}, left."),
            span("b", "Jonathan Hoffman", 4),
            span("c", "Pentagon spokesman Jonathan Hoffman", 3),
        ]
    )
    assert len(merged) == 1


@pytest.mark.parametrize(
    "chain",
    [
        ["January 7, 2019", "January 7", "January 7, 2020"],
        ["600 missiles", "600", "600 soldiers"],
        ["Irbil, Iraq", "Irbil", "Irbil, Iran"],
        ["Tuesday morning", "Tuesday", "Tuesday evening"],
    ],
)
def test_what_differs_is_not_joined_by_what_lies_between(chain: list[str]) -> None:
    spans = [span(str(at), text, -at) for at, text in enumerate(chain)]
    assert texts(merge_spans(spans)) == [[text] for text in chain]


def test_an_acronym_is_explained_by_the_article_of_any_span() -> None:
    explained = "An improvised explosive device (IED), {}, lay there."
    merged = merge_spans(
        [
            span("a", "IEDs", 3),
            span("b", "improvised explosive devices", 2),
            span("c", "Ann", 1, context=explained),
        ]
    )
    assert texts(merged) == [["IEDs", "improvised explosive devices"], ["Ann"]]
    assert merged[0].text == "improvised explosive devices"


@pytest.mark.parametrize(
    ("best", "other", "shown"),
    [
        ("Hoffman", "Jonathan Hoffman", "Jonathan Hoffman"),
        ("Jonathan Hoffman", "Pentagon spokesman Jonathan Hoffman", "Jonathan Hoffman"),
        ("Pentagon spokesman Jonathan Hoffman", "Jonathan Hoffman", "Jonathan Hoffman"),
        ("“Jonathan Hoffman", "Jonathan Hoffman", "Jonathan Hoffman"),
        ("Mark Milley (the chairman", "Gen. Mark Milley", "Gen. Mark Milley"),
        ("12 of", "a dozen", "a dozen"),
        ("12", "a dozen", "12"),
        ("a dozen", "12", "a dozen"),
        ("Last night, they said, they were given one slap", "They were given one slap",
         "They were given one slap"),
        ("January 7", "Jan. 7, 2020", "January 7"),
    ],
)  # fmt: skip
def test_the_best_formed_quote_is_shown_and_cited_first(best: str, other: str, shown: str) -> None:
    context = "The spokesman, {}, left."
    (merged,) = merge_spans([span("a", best, 2, context=context), span("b", other, 1)])
    assert (merged.best.text, merged.text) == (best, shown)
    assert merged.citations[0].quote == shown
    assert sorted(citation.quote for citation in merged.citations) == sorted([best, other])


def test_the_quote_shown_may_be_another_of_the_same_article() -> None:
    text = "The spokesman, Hoffman, left. It was Jonathan Hoffman."
    article = make_article("a", text)
    passage = Passage(1, article, 0, len(text))
    hit = Hit(passage, 1, Ranked(1, 0.0, 0.0, 0.0, 1, 1))
    marks = [Marked(15, 22, 2.0, 2.0), Marked(37, 53, 1.0, 1.0)]
    (merged,) = merge_spans(weigh_span(Kind.WHAT, hit, mark, WEIGHTS) for mark in marks)
    assert (merged.best.text, merged.text) == ("Hoffman", "Jonathan Hoffman")
    assert [citation.quote for citation in merged.citations] == ["Jonathan Hoffman"]


SAID = [
    "12", "a dozen", "12 missiles", "twelve soldiers", "more than a dozen", "13", "January 7",
    "Jan. 7, 2019", "7 January 2020", "Tuesday", "Tuesday evening", "Hoffman", "Jonathan Hoffman",
    "Dustin Hoffman", "Al-Assad", "Ain al-Assad", "Bashar al-Assad", "Iran", "Iran and Iraq",
    "no casualties", "casualties", "IED", "improvised explosive device (IED)", "last week",
]  # fmt: skip
SPANS = st.builds(
    span,
    article=st.sampled_from("abcdefgh"),
    text=st.sampled_from(SAID),
    score=st.sampled_from([1.0, 2.0]),
    context=st.sampled_from(["It was {}.", "The spokesman, {}, left.", "So {} missiles."]),
    published=st.sampled_from([None, date(2020, 1, 8), date(2019, 1, 8)]),
)


def quoted(said: Span) -> Quote:
    return read_quote(said.hit.passage.article, said.start, said.end)


@given(
    spans=st.lists(SPANS, max_size=12, unique_by=lambda s: s.hit.passage.article.id), data=st.data()
)
@settings(max_examples=150, deadline=None)
def test_the_order_of_spans_does_not_matter(spans: list[Span], data: st.DataObject) -> None:
    assert merge_spans(data.draw(st.permutations(spans))) == merge_spans(spans)


@given(st.lists(SPANS, max_size=12, unique_by=lambda s: s.hit.passage.article.id))
@settings(max_examples=150, deadline=None)
def test_every_span_is_in_one_answer_and_no_answer_contradicts_itself(spans: list[Span]) -> None:
    merged = merge_spans(spans)
    assert sorted((s for c in merged for s in c.spans), key=id) == sorted(spans, key=id)
    assert [c.score for c in merged] == sorted((c.score for c in merged), reverse=True)
    for candidate in merged:
        assert candidate.shown in candidate.spans
        assert candidate.citations[0].quote == candidate.text
        acronyms = Acronyms(s.hit.passage.article.text for s in spans)
        for one, other in combinations(map(quoted, candidate.spans), 2):
            assert judge(one, other, acronyms) is not Verdict.DIFFERENT


@pytest.fixture(scope="module")
def gold_articles() -> dict[str, Article]:
    found = read_collection(find_files([ROOT / "seeds", ROOT / "eval" / "gold" / "articles"]))
    return {article.id: article for article in found if isinstance(article, Article)}


def test_what_gold_articles_disagree_on_stays_apart(gold_articles: dict[str, Article]) -> None:
    acronyms = Acronyms(article.text for article in gold_articles.values())
    gold = (ROOT / "eval" / "gold" / "disagreement.jsonl").read_text("utf-8").splitlines()
    for question in map(json.loads, gold):
        sides = [list(places(side, gold_articles)) for side in question["differs"]]
        for one, other in combinations(sides, 2):
            for quote, against in product(one, other):
                verdict = judge(quote, against, acronyms)
                assert verdict is not Verdict.SAME, (question["id"], quote.text, against.text)


def places(side: list[dict[str, object]], articles: dict[str, Article]) -> Iterator[Quote]:
    """Read the quotes of one side of a gold disagreement, each where it first stands."""
    for answer in side:
        text = str(answer["text"])
        for article in (articles[str(id)] for id in answer["articles"]):  # type: ignore[attr-defined]
            start = article.text.index(text)
            yield read_quote(article, start, start + len(text))
