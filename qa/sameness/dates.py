"""Dates and times of day: "Jan. 7" is "7 January", and may be the Tuesday of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from qa.sameness.found import Found
from qa.sameness.verdict import Verdict

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_AGO = {"today": 0, "yesterday": 1}
# Parts of a day, and which of three stretches of it they may be in.
_PARTS = {
    "early": {1}, "morning": {1}, "afternoon": {2}, "evening": {3}, "night": {3}, "late": {2, 3},
}  # fmt: skip
_LOOSE_PARTS = {"early", "late"}
_AFTER_DAY = ("morning", "afternoon", "evening", "night")
_ABOUT = ("about", "around", "approximately", "roughly", "circa")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_ENDS = r"(?![\w:]|[–-]\w|[.,]\d)"  # not within a range, a clock time, a larger number
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?{_ENDS}"
_YEAR = rf"(?:1[5-9]|20)\d\d{_ENDS}"
_WEEKDAY = f"(?:{'|'.join(_WEEKDAYS)})"
_MOMENT = re.compile(
    rf"""
    (?:(?<!\w)(?P<hedge>(?i:
       {"|".join(_ABOUT)}|(?:shortly|just|soon)\s+(?:before|after)
       |before|after|by|until|till|between|early|late|mid
    ))(?:\s+(?:on|at|in))?\s+)?
    (?<![\w/:.,–-])
    (?P<value>
      (?P<date>
        (?P<day>(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH}))
        (?:,?\s+{_YEAR})?
        | (?P<month>{_MONTH}),?\s+{_YEAR}
        | (?<!last\s)(?<!next\s)(?<!this\s)(?<!past\s)(?<!every\s)
          {_WEEKDAY}(?:\s+(?:{"|".join(_AFTER_DAY)}))?
        | (?i:{"|".join(_DAYS_AGO)})
        | \d{{4}}-\d\d-\d\d
      )
      | (?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<past>[0-5]\d))?\s?(?P<half>[aApP])\.?[mM]\b\.?+
        (?:\s?\(?(?P<zone>[A-Z]{{1,3}}T|GMT|UTC)\b\)?)?
      | (?P<clock>(?:1[3-9]|2[0-3]):[0-5]\d)
    )
    (?![\w/:]|[–-]\w)
    """,
    re.VERBOSE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|due|next|coming|plan\w*|schedul\w+|expect\w*|to be)\b"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text says of a time; None is what it does not say."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: str | None = None
    days_ago: int | None = None
    part: str | None = None  # one of _PARTS
    minute: int | None = None  # of the day
    zone: str | None = None
    hedge: str | None = None

    def said(self) -> dict[str, Any]:
        """What it does say."""
        return {
            name: value for name in self.__slots__ if (value := getattr(self, name)) is not None
        }

    @property
    def unplaced(self) -> bool:
        """Whether it is a day counted from one that is not known."""
        return self.day is None and (self.weekday is not None or self.days_ago is not None)

    def and_also(self, other: Moment) -> Moment | None:
        """Join a date and a time of day; None when both say the same kind of thing."""
        ours, theirs = self.said(), other.said()
        return None if ours.keys() & theirs.keys() else Moment(**ours, **theirs)

    def placed(self, published: date | None, around: str) -> Moment:
        """Find the day that an article published then means; the same moment when unsure.

        A weekday is the nearest such day not after publication, unless the text around it looks
        ahead; a date without a year is the nearest one.
        """
        if published is None or self.year:
            return self
        if self.month and self.day:
            years = (published.year - 1, published.year, published.year + 1)
            near = [day for year in years if (day := _day(year, self.month, self.day))]
            nearest = min(near, key=lambda day: abs(day - published), default=None)
            return replace(self, year=nearest.year) if nearest else self
        ago = self.days_ago
        if self.weekday and not _TO_COME.search(around):
            ago = (published.weekday() - _WEEKDAYS.index(self.weekday)) % 7
        if ago is None or published.toordinal() <= ago:
            return self
        day = published - timedelta(ago)
        return replace(self, year=day.year, month=day.month, day=day.day, days_ago=None)


def find_moments(text: str) -> Iterator[Found[Moment]]:
    """Find the dates and times of a text that can be read in one way only."""
    for match in _MOMENT.finditer(text):
        hedge = " ".join(match["hedge"].lower().split()) if match["hedge"] else None
        hedge = "about" if hedge in _ABOUT else hedge
        moment = _date(match["date"], hedge) if match["date"] else _time(match, hedge)
        heart = "day" if match["day"] else "month" if match["month"] else "value"
        yield Found(match.start(), *match.span(heart), match.end(), moment)


def compare_moments(one: Moment, other: Moment) -> Verdict:
    """Judge two times: the same when nothing differs and they share a day or a time of day.

    A day with a time is no answer for the day alone, or both times of a day would be one with it.
    """
    ours, theirs = one.said(), other.said()
    shared = ours.keys() & theirs.keys() - {"part", "hedge"}
    parts = {part for part in (one.part, other.part) if part}
    if any(ours[name] != theirs[name] for name in shared) or not _overlap(parts):
        return Verdict.DIFFERENT
    anchored = "minute" in shared or (
        {"month", "day"} <= shared and one.minute is None and other.minute is None
    )
    alike = one.hedge == other.hedge and _say_as_much(one, other)
    return Verdict.SAME if one == other or (anchored and alike) else Verdict.UNSURE


def _say_as_much(one: Moment, other: Moment) -> bool:
    """Whether the parts of the day may be one: night and late, Tuesday night and Tuesday.

    Tuesday night and 7 January are a step too far from each other, whatever day Tuesday was.
    """
    if one.part and other.part:
        return one.part == other.part or bool(_LOOSE_PARTS & {one.part, other.part})
    return one.part == other.part or bool(one.weekday) == bool(other.weekday)


def _overlap(parts: Set[str]) -> bool:
    """Whether one time can be in all of these parts of a day."""
    return bool(set.intersection({1, 2, 3}, *(_PARTS[part] for part in parts)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February
        return None


def _date(text: str, hedge: str | None) -> Moment:
    said: dict[str, Any] = {"part" if hedge in _PARTS else "hedge": hedge}
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3:  # 2020-01-07
        said |= zip(("year", "month", "day"), map(int, numbers), strict=True)
        return Moment(**said)
    for number in numbers:
        said["year" if len(number) == 4 else "day"] = int(number)
    for word in re.findall("[A-Za-z]+", text):
        if word in _WEEKDAYS:
            said["weekday"] = word
        elif word.lower()[:3] in _MONTHS:
            said["month"] = _MONTHS.index(word.lower()[:3]) + 1
        elif word in _AFTER_DAY:
            said["part"] = word
        elif word.lower() in _DAYS_AGO:
            said["days_ago"] = _DAYS_AGO[word.lower()]
    return Moment(**said)


def _time(match: re.Match[str], hedge: str | None) -> Moment:
    if match["clock"]:
        hour, past = map(int, match["clock"].split(":"))
    else:
        hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
        past = int(match["past"] or 0)
    return Moment(minute=60 * hour + past, zone=match["zone"], hedge=hedge)
