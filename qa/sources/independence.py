"""Which citations come from one source: copies of a wire story or a statement count once.

Copies are told by runs of four words that two texts share. Independent reports of one event share
names and official phrases: among the starter articles' originals at most 0.31 of the runs near a
span, and 0.16 of all. Copies share most: 0.72 and more of all where a desk cut a wire story and
gave it a new lead, 0.5 near a span where two reports print the same statement, and half where one
word in six is another. 0.4 stands between. Where a statement is reprinted in part, the sentence of
a span may be all that two articles share, but they share it nearly whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.runs import Runs, split_words, word_runs
from qa.english.sentences import sentence_around
from qa.speech import quotation_at, speaker_of

_AROUND = 300  # characters looked at on either side of a span
_COPIED = 0.4  # of the runs of the text that has fewer
_FEWEST_AROUND = 24  # shared runs: a quotation of 24 words has 21, and alone makes no copy
_FEWEST_IN_SENTENCE = 8  # shared runs: eleven words one after the other
_COPIED_SENTENCE = 0.8  # of the runs of the shorter sentence
_TELLING = 7  # letters: of whole articles only runs after a long word are compared, one in six
_FEWEST_TELLING = 8
_LONG_QUOTATION = 6  # words that two speakers do not say alike by chance
_ARTICLES_KEPT = 64  # those of a few answers
_ANSWERS_KEPT = 16  # each is asked for its families more than once
_NAME = re.compile(r"(?!The )[A-Z]")


@dataclass(frozen=True, slots=True)
class Place:
    """`[start, end)` in the text of an article."""

    text: str
    start: int
    end: int


def group_by_source(places: Sequence[Place]) -> tuple[tuple[int, ...], ...]:
    """Group the numbers of places that go back to one source, in the order of first members."""
    return _grouped(tuple(places))


@lru_cache(maxsize=_ANSWERS_KEPT)
def _grouped(places: tuple[Place, ...]) -> tuple[tuple[int, ...], ...]:
    around = [_runs_around(place) for place in places]
    groups: list[list[int]] = []
    for number, place in enumerate(places):
        joined = [number]
        for group in list(groups):
            if any(
                _copied(around[other], around[number], _FEWEST_AROUND)
                or _one_source(places[other], place)
                for other in group
            ):
                joined += group
                groups.remove(group)
        groups.append(sorted(joined))
    return tuple(sorted(tuple(group) for group in groups))


def _one_source(one: Place, other: Place) -> bool:
    whole = _telling_runs(one.text), _telling_runs(other.text)
    if one.text == other.text or _copied(*whole, _FEWEST_TELLING):
        return True
    return _same_sentence(one, other) or _same_quotation(one, other)


def _copied(one: Runs, other: Runs, fewest: int) -> bool:
    return len(one & other) >= max(fewest, _COPIED * min(len(one), len(other)))


def _same_sentence(one: Place, other: Place) -> bool:
    """Whether two articles share a sentence; what both quote, both may have heard."""
    if len(_runs_around(one) & _runs_around(other)) < _FEWEST_IN_SENTENCE:
        return False  # to find a sentence takes longer
    if any(quotation_at(place.text, place.start, place.end) for place in (one, other)):
        return False
    ours, theirs = _runs_of_sentence(one), _runs_of_sentence(other)
    shared, fewer = len(ours & theirs), min(len(ours), len(theirs))
    return shared >= max(_FEWEST_IN_SENTENCE, _COPIED_SENTENCE * fewer)


@lru_cache(maxsize=_ARTICLES_KEPT)
def _runs_of_sentence(place: Place) -> Runs:
    start, end = sentence_around(place.text, place.start, place.end)
    return word_runs(split_words(place.text[start:end]))


def _same_quotation(one: Place, other: Place) -> bool:
    """Tell whether two spans stand in the same quoted words of, as far as is known, one speaker."""
    short, long = sorted((_quoted_words(one), _quoted_words(other)), key=len)
    if not short or f" {' '.join(short)} " not in f" {' '.join(long)} ":
        return False
    said = [speaker_of(place.text, place.start, place.end) for place in (one, other)]
    names = [speaker.name for speaker in said if speaker and _NAME.match(speaker.name)]
    if len(names) == 2:
        if len({name.split()[-1].casefold() for name in names}) == 1:
            return True
        if all(" " in name for name in names):  # two people; the Pentagon may be its spokesman
            return False
    return len(short) >= _LONG_QUOTATION


def _quoted_words(place: Place) -> list[str]:
    quoted = quotation_at(place.text, place.start, place.end)
    return split_words(place.text[quoted.start : quoted.end]) if quoted else []


@lru_cache(maxsize=_ARTICLES_KEPT)
def _runs_around(place: Place) -> Runs:
    around = place.text[max(0, place.start - _AROUND) : place.end + _AROUND]
    return word_runs(split_words(around))


@lru_cache(maxsize=_ARTICLES_KEPT)
def _telling_runs(text: str) -> Runs:
    return word_runs(split_words(text), first=_TELLING)
