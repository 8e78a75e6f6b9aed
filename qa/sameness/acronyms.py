"""Acronyms and what they stand for, where an article gives both: "explosive device (ED)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.sameness.wording import Word, find_words

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?")
_BRACKETED = re.compile(r"\s*\(([A-Z.]{2,16}s?)\)$")
_SMALL = frozenset("a an and at by de for in la of on the to y".split())
_LONGEST = 120  # characters before a bracket that are looked at
# What every article takes as known.
_KNOWN = {
    "eu": ["european", "union"],
    "uae": ["united", "arab", "emirate"],
    "uk": ["united", "kingdom"],
    "un": ["united", "nation"],
    "us": ["united", "state"],
    "usa": ["united", "states", "of", "america"],
}


class Acronyms:
    """The acronyms that some articles explain; looked up when two quotes ask for one."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = tuple(texts)

    def stand_for(self, short: Sequence[Word], long: Sequence[Word]) -> bool:
        """Whether one quote is an acronym of the other's words and an article says so."""
        if len(short) != 1 or not _ACRONYM.fullmatch(short[0].written):
            return False
        words = _words(long)
        if _KNOWN.get(short[0].folded) == words:
            return True
        acronym = short[0].written.removesuffix("s")
        return _abbreviates(acronym, words) and any(
            words in _explanations(acronym, len(words), text) for text in self._texts
        )


def without_acronym(quote: str) -> str:
    """Take from the end of a quote the acronym in brackets of its own last words."""
    bracketed = _BRACKETED.search(quote)
    if not bracketed:
        return quote
    rest = quote[: bracketed.start()]
    words = _words(find_words(rest))
    acronym = bracketed[1].removesuffix("s")
    return rest if any(_abbreviates(acronym, words[at:]) for at in range(len(words))) else quote


def _explanations(acronym: str, count: int, text: str) -> Iterable[list[str]]:
    """Give the words that stand before "(acronym)", as many as asked for, or in brackets after."""
    for match in re.finditer(rf"\(“?{re.escape(acronym)}s?”?\)", text):
        before = find_words(text[max(0, match.start() - _LONGEST) : match.start()])
        yield _words(before[-count:])
    for match in re.finditer(rf"\b{re.escape(acronym)}s? \(([^()]+)\)", text):
        yield _words(find_words(match[1]))


def _words(words: Sequence[Word]) -> list[str]:
    """Fold words; without an article before them, and the last one as if there were only one."""
    folded = [word.folded for word in words]
    if folded and folded[0] in {"a", "an", "the"}:
        del folded[0]
    return [*folded[:-1], folded[-1].removesuffix("s")] if folded else folded


def _abbreviates(acronym: str, words: Sequence[str]) -> bool:
    """Whether letters are the initials of words, the small ones counted or not."""
    letters = acronym.replace(".", "").lower()
    initials = {"".join(word[:1] for word in words)}
    initials.add("".join(word[:1] for word in words if word not in _SMALL))
    return len(words) > 1 and letters in initials
