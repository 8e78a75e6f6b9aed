"""Names within what is said of their bearers: "Pentagon spokesman Jonathan Hoffman"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.english.names import PARTICLES
from qa.english.people import ROLES_BEFORE_NAMES, TITLES_BEFORE_NAMES
from qa.sameness.spelling import sound
from qa.sameness.wording import Word, find_words

_DETERMINERS = frozenset("a an another her his its one our that the their".split())
_RELATIVES = frozenset("which who whose".split())
_PREPOSITIONS = frozenset("at by for from in near of on to with".split())
_VERBS = frozenset("are be been had has have is no not said was were will would".split())
_SITES = frozenset("airbase base city town village".split())  # after a name, no part of it
# What these end is no person, so that what looks like a title before them is none.
_THINGS = frozenset(
    "act assembly bank college committee company council court department electric force forces "
    "hospital house island motors museum office party prize school street university".split()
)
_CUTS = frozenset(",;()")
_WITHIN = _CUTS | frozenset(" \t\r\n-“”\"'‘’")
_LIST_GOES_ON = re.compile(r",?\s+(?:and|or)\b|\s+&|,\s+[A-Z]")
_LIST_BEFORE = re.compile(r"[A-Z][\w’'-]*,\s+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name without titles and descriptions."""

    words: tuple[Word, ...]
    title: str = ""  # the last one before it, in full: general
    place: tuple[str, ...] = ()  # the sounds of where it lies: Iraq, of "Irbil, Iraq"

    @property
    def sounds(self) -> tuple[str, ...]:
        """Its words, whatever their spelling."""
        return tuple("al" if word.folded == "el" else sound(word.folded) for word in self.words)

    def ending(self, count: int) -> str:
        """Its last words, as written."""
        first, *rest = self.words[-count:]
        return first.written + "".join(word.gap + word.written for word in rest)


def read_names(quote: str, before: str = "", after: str = "") -> tuple[Name, ...]:
    """Give the name that a quote is, or the names that it lists; none when it says more.

    `before` and `after` are what stands around the quote: they tell a place in a country from a
    list that goes on.
    """
    words = find_words(quote)
    unbroken = all(_runs_on(one, other) for one, other in pairwise(words))
    if not unbroken or not any(word.capital for word in words) or any(map(str.isdigit, quote)):
        return ()
    segments = _segments(words)
    if any(word.folded == "and" for word in words):
        return _known([_name(segment) for segment in segments])
    called = [_name(segment) for segment in segments if len(segments) == 1 or not _tells(segment)]
    names = _known(called)
    if len(names) == len(segments) == 2:
        in_list = _LIST_GOES_ON.match(after) or _LIST_BEFORE.search(before)
        return () if in_list else (Name(names[0].words, names[0].title, names[1].sounds),)
    return names if len(names) == 1 else ()


def _known(names: Sequence[Name | None]) -> tuple[Name, ...]:
    """All of the names, or none when one is no name."""
    known = tuple(name for name in names if name)
    return known if len(known) == len(names) else ()


def _runs_on(one: Word, other: Word) -> bool:
    """Whether no sentence ends between two words that follow each other."""
    short = len(one.written) == 1 or one.folded in TITLES_BEFORE_NAMES
    return set(other.gap) <= (_WITHIN | {"."} if short else _WITHIN)


def _segments(words: Sequence[Word]) -> list[list[Word]]:
    """Cut at commas, brackets and "and"."""
    segments: list[list[Word]] = [[]]
    for word in words:
        if word.folded == "and" or not _CUTS.isdisjoint(word.gap):
            segments.append([])
        if word.folded != "and":
            segments[-1].append(word)
    return [segment for segment in segments if segment]


def _tells(segment: Sequence[Word]) -> bool:
    """Whether a stretch between commas tells what somebody is, not who."""
    folded = [word.folded for word in segment]
    if folded[0] in _RELATIVES:
        return True
    if not _VERBS.isdisjoint(folded):
        return False
    if folded[0] in _DETERMINERS or segment[0].possessive:
        return True
    at = next((at for at, word in enumerate(folded) if word in ROLES_BEFORE_NAMES), None)
    return at is not None and _DETERMINERS.isdisjoint(folded[:at]) and not _name(segment)


def _name(segment: Sequence[Word]) -> Name | None:
    """Give the name in which some words end, if what stands before is no more than a role."""
    words = list(segment)
    while words and words[0].folded in _DETERMINERS | _PREPOSITIONS:
        if words[1:] and words[1].gap.startswith("."):
            break  # an initial: A. Voyevin
        del words[0]
    if len(words) > 1 and words[-1].written in _SITES:
        del words[-1]
        while len(words) > 1 and words[-1].written in {"air", "military"}:
            del words[-1]
    start = len(words)
    while start and _may_be_in_name(words[start - 1]):
        start -= 1
    described, named = words[:start], words[start:]
    if not named or not named[-1].capital or not _is_role(described):
        return None
    title = described[-1].folded if described else ""
    titles = [at for at, word in enumerate(named[:-1]) if word.folded in TITLES_BEFORE_NAMES]
    if titles and named[-1].folded not in _THINGS:
        title, named = named[titles[-1]].folded, named[titles[-1] + 1 :]
    return Name(tuple(named), TITLES_BEFORE_NAMES.get(title, ""))


def _is_role(words: Sequence[Word]) -> bool:
    """Whether words may stand before a name and only describe its bearer; so may none."""
    folded = [word.folded for word in words]
    other = _VERBS | _PREPOSITIONS | _DETERMINERS | _RELATIVES
    return not folded or (folded[-1] in ROLES_BEFORE_NAMES and other.isdisjoint(folded))


def _may_be_in_name(word: Word) -> bool:
    return (word.capital and not word.possessive) or word.written in PARTICLES
