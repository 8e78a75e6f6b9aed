"""Names one after another in a sentence: "Tessay, Hulm, Ferrin and Skellay"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.articles import Offsets
from qa.english.countries import is_country
from qa.english.names import PARTICLES
from qa.english.people import ROLES, TITLES
from qa.english.verbs import is_past
from qa.english.words import FUNCTION_WORDS, MONTHS, WEEKDAYS, is_plural
from qa.sameness.wording import Word, find_words

_AND = frozenset(("and", "or"))
_NO_NAME = FUNCTION_WORDS | MONTHS | WEEKDAYS
_INNER = frozenset(("of", "for"))  # within a name: Bank of Lissen
_PLACED = frozenset("at in near on".split())
_OPENING = PARTICLES | ROLES | {"the"}
_SHARED = frozenset("both between".split())
_JOINS = re.compile(r"\b(?:and|or)\b")
_REACH = 200  # characters looked at on either side of a span
_MANY = frozenset("forces military personnel".split())  # plural in sense


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that a text lists, `[start, end)` each; not `sure` when two may be one name.

    A `sorted` one stands behind what its items are: "bases at", "the trawlers".
    """

    items: tuple[Offsets, ...]
    sure: bool
    sorted: bool


@dataclass(frozen=True, slots=True)
class _Name:
    first: int  # words
    last: int
    led: bool  # by an article or by a role: it stands by itself

    def parted(self, words: Sequence[Word]) -> bool:
        """Whether it may go on past an "and": "Ministry of Health and Social Affairs"."""
        return any(word.folded in _INNER for word in words[self.first : self.last + 1])


def name_chains(text: str, start: int, end: int) -> Iterator[Chain]:
    """Give the lists of names in and around `[start, end)` of a text."""
    offset = text.find(" ", max(0, start - _REACH), start) + 1 if start > _REACH else 0
    around = text[offset : end + _REACH]
    words = find_words(around) if _JOINS.search(around) else []
    at = 0
    while at < len(words):
        names = _names_from(words, at) if _may_open(words[at]) else []
        if len(names) > 1 and _stands_free(words, names, start - offset):
            places = [(words[n.first].start, _end(words[n.last])) for n in names]
            items = _with_countries(around, places)
            if len(items) > 1:
                shifted = tuple((offset + first, offset + last) for first, last in items)
                behind_sort = _is_behind_sort(words, names[0].first)
                sure = behind_sort or _are_several(words, names, len(items))
                yield Chain(shifted, sure, behind_sort)
        at = names[-1].last + 1 if names else at + 1


def _may_open(word: Word) -> bool:
    """Whether a name can begin at a word: most words are told quickly."""
    return word.capital or word.folded in _OPENING


def _names_from(words: Sequence[Word], at: int) -> list[_Name]:
    """Read names from a word on, parted by commas and at last by "and"; none without it."""
    names: list[_Name] = []
    joined = False
    name = _name_at(words, at)
    while name:
        names.append(name)
        if joined:
            return names
        following = name.last + 1
        if following >= len(words):
            break
        comma = words[following].gap.strip() == ","
        joined = words[following].folded in _AND and words[following].gap.strip() in {"", ","}
        if not (comma or joined):
            break
        name = _name_at(words, following + joined)
        if name and words[name.first].gap.strip() not in ({"", ","} if not joined else {""}):
            break
    return names[:1]


def _name_at(words: Sequence[Word], at: int) -> _Name | None:
    """Read a name that begins at a word, with "the" and a role before it: the lawyer Ann Lee."""
    start = at
    if at < len(words) and words[at].folded == "the":
        at += 1
    role = at
    while role < len(words) and role < at + 3 and words[role].written.islower():
        if words[role].folded in _NO_NAME:
            return None
        role += 1
    if role > at and words[role - 1].folded not in ROLES:
        return None
    last = _last_of_name(words, role)
    if last is None:
        return None
    return _Name(start, last, led=role > start)


def _last_of_name(words: Sequence[Word], at: int) -> int | None:
    """Give the last word of the name that begins at a word; None where none does."""
    last: int | None = None
    while at < len(words):
        word = words[at]
        gap = word.gap.strip(" \t-")
        if last is not None and gap and not (gap == "." and _shortened(words[at - 1])):
            break
        if word.capital and word.folded not in _NO_NAME:
            last = at
            if word.possessive:
                return None
            at += 1
        elif _leads_on(words, at, last):
            at += 1
        else:
            break
    return last


def _leads_on(words: Sequence[Word], at: int, last: int | None) -> bool:
    """Whether a small word belongs to the name around it: al-Assad, Bank of the Osk."""
    word = words[at]
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is None:
        return False
    if word.folded in PARTICLES:
        return behind.capital and behind.gap in {" ", "-"}
    if last is None or behind.gap != " " or words[at].gap != " ":
        return False
    if word.folded == "the":
        return words[at - 1].folded in _INNER and behind.capital
    the = behind.folded == "the" and at + 2 < len(words) and words[at + 2].capital
    return word.folded in _INNER and (behind.capital or the)


def _shortened(word: Word) -> bool:
    return len(word.written) == 1 or word.folded in TITLES


def _end(word: Word) -> int:
    return word.start + len(word.written)


def _with_countries(text: str, places: Sequence[Offsets]) -> list[Offsets]:
    """Join a place with the country behind it, unless what stands before is a country too."""
    joined: list[Offsets] = []
    for number, (start, end) in enumerate(places):
        last = number == len(places) - 1
        behind = bool(joined) and not last and is_country(text[start:end])
        if behind and not is_country(text[joined[-1][0] : joined[-1][1]]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _stands_free(words: Sequence[Word], names: Sequence[_Name], marked: int) -> bool:
    """Whether a chain is no part of something else: "U.S. and Iraqi bases", "mayor of A and B"."""
    following = names[-1].last + 1
    if following < len(words) and words[following].gap in {" ", "-"}:
        word = words[following]
        passing = word.folded in FUNCTION_WORDS or is_past(word.folded)
        if not passing and not word.folded.endswith("ing") and word.written.islower():
            return False
    first = names[0].first
    if first == 0 or words[first].start == marked or words[first].gap.strip():
        return True
    before = words[first - 1]
    return before.folded in _PLACED | _SHARED | {"the"} or _is_many(before)


def _is_many(word: Word) -> bool:
    return word.written.islower() and (is_plural(word.folded) or word.folded in _MANY)


def _is_behind_sort(words: Sequence[Word], first: int) -> bool:
    """Whether a plural stands before a name, or before "at", "in", "near" or "on" and the name."""
    placed = first > 1 and words[first - 1].folded in _PLACED
    return first > 0 and _is_many(words[first - 1 - placed])


def _are_several(words: Sequence[Word], names: Sequence[_Name], count: int) -> bool:
    """Whether names are surely several: more than two, of full length, or told apart by "the"."""
    if count > 2 or names[-1].led:
        return True
    first = names[0].first
    if first and words[first - 1].folded in _SHARED:
        return True
    return all(name.last > name.first for name in names) and not names[0].parted(words)
