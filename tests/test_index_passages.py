"""Passages: offsets that hold on any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.passages import split_passages
from index.readers import read_file

HOSTILE = st.lists(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from([" ", "\n", "\r\n", "\t", ". ", "“", "”", "! ", "U.S. ", "\u0301", "😀"]),
        st.sampled_from(["\u200f", "\u202e", "א", "ب", "نص", "Al Asad", "\n\n", "\u2028", "\x85"]),
    ),
    max_size=200,
).map("".join)


@given(text=HOSTILE, repeats=st.integers(1, 4), size=st.sampled_from([1, 7, 50, 200]))
@settings(max_examples=300, deadline=None)
def test_passages_are_slices_in_order_that_leave_out_only_white_space(
    text: str, repeats: int, size: int
) -> None:
    text *= repeats
    passages = split_passages(text, size)
    at = 0
    for start, end in passages:
        assert at <= start < end <= start + size
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_repeated_sentences_get_places_of_their_own() -> None:
    assert split_passages("No change. No change. No change.", 11) == [(0, 10), (11, 21), (22, 32)]


def test_a_passage_ends_at_a_paragraph_rather_than_in_it() -> None:
    text = "One two three.\n\nFour five six. Seven."
    assert [text[s:e] for s, e in split_passages(text, 25)] == [
        "One two three.",
        "Four five six. Seven.",
    ]


def test_an_abbreviation_does_not_end_a_passage() -> None:
    text = "It was the U.S. Army that came. Nobody else did."
    assert [text[s:e] for s, e in split_passages(text, 34)] == [
        "It was the U.S. Army that came.",
        "Nobody else did.",
    ]


def test_a_word_longer_than_a_passage_is_cut() -> None:
    assert split_passages("x" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_text_of_nothing_has_no_passages(text: str) -> None:
    assert split_passages(text, 100) == []


def test_passages_hold_on_the_untidy_originals(shared: Path) -> None:
    files = sorted((shared / "seeds").iterdir())
    assert files
    for file in files:
        (article,) = read_file(file)
        kept = "".join(article.text[s:e] for s, e in split_passages(article.text, 500))
        assert "".join(kept.split()) == "".join(article.text.split())
