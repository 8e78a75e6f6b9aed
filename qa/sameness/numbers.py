"""Numbers in words or figures: "a dozen" is "12", "$3bn" is "3 billion dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from qa.sameness.found import Found

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = {"dozen": 12, "hundred": 100, **_LARGE}
_LETTERS = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
# Money and measures, each by the words for it.
_UNITS = {
    "%": ("%", "percent", "per cent"),
    "$": ("$", "us$", "dollar", "dollars", "us dollars"),
    "£": ("£", "pound", "pounds", "pounds sterling"),
    "€": ("€", "euro", "euros"),
    "¥": ("¥", "yen"),
    "₹": ("₹", "rupee", "rupees"),
    "foot": ("foot", "feet"),
    "kilogram": ("kg", "kilo", "kilos", "kilogram", "kilograms"),
    "kilometre": ("km", "kilometre", "kilometres", "kilometer", "kilometers"),
    "litre": ("litre", "litres", "liter", "liters"),
    "metre": ("metre", "metres", "meter", "meters"),
} | {
    unit: (unit, f"{unit}s")
    for unit in "acre barrel crown day degree gallon hectare hour inch mile minute month peso "
    "ruble second ton tonne week yard year yuan".split()
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}

# What stands before a number and changes it; the phrases of one line say one thing.
_HEDGES = {
    "": ("exactly", "precisely", "only", "just"),
    "about": ("about", "around", "approximately", "roughly", "some", "circa", "an estimated"),
    "over": ("more than", "over", "above", "upwards of", "in excess of"),
    "least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
    "under": ("less than", "fewer than", "under", "below", "just under"),
    "nearly": ("nearly", "almost", "close to"),
    "most": ("at most", "up to", "as many as", "as much as", "no more than", "a maximum of"),
    "just over": ("just over",),
    "between": ("between",),
}
_HEDGE_OF = {phrase: hedge for hedge, phrases in _HEDGES.items() for phrase in phrases}
_AFTERTHOUGHTS = {"so": "about", "more": "least", "fewer": "most", "less": "most", "+": "least"}


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(phrase.replace(" ", r"\s+") for phrase in longest_first)


_UNIT = _any_of(word for word in _UNIT_OF if word.replace(" ", "").isalpha())
_PLAIN = _any_of(_SMALL | _LARGE | {"hundred": 100})
_SCALE = _any_of(_SCALES)
_QUANTITY = re.compile(
    rf"""
    (?:(?<!\w)(?P<hedge>{_any_of(_HEDGE_OF)})\s+)?
    (?<![\w/:.,−–-])  # not within a date, a range, a code
    (?P<minus>[-−](?=[\d.$£€¥₹])|minus\s+)?
    (?P<symbol>[a-z]{{0,3}}[$£€¥₹]\s?)?
    (?:
      (?P<figures>\d{{1,3}}(?:,\d{{3}}){{1,9}}(?:\.\d{{1,9}})?|\d{{0,30}}\.\d{{1,9}}|\d{{1,30}})
      (?:\s?(?P<letters>bn|tn|k|m)|[\s-](?P<scale>{_SCALE}))?
    |
      (?P<part>(?:(?<!and\sa\s)half\s+(?:an?\s+)?|an?\s+)(?={_SCALE}))?
      (?P<words>(?:(?:{_PLAIN})(?:\s+and\s+|[\s-]+))*(?:{_PLAIN}|dozen))
    )
    (?!\w|[-–−/:]\w|[.,]\d|\s+and\s+a\s+(?:half|quarter))
    (?:\s?(?P<sign>%|kg\b|km\b)|\s+(?P<unit>{_UNIT})\b)?
    (?:\s+or\s+(?P<after>so|more|fewer|less)\b|(?P<plus>\+))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, its unit if it is one of money or measure, and how sure its writer is."""

    value: Fraction  # exact, as a float is not
    unit: str = ""
    hedge: str = ""  # a key of _HEDGES


def find_quantities(text: str) -> Iterator[Found[Quantity]]:
    """Find the numbers of a text that can be read in one way only."""
    for match in _QUANTITY.finditer(text):
        value = _value(match)
        if value is None:
            continue
        unit = _plain(match["sign"] or match["unit"] or match["symbol"] or "")
        hedge = _AFTERTHOUGHTS.get(match["after"] or match["plus"] or "")
        hedge = hedge or _HEDGE_OF.get(_plain(match["hedge"] or ""), "")
        first = match.start("figures" if match["figures"] else "words")
        last = max(map(match.end, ("figures", "letters", "scale", "words", "sign")))
        quantity = Quantity(value, _UNIT_OF.get(unit, unit), hedge)
        yield Found(match.start(), first, last, match.end(), quantity)


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _value(match: re.Match[str]) -> Fraction | None:
    if match["figures"]:
        value = _figures(match)
    else:
        value = _spelled(re.findall(r"[a-z]+", match["words"].lower()), bool(match["part"]))
        if value is not None and (match["part"] or "").lower().startswith("half"):
            value /= 2
    return -value if value is not None and match["minus"] else value


def _figures(match: re.Match[str]) -> Fraction | None:
    figures, letters, scale = match["figures"], match["letters"], match["scale"]
    if letters and letters.lower() in "km" and not match["symbol"]:
        return None  # metres, kilobytes
    if not (letters or scale) and re.fullmatch(r"\d{1,3}\.\d{3}", figures):
        return None  # twelve thousand in half of the world
    times = _LETTERS[letters.lower()] if letters else _SCALES[scale.lower()] if scale else 1
    return Fraction(figures.replace(",", "")) * times


def _spelled(words: list[str], given: bool) -> Fraction | None:
    """Add up number words; None when they are no one number ("nineteen ninety", "few million").

    `given`: there is an "a" before them, for one.
    """
    if words == ["zero"]:
        return Fraction(0)
    total, group, largest, before = 0, int(given), 10**15, ""
    for word in words:
        if word == "and":
            if before not in _SCALES or before == "dozen":
                return None
        elif word in _SMALL:
            room = group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and _SMALL[word] < 10)
            if not room or not _SMALL[word] or before == "dozen":
                return None
            group += _SMALL[word]
        elif word in _LARGE:
            if _LARGE[word] >= largest or not group:
                return None
            total, group, largest = total + group * _LARGE[word], 0, _LARGE[word]
        else:  # dozen, hundred
            if not 0 < group < 100 or before == "dozen":
                return None
            group *= _SCALES[word]
        before = word
    return Fraction(total + group) if before != "and" else None
