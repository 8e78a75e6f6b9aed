"""The sentence around a span."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.english.sentences import sentence_around

TEXT = (
    "News\n\nThe U.S. general, Mr. Smith, left on Jan. 7. He said: “We go.” Nobody knew why.\r\n"
    "The end"
)


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ("general", "The U.S. general, Mr. Smith, left on Jan. 7."),
        ("go", "He said: “We go.”"),
        ("7. He", "The U.S. general, Mr. Smith, left on Jan. 7. He said: “We go.”"),
        ("end", "The end"),
        ("News", "News"),
        ("why.\r\nThe", "Nobody knew why.\r\nThe end"),
    ],
)
def test_the_sentence_holds_the_span_and_no_more(span: str, sentence: str) -> None:
    at = TEXT.index(span)
    start, end = sentence_around(TEXT, at, at + len(span))
    assert TEXT[start:end] == sentence


@given(data=st.data(), text=st.text(st.sampled_from(" .\n\r\tA b“”!?é😀א"), min_size=1))
@settings(deadline=None)
def test_the_span_is_always_inside(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)


def test_a_paragraph_without_end_does_not_take_for_ever() -> None:
    text = "word " * 1_000_000
    start, end = sentence_around(text, 2_000_000, 2_000_004)
    assert start <= 2_000_000 < 2_000_004 <= end <= start + 3000
