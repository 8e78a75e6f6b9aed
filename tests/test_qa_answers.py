"""Answers: citations slice their articles, and JSON loses nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, InputError, UnknownWord
from qa import Alternative, Answer, Citation, Timings, answer_from_json, answer_to_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    article = Article(
        id=draw(st.sampled_from("abc")),
        title=draw(TEXTS),
        text=draw(TEXTS),
        published=draw(st.none() | st.dates()),
    )
    start = draw(st.integers(0, len(article.text) - 1))
    end = draw(st.integers(start + 1, len(article.text)))
    score = draw(st.floats(-20, 20))
    return Citation(article, start, end, article.text[start:end], (start, end), score)


def answer_of(*cited: Citation, found: bool = True) -> Answer:
    return Answer(
        question="Who?",
        found=found,
        text=cited[0].quote if found else "",
        confidence=0.25,
        citations=cited if found else (),
        alternatives=(Alternative(cited[0].quote, cited),),
        nearest=() if found else cited,
        timings=Timings(1.5, 2.5, 4.0),
        understood="" if found else "Who was it?",
        unknown=() if found else (UnknownWord("Hofman", "Hoffman"), UnknownWord("Zug", None)),
    )


@given(cited=st.lists(citations(), min_size=1, max_size=3, unique_by=lambda c: c.article.id))
def test_json_and_back_gives_an_equal_answer(cited: list[Citation]) -> None:
    for found in (True, False):
        answer = answer_of(*cited, found=found)
        wire = json.dumps(answer_to_json(answer))
        assert answer_from_json(json.loads(wire)) == answer


def test_a_citation_of_an_article_with_pages_tells_its_page() -> None:
    article = Article("a", "T", "One \ftwo.\n\n\f\fThree.", origin="a.pdf")
    places = [(0, 3), (0, 8), (5, 8), (13, 18)]
    cited = [Citation(article, s, e, article.text[s:e], (s, e), 2.0) for s, e in places]
    assert [citation.page for citation in cited] == [1, 1, 2, 4]
    data = answer_to_json(answer_of(*cited))
    assert [citation["page"] for citation in data["citations"]] == [1, 1, 2, 4]
    assert answer_from_json(data) == answer_of(*cited)


def test_the_json_form_names_articles_by_id_and_holds_each_once() -> None:
    article = Article("a", "T", "One two.", "P", "", date(2020, 1, 8), "", "a.txt")
    one = Citation(article, 0, 3, "One", (0, 8), 2.0)
    data = answer_to_json(answer_of(one, Citation(article, 4, 7, "two", (0, 8), 1.0)))
    assert [record["id"] for record in data["articles"]] == ["a"]
    assert data["articles"][0]["published"] == "2020-01-08"
    assert data["citations"][0] == {
        "article": "a",
        "start": 0,
        "end": 3,
        "quote": "One",
        "sentence": (0, 8),
        "score": 2.0,
        "page": None,
        "speaker": None,
    }


SAID = "“All 212 are safe,” said Bo Ek."


def cite(id: str, text: str, words: str = "212") -> Citation:
    start = text.index(words)
    span = start, start + len(words)
    return Citation(Article(id, "T", text), *span, words, span, 1.0)


def test_a_citation_knows_who_says_it_where_the_article_tells() -> None:
    speaker = cite("a", SAID).speaker
    assert speaker is not None
    assert (speaker.name, speaker.quoted) == ("Bo Ek", True)
    assert SAID[speaker.start : speaker.end] == "Bo Ek"
    assert cite("a", SAID, "Bo Ek").speaker is None


def test_citations_of_one_source_are_a_family() -> None:
    one, other, copy = cite("a", SAID), cite("b", "There were 212."), cite("c", SAID)
    answer = answer_of(one, other, copy)
    for cited in (answer, answer.alternatives[0]):
        assert cited.families == ((one, copy), (other,))
        assert cited.independent == 2
    not_found = answer_of(one, copy, found=False)
    assert (not_found.families, not_found.independent) == ((), 0)


def test_json_tells_speakers_and_families() -> None:
    answer = answer_of(cite("a", SAID), cite("b", "There were 212."), cite("c", SAID))
    data = answer_to_json(answer)
    speaker = {"name": "Bo Ek", "start": 25, "end": 30, "quoted": True}
    assert [citation["speaker"] for citation in data["citations"]] == [speaker, None, speaker]
    for cited in (data, data["alternatives"][0]):
        assert (cited["families"], cited["independent"]) == ([[0, 2], [1]], 2)


def test_json_of_before_these_were_told_can_still_be_read() -> None:
    answer = answer_of(cite("a", SAID), cite("b", "There were 212."))
    data = json.loads(json.dumps(answer_to_json(answer)))
    for cited in (data, *data["alternatives"]):
        del cited["families"], cited["independent"]
        for citation in cited["citations"]:
            del citation["speaker"]
    assert answer_from_json(data) == answer


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(0, 3, "Two"), (3, 3, ""), (0, 99, "One two.")]
)
def test_a_citation_that_is_no_slice_cannot_be_made(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValueError, match="not a slice"):
        Citation(Article("a", "T", "One two."), start, end, quote, (0, 8), 0.0)


@pytest.mark.parametrize("sentence", [(1, 8), (0, 2), (-1, 8), (0, 9)])
def test_the_sentence_of_a_citation_holds_it_and_lies_in_the_article(
    sentence: tuple[int, int],
) -> None:
    with pytest.raises(ValueError, match="not a slice"):
        Citation(Article("a", "T", "One two."), 0, 3, "One", sentence, 0.0)


def test_json_that_is_no_answer_is_an_input_error() -> None:
    article = Article("a", "T", "One two.")
    data = answer_to_json(answer_of(Citation(article, 0, 3, "One", (0, 8), 2.0)))
    data["citations"][0]["quote"] = "Two"
    with pytest.raises(InputError, match="not an answer of pullquote"):
        answer_from_json(data)
    with pytest.raises(InputError, match="not an answer of pullquote"):
        answer_from_json({})  # type: ignore[typeddict-item]
