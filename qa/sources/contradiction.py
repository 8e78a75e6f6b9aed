"""Whether two different answers contradict each other: two values of one thing, not of two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from index.lexical import stems
from qa.english.content import content_stems
from qa.english.sentences import sentence_around
from qa.questions import Kind
from qa.sameness import Acronyms, Quote, Verdict, judge, read_quote
from qa.sameness.dates import Moment, find_moments
from qa.sameness.numbers import Quantity, find_quantities
from qa.sameness.wording import find_words
from qa.spans import Span

# Several answers to one of these may all be right.
_OPEN = frozenset((Kind.LIST, Kind.WHY, Kind.YES_NO, Kind.DEFINITION))
# Of these, on eval/gold/disagreement.jsonl: without rounding, without the sentences nearby or with
# one shared word, twice as many questions are falsely shown to differ; when counts may be no more
# than 3 times apart, one in five of those rightly shown is lost. Larger values change little there.
_WIDEST = 5  # times: two counts of one thing are rarely further apart, of two things mostly
_ROUNDING = 0.05  # of the greater number: "about 1,600" is no other number than 1,630
_ROUND = frozenset(("about", "nearly", "just over"))  # hedges
_YEARS = range(1500, 2101)
_VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}  # at least
_TELLING = 100  # a number from which on an article hardly gives it by chance
_SHARED = 2  # words that two sentences hardly share unless they speak of one thing
_NEARBY = 150  # characters around a sentence: the ones before and after it
_REACH = 2000  # characters of an article looked at around a quote: bounds the time
_SAYING = frozenset(stems("say said tell told"))
# In a sentence with a number or a time: somebody else has, or had, another one.
_DISPUTED = re.compile(
    r"\b(?:not|instead|earlier|initially|originally|previously|at first|first (?:said|gave|put)"
    r"|wrong(?:ly)?|correct\w*|revis\w+|raised|put(?:s|ting)? (?:it|off|the)"
    r"|sp(?:eaks?|oke) of|reckon\w*|claim\w*|estimat\w+|disput\w+|den(?:y|ie[sd])|count"
    r"|according|accounts?|had (?:said|given|put|reported))\b",
    re.IGNORECASE,
)


class Contrast(IntEnum):
    """How far two answers stand against each other; the greater, the less support it needs."""

    NONE = 0
    POSSIBLE = 1  # two values of one kind
    CLEAR = 2  # in sentences that speak of one thing


@dataclass(frozen=True)  # no slots: what is asked often is kept
class Claim:
    """A quote with its place, `[start, end)` in its article."""

    quote: Quote
    start: int
    end: int

    @classmethod
    def of(cls, span: Span) -> Claim:
        """Read a span."""
        quote = read_quote(span.hit.passage.article, span.start, span.end)
        return cls(quote, span.start, span.end)

    @property
    def text(self) -> str:
        """The text of its article."""
        return self.quote.article.text

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """`[start, end)` of its sentence."""
        return sentence_around(self.text, self.start, self.end)

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems of its sentence's words, without those of the quote and without names."""
        first, last = self.sentence
        around = (self.text[first : self.start], self.text[self.end : last])
        return _topic(
            word.written
            for part in around
            for word in find_words(part)
            if not word.capital or (part is around[0] and word.start == 0)
        )

    @cached_property
    def counted(self) -> frozenset[str]:
        """The stems of the words next to its number, in the quote or around it."""
        said = (part for part in self.quote.parts if isinstance(part, str))
        return _topic([*self.quote.near, *said])


def contrast(kind: Kind, one: Claim, other: Claim, acronyms: Acronyms) -> Contrast:
    """Tell how far two answers to a question of some kind contradict each other.

    Only numbers and times do. Where words differ, no rule tells a contradiction from another way of
    saying it; and of two names, sentences about the same people say different things. An article
    that gives both values and lets both stand speaks of two things.
    """
    if kind in _OPEN or not _differ(kind, one.quote, other.quote, acronyms):
        return Contrast.NONE
    if _stands_beside(one, other.quote) or _stands_beside(other, one.quote):
        return Contrast.NONE
    return Contrast.CLEAR if _on_one_topic(one, other) else Contrast.POSSIBLE


def _differ(kind: Kind, one: Quote, other: Quote, acronyms: Acronyms) -> bool:
    if judge(one, other, acronyms) is Verdict.DIFFERENT:
        return _of_one_sort(kind, one, other)
    return _is_fewer(one, other) or _is_fewer(other, one)


def _is_fewer(one: Quote, other: Quote) -> bool:
    """Whether one gives a number and the other more than that: a dozen, dozens."""
    least = [_VAGUE[part] for part in other.parts if isinstance(part, str) and part in _VAGUE]
    if len(one.quantities) != 1 or len(least) != 1 or one.moments or other.quantities:
        return False
    return least[0] <= _WIDEST * one.quantities[0].value < _WIDEST * least[0]


def _of_one_sort(kind: Kind, one: Quote, other: Quote) -> bool:
    """Whether two quotes are values that could be of one thing."""
    if one.moment and other.moment:
        return _is_clock_time(one.moment) == _is_clock_time(other.moment)
    if one.moments or other.moments:
        return False
    if one.quantities or other.quantities:
        pairs = list(zip(one.quantities, other.quantities, strict=False))
        alike = len(one.quantities) == len(other.quantities)
        if kind is Kind.WHEN:
            return alike and all(_is_year(number) for pair in pairs for number in pair)
        return alike and all(_comparable(*pair) for pair in pairs)
    return False


def _is_clock_time(moment: Moment) -> bool:
    return moment.minute is not None


def _is_year(number: Quantity) -> bool:
    return not number.unit and number.value in _YEARS


def _comparable(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    if low <= 0 or high > _WIDEST * low or (one.unit and other.unit and one.unit != other.unit):
        return False
    rounded = bool(_ROUND & {one.hedge, other.hedge})
    return not (rounded and high - low <= _ROUNDING * high)


def _stands_beside(claim: Claim, other: Quote) -> bool:
    """Whether the article of a claim gives the other value too, and disputes neither."""
    first, last = claim.sentence
    disputed = _DISPUTED.search(claim.text, first, last)
    for start, end in _places(claim, other):
        near = first - _NEARBY <= start and end <= last + _NEARBY
        if (near or _is_telling(other)) and not disputed:
            begin, stop = sentence_around(claim.text, start, end)
            if not _DISPUTED.search(claim.text, begin, stop):
                return True
    return False


def _is_telling(quote: Quote) -> bool:
    """Whether a value hardly stands in an article for another thing."""
    if quote.moment:
        return _is_clock_time(quote.moment)
    return any(number.value >= _TELLING or number.unit for number in quote.quantities)


def _places(claim: Claim, other: Quote) -> Iterator[tuple[int, int]]:
    """Give `[start, end)` of the places around a claim at which its article gives another value."""
    begin = max(0, claim.start - _REACH)
    window = claim.text[begin : claim.end + _REACH]
    hearts = [_heart(moment) for moment in other.moments]
    for time in find_moments(window) if hearts else ():
        if any(heart <= _heart(time.value) for heart in hearts):
            yield begin + time.start, begin + time.end
    values = {number.value for number in other.quantities}
    for number in find_quantities(window):
        if number.value.value in values:
            yield begin + number.start, begin + number.end


def _heart(moment: Moment) -> frozenset[tuple[str, object]]:
    """What a time says that an article would say again when it means it."""
    telling = ("month", "day", "weekday", "days_ago", "minute")
    return frozenset((name, value) for name, value in moment.said().items() if name in telling)


def _on_one_topic(one: Claim, other: Claim) -> bool:
    return len(one.topic & other.topic) >= _SHARED or bool(one.counted & other.counted)


def _topic(words: Iterable[str]) -> frozenset[str]:
    return content_stems(*words) - _SAYING
