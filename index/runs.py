"""Runs of four words: texts that go back to one text share them, and others hardly do."""

from __future__ import annotations

import re
from collections.abc import Sequence

Runs = frozenset[tuple[str, ...]]

_RUN = 4  # words
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


def split_words(text: str) -> list[str]:
    """The words and numbers of a text, whatever their capitals."""
    return _WORD.findall(text.casefold())


def word_runs(words: Sequence[str], first: int = 1) -> Runs:
    """The runs of four words that begin with a word of so many letters."""
    return frozenset(
        tuple(words[at : at + _RUN])
        for at in range(len(words) - _RUN + 1)
        if len(words[at]) >= first
    )
