"""The words of a text that say what it is about, whatever their form."""

from __future__ import annotations

from index.lexical import stems
from qa.english.words import FUNCTION_WORDS

_SAYS_NOTHING = frozenset(stems(" ".join([*FUNCTION_WORDS, "’s"])))


def content_stems(*texts: str) -> frozenset[str]:
    """Give the stems of the words of texts, without those that only hold a sentence together."""
    return frozenset(stems(" ".join(texts))) - _SAYS_NOTHING
