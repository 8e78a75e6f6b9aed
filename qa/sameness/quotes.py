"""What a quote says, read once and in its place: numbers that it cuts are read whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeAlias

from index import Article
from qa.sameness.acronyms import without_acronym
from qa.sameness.dates import Moment, find_moments
from qa.sameness.found import Found
from qa.sameness.names import Name, read_names
from qa.sameness.numbers import Quantity, find_quantities
from qa.sameness.spelling import sound
from qa.sameness.wording import Word, find_words, meaning

Reading: TypeAlias = Found[Quantity] | Found[Moment]
Part: TypeAlias = str | Quantity | Moment
Placed: TypeAlias = tuple[int, Part, Part]  # where it stands, as written, as heard

_REACH = 60  # characters of the article looked at on either side
# Words that say nothing at the beginning of a quote, and at its end.
_OPENING = frozenset("a an at by for her his in its on since the their".split())
HANGING = frozenset("a an and as at by for from in of on or than that the to with".split())
_JOINING = frozenset(("at", "from", "in", "of", "on", "since"))  # a time with its date
_NOT = re.compile(r"\b(\w*n['’]t|no|not|never|without|neither|nor)\s+$", re.IGNORECASE)
_FROM_NOW = re.compile(
    r"\b(?:(?:last|next|past|this|coming)\s+(?:\w+day|night|week|weekend|month|year|spring|summer"
    r"|autumn|fall|winter)|ago|tonight|tomorrow)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
_QUOTES_KEPT = 256  # those of a question or two: each is merged, contrasted and listed anew
_NEAREST = 3  # words on either side of a number, among which what it counts is looked for


@dataclass(frozen=True)  # no slots: what is asked often is kept
class Quote:
    """What a stretch of an article says.

    `parts` are its folded words, with numbers and times in their place by value; `sounds` the same
    with names whatever their spelling. Of a number, `near` are the words around it in its sentence
    and `next` is the one after it. A quote is not `whole` when it cuts a number or a time.
    """

    text: str
    article: Article
    words: tuple[Word, ...]
    parts: tuple[Part, ...]
    sounds: tuple[Part, ...]
    names: tuple[Name, ...]
    near: frozenset[str]
    next: str
    whole: bool

    @cached_property
    def meaning(self) -> str:
        """Its words without their dress."""
        return meaning(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Its numbers, in order."""
        return [part for part in self.parts if isinstance(part, Quantity)]

    @cached_property
    def moments(self) -> list[Moment]:
        """Its dates and times, in order."""
        return [part for part in self.parts if isinstance(part, Moment)]

    @cached_property
    def moment(self) -> Moment | None:
        """The one time that it is, if it says nothing else."""
        if any(not isinstance(part, Moment) and part not in _JOINING for part in self.parts):
            return None
        joined: Moment | None = Moment()
        for moment in self.moments:
            joined = joined and joined.and_also(moment)
        return joined if self.moments else None

    @cached_property
    def from_now(self) -> bool:
        """Whether its time is counted from a day that is not known."""
        unplaced = any(moment.unplaced for moment in self.moments)
        return unplaced or bool(_FROM_NOW.search(self.text))

    @cached_property
    def counted(self) -> tuple[Part, ...] | None:
        """What it gives a number of, if it does no more: nothing when the number is bare."""
        if len(self.quantities) != 1 or self.moments:
            return None
        (quantity,) = self.quantities
        if quantity not in (self.parts[0], self.parts[-1]):
            return None
        return tuple(part for part in self.sounds if part != quantity)


@lru_cache(maxsize=_QUOTES_KEPT)
def read_quote(article: Article, start: int, end: int) -> Quote:
    """Read `[start, end)` of an article."""
    text = article.text[start:end]
    first = max(0, start - _REACH)
    window = article.text[first : end + _REACH]
    start, end = start - first, end - first  # in the window
    before, after = window[:start], window[end:]
    found = _found(window, start, end, article.published)
    said = without_acronym(text)
    words = find_words(said)
    kept = _without_edge(_placed(words, start, found))
    denied = _NOT.search(before)
    if denied:
        kept = [(-1, denied[1].lower(), denied[1].lower()), *kept]
    led, follow = _neighbours(window, start, end, found) if found else ([], [])
    return Quote(
        text=text,
        article=article,
        words=tuple(words),
        parts=tuple(part for _, part, _ in kept),
        sounds=tuple(heard for _, _, heard in kept),
        names=() if denied or found else read_names(said, before, after),
        near=frozenset(led[-_NEAREST:] + follow[:_NEAREST]),
        next=follow[0] if follow else "",
        whole=all(_is_whole(item, start, end) for item in found),
    )


def _found(window: str, start: int, end: int, published: date | None) -> list[Reading]:
    """Find the numbers and times of `[start, end)`, whole; a number in a date is part of it."""
    found: list[Reading] = []
    for item in find_moments(window):
        if item.touches(start, end):
            around = window[max(0, item.start - _REACH) : item.end + _REACH]
            found.append(replace(item, value=item.value.placed(published, around)))
    for number in find_quantities(window):
        if number.touches(start, end) and not any(number.meets(item) for item in found):
            found.append(number)
    return found


def _placed(words: list[Word], start: int, found: list[Reading]) -> list[Placed]:
    """Put numbers and times in the place of their words, where the words begin at `start`."""
    placed: list[Placed] = [(item.start, item.value, item.value) for item in found]
    for word in words:
        at = start + word.start
        if not any(item.start <= at < item.end for item in found):
            heard = sound(word.folded) if word.capital else word.folded
            placed.append((at, word.folded, heard))
    return sorted(placed, key=lambda item: item[0])


def _is_whole(item: Reading, start: int, end: int) -> bool:
    """Whether `[start, end)` cuts nothing off: a hedge belongs to its number, not to its day."""
    first = item.start if isinstance(item.value, Quantity) else item.first
    return start <= first and item.last <= end


def _without_edge(placed: list[Placed]) -> list[Placed]:
    """Drop what only leads to the first word that says something or on from the last, and "the"."""
    while len(placed) > 1 and placed[0][1] in _OPENING and placed[1][1] not in {"few", "little"}:
        placed = placed[1:]
    while len(placed) > 1 and placed[-1][1] in HANGING:
        placed = placed[:-1]
    return [item for item in placed if item[1] != "the"] or placed


def _neighbours(
    window: str, start: int, end: int, found: list[Reading]
) -> tuple[list[str], list[str]]:
    """Give the words of the sentence before and after `[start, end)` and its numbers."""
    before = window[: min([start, *(item.start for item in found)])]
    after = window[max([end, *(item.end for item in found)]) :]
    led, follow = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, maxsplit=1)[0]
    return [word.folded for word in find_words(led)], [word.folded for word in find_words(follow)]
