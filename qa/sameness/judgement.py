"""Whether two quotes that answer one question give one answer: every rule, in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.sameness.acronyms import Acronyms
from qa.sameness.dates import compare_moments
from qa.sameness.namesakes import compare_names
from qa.sameness.quotes import Part, Quote
from qa.sameness.verdict import Verdict

_WEEK = 7  # days
_TELLING = 100  # a number from which on two quotes hardly give it by chance
_MOST = 8  # words of what is counted; more are a sentence
_LONG = 5  # words that two articles hardly share by chance
# Whom a number may count in one quote and in other words in another.
_ANYBODY = frozenset("employees jobs people persons positions posts staff workers".split())
_LEADS_ON = frozenset("at by from hosting in near of on that which who with".split())
_EMPTY = _LEADS_ON | frozenset(
    "a all an and are as can could for had has have is may more or some the to was were will would"
    .split()
)  # fmt: skip
# Beside the words of a shorter quote, one of these may make a longer one say another thing.
_TURNS = frozenset(
    "although and but cannot denied denies deny doubt false hardly if neither never no nobody none "
    "nor not nothing or refused rejected unless unlikely whether without".split()
)


def judge(one: Quote, other: Quote, acronyms: Acronyms) -> Verdict:
    """Judge two quotes of answers to one question; which of them is first does not matter.

    Times and numbers come first: where those differ, nothing else counts.
    """
    verdict = (
        _compare_times(one, other)
        or _compare_numbers(one, other)
        or _compare_words(one, other)
        or _compare_acronyms(one, other, acronyms)
        or _compare_names(one, other)
        or _compare_counts(*sorted((one, other), key=lambda quote: len(quote.parts)))
        or _compare_sentences(*sorted((one, other), key=lambda quote: len(quote.text)))
    )
    return verdict or Verdict.UNSURE


def _compare_times(one: Quote, other: Quote) -> Verdict | None:
    if one.from_now and other.from_now:
        first, second = one.article.published, other.article.published
        if first and second and abs((first - second).days) >= _WEEK:
            return Verdict.DIFFERENT
    if one.moment and other.moment:
        return compare_moments(one.moment, other.moment)
    if one.moments == other.moments:
        return None
    return Verdict.DIFFERENT if one.moments and other.moments else Verdict.UNSURE


def _compare_numbers(one: Quote, other: Quote) -> Verdict | None:
    if one.quantities == other.quantities:
        return None
    if not (one.quantities and other.quantities):
        return Verdict.UNSURE
    if len(one.parts) == len(other.parts) == 1:  # a measure may go without saying: 85 million
        bare, measured = sorted((one, other), key=lambda quote: quote.quantities[0].unit)
        unit = measured.quantities[0].unit
        if unit.isalpha() and bare.quantities == [replace(measured.quantities[0], unit="")]:
            return Verdict.SAME if _is_telling(bare) else Verdict.UNSURE
    return Verdict.DIFFERENT


def _is_telling(quote: Quote) -> bool:
    """Whether a bare number hardly counts anything but what it does in another quote."""
    unsaid = not quote.next or quote.next in _EMPTY | _ANYBODY
    return unsaid and abs(quote.quantities[0].value) >= _TELLING


def _compare_words(one: Quote, other: Quote) -> Verdict | None:
    """Compare word by word, names by their sound; signs alone as they stand."""
    if not (one.parts and other.parts):
        return Verdict.SAME if one.meaning == other.meaning else None
    if len(one.parts) != len(other.parts):
        return None
    read = zip(one.parts, other.parts, one.sounds, other.sounds, strict=True)
    alike = all(word == their or heard == also for word, their, heard, also in read)
    return Verdict.SAME if alike else None


def _compare_acronyms(one: Quote, other: Quote, acronyms: Acronyms) -> Verdict | None:
    stand_for = acronyms.stand_for
    stands = stand_for(one.words, other.words) or stand_for(other.words, one.words)
    return Verdict.SAME if stands else None


def _compare_names(one: Quote, other: Quote) -> Verdict | None:
    if not (one.names and other.names):
        return None
    return compare_names(one.names, other.names, one.article.text, other.article.text)


def _compare_counts(short: Quote, long: Quote) -> Verdict | None:
    """Judge quotes that give the same number by what they count.

    A bare number counts what is near it; a large one by itself hardly counts anything else.
    """
    inner, outer = short.counted, long.counted
    if inner is None or outer is None or len(outer) > _MOST:
        return None
    if not inner or inner[0] in _LEADS_ON or outer[0] in _LEADS_ON:
        telling = _is_telling(short) or short.near & {*long.parts} - _EMPTY
        return Verdict.SAME if telling else None
    around = _around(inner, outer)
    if around is None:
        return None if _ANYBODY & {*inner, *outer} else Verdict.DIFFERENT
    before, after = around
    leads_on = _LEADS_ON.isdisjoint(before) and (not after or after[0] in _LEADS_ON)
    return Verdict.SAME if leads_on and _TURNS.isdisjoint((*before, *after)) else None


def _around(inner: Sequence[Part], outer: Sequence[Part]) -> tuple[Sequence[Part], ...] | None:
    """Give what stands before and after some words in more words; None when they do not."""
    for at in range(len(outer) - len(inner) + 1):
        if outer[at : at + len(inner)] == inner:
            return outer[:at], outer[at + len(inner) :]
    return None


def _compare_sentences(short: Quote, long: Quote) -> Verdict | None:
    """Find a quote of some length within a longer one that only leads up to it or goes on."""
    inner, outer = short.meaning, long.meaning
    if len(short.parts) < _LONG or inner not in outer:
        return None
    before, _, after = outer.partition(inner)
    led_to = not before or before.endswith((", ", ": ", "“", "that "))
    goes_on = not after or after[0] in ",.;:”!?" or after.split()[0] in _LEADS_ON
    turned = not _TURNS.isdisjoint(re.findall(r"\w+", before + after))
    return Verdict.SAME if led_to and goes_on and not turned else None
