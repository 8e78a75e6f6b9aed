"""Evidence: what is shown where a question asks whether."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import make_article

from qa import Assistant
from qa.answers import Alternative, Answer, Citation, Timings
from qa.by_kind.evidence import evidence_around, show_evidence
from qa.english.sentences import sentence_around
from qa.questions import Kind

TEXT = "It ran aground. Nobody was reported missing on Monday. Seven were hurt, it said."
ARTICLE = make_article("a", TEXT)


def cite(quote: str) -> Citation:
    start = TEXT.index(quote)
    end = start + len(quote)
    return Citation(ARTICLE, start, end, quote, sentence_around(TEXT, start, end), 1.0)


def answer(kind: Kind, quote: str, *others: str) -> Answer:
    alternatives = tuple(Alternative(other, (cite(other),)) for other in others)
    return Answer(
        "Was anybody missing?", True, quote, 0.9, (cite(quote),), alternatives, (),
        Timings(0.0, 0.0, 0.0), kind=kind,
    )  # fmt: skip


def test_a_question_that_asks_whether_gets_the_sentence() -> None:
    shown = show_evidence(answer(Kind.YES_NO, "Nobody", "Seven"))
    assert shown.text == "Nobody was reported missing on Monday."
    (citation,) = shown.citations
    assert (citation.quote, TEXT[citation.start : citation.end]) == (shown.text, shown.text)
    (other,) = shown.alternatives
    assert other.text == other.citations[0].quote == "Seven were hurt, it said."


def test_the_assistant_shows_evidence_of_every_article(assistant: Assistant) -> None:
    shown = assistant.ask("Is there a harbour master?")
    assert shown.text == shown.citations[0].quote
    assert {citation.article.id for citation in shown.citations} == {"harbour", "bridge"}
    for citation in shown.citations:
        assert citation.quote == citation.article.text[citation.start : citation.end]
        assert "Ingrid Solberg" in citation.quote
        assert citation.quote.endswith(".")


def test_two_words_of_one_sentence_are_one_piece_of_evidence() -> None:
    assert show_evidence(answer(Kind.YES_NO, "Nobody", "Monday")).alternatives == ()


def test_any_other_question_gets_the_words_marked() -> None:
    given_ = answer(Kind.WHO, "Nobody", "Monday")
    assert show_evidence(given_) == given_


def test_not_found_stays_not_found() -> None:
    empty = Answer("Was it?", False, "", 0.1, (), (), (), Timings(0.0, 0.0, 0.0), kind=Kind.YES_NO)
    assert show_evidence(empty) == empty


@pytest.mark.parametrize(
    ("before", "after"),
    [("a word and ", " so that it went on " + "and on " * 60), ("on and " * 60, " at last")],
)
def test_of_a_long_sentence_the_clauses_around_the_words_are_shown(before: str, after: str) -> None:
    text = f"It went {before}, and then; nobody was missing, he said{after}."
    start = text.index("nobody")
    first, last = evidence_around(text, start, start + 6, (0, len(text)))
    assert len(text[first:last]) <= 280
    assert "nobody was missing, he said" in text[first:last]
    assert text[first - 1 : first] in ("", " ")
    assert text[last : last + 1] in ("", " ", ",", ".")


@given(data=st.data(), text=st.text(st.sampled_from("ab ,;.”—"), min_size=1, max_size=900))
@settings(deadline=None)
def test_evidence_holds_the_span_and_is_bounded(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentence = (data.draw(st.integers(0, start)), data.draw(st.integers(end, len(text))))
    first, last = evidence_around(text, start, end, sentence)
    assert sentence[0] <= first <= start < end <= last <= sentence[1]
    words = max(len(word) for word in text.split(" "))
    assert last - first <= max(280, end - start + 2 * words)
