"""The form that answers to a kind of question have: numbers, times, persons, places, reasons."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.english.people import ROLES
from qa.english.words import (
    MONTHS,
    NUMBERS,
    PREPOSITIONS,
    WEEKDAYS,
    is_plural,
    word_set,
    words_of,
)
from qa.questions.kinds import Kind

_MONTHS = "|".join(sorted(MONTHS - {"may", "march", "mar"}, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b\.?(?: \d+\b(?!,\d))?(?:,? \d{{4}}\b)?"
    r"|\b(?:may|march) \d+\b(?!,\d)(?:,? \d{4}\b)?"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:may|march)\b(?:,? \d{4}\b)?"
    r"|\b(?:in|last|since|of|early|late|mid) (?:may|march)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.? ?m\b\.?|\b\d{1,2}:\d\d\b|\b\d{1,2} o['’]clock\b"
    r"|\b\d+(?:st|nd|rd|th)\b(?: century| millennium)?|\b\d{2,4}['’]?s\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b(?:[–-]\d+)?(?!,\d)|\b\d+ (?:BC|AD|BCE|CE)\b")
_TIMES = WEEKDAYS | word_set(
    """
    today yesterday tomorrow tonight overnight morning mornings afternoon evening night nights noon
    midnight midday dawn dusk sunrise sunset day days daily week weeks weekend weekly month months
    monthly year years yearly annually decade decades century centuries hour hours hourly minute
    minutes seconds moment now ago later earlier recently soon immediately currently spring summer
    autumn winter christmas easter thanksgiving ramadan time times date after before during
    since until when while once beginning start end era eras period
    """
)
_COUNTS = word_set("no none several few couple both single once twice thrice nobody every pair")
_VAGUE = word_set(
    """
    many most some all much more less lot lots majority minority a an part plenty various whole free
    """
)
_UNITS = word_set(
    """
    percent per cent cents dollar dollars euro euros pound pounds mile miles metre metres meter
    meters kilometre kilometres kilometer kilometers feet foot inch inches ton tons tonne tonnes kg
    km m kilograms degrees people about around more less than at least over nearly almost some up
    only just approximately roughly the of in on and
    """
)
_PLACED = word_set("in at on near outside inside off along across throughout around above below")
_BECAUSE = word_set("because due for after as so since owing thanks")
_NO_PERSON = _PLACED - {"off", "above"} | word_set("because during after before when since until")
_NOT_PEOPLE = word_set(  # capitalised beside a name, they make a place or a body of it
    """
    airport army avenue base bay bridge camp castle church city coast college company corporation
    council county court day department desert district east empire force forces gulf harbour
    harbor hill hospital house institute island islands lake league museum north ocean office park
    party port province region republic river road school sea south square state states station
    street tower town treaty university valley village war west
    """
)


def fits(kind: Kind, text: str) -> bool | None:
    """Tell whether a text has the form of an answer to a kind of question; None: cannot tell.

    `How many` wants a number, `when` a time, `who` persons, `where` a place, `why` a reason, and a
    list more than one thing. True and False are said only where the words show it, so two texts
    that both fit, such as two numbers, can be weighed against each other. The other kinds take
    any form.
    """
    form = _FORMS.get(kind)
    return form(text) if form and text.strip() else None


def _is_number(text: str) -> bool | None:
    words = _low(_YEAR.sub(" ", _DATE.sub(" ", text)))
    if words & (NUMBERS | _COUNTS) or any(map(_has_digit, words)):
        return True
    return None if words & (_VAGUE | _TIMES) or _YEAR.search(text) else False


def _is_time(text: str) -> bool | None:
    if _DATE.search(text) or _YEAR.search(text) or _low(text) & _TIMES:
        return True
    named = text != text.lower() and not _has_digit(text)  # "the Industrial Revolution"
    placed = text.split(maxsplit=1)[0].lower() in PREPOSITIONS
    perhaps = named or placed or re.fullmatch(r"[\W\d]+", text)
    return None if perhaps and not _roles(text) else False


def _is_person(text: str) -> bool | None:
    words, roles = words_of(text), _roles(text)
    first = words[0].low if words else ""
    if _only_measures(text) or (first in _NO_PERSON and not roles):
        return False
    name = re.search(r"\b[A-Z][a-z’'-]+(?: [A-Z]\.?)* [A-Z][\w’'-]+", text)
    plain = not _low(text) & (_NOT_PEOPLE | MONTHS | WEEKDAYS)
    return True if roles or (name and plain) else None


def _is_place(text: str) -> bool | None:
    if _only_measures(text):
        return False
    first = text.split(maxsplit=1)[0].lower()
    return True if first in _PLACED and not _is_time(text) else None


def _is_reason(text: str) -> bool | None:
    if _only_measures(text):
        return False
    return True if text.split(maxsplit=1)[0].lower() in _BECAUSE | {"to"} else None


def _is_list(text: str) -> bool | None:
    return True if re.search(r", \w|\b(?:and|as well as)\b", text) else None


_FORMS: dict[Kind, Callable[[str], bool | None]] = {
    Kind.HOW_MANY: _is_number,
    Kind.WHEN: _is_time,
    Kind.WHO: _is_person,
    Kind.WHERE: _is_place,
    Kind.WHY: _is_reason,
    Kind.LIST: _is_list,
}


def _only_measures(text: str) -> bool:
    """Whether there is nothing but numbers and times."""
    words = _low(_YEAR.sub(" ", _DATE.sub(" ", text)))
    left = words - NUMBERS - _TIMES - _UNITS - PREPOSITIONS
    return not any(not _has_digit(word) for word in left)


def _roles(text: str) -> set[str]:
    return {_singular(word) for word in _low(text)} & ROLES


def _low(text: str) -> set[str]:
    return {part for word in words_of(text) for part in word.low.split("-")}


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _singular(word: str) -> str:
    if word.endswith(("men", "women")):
        return word[:-2] + "an"
    return word[:-1] if is_plural(word) else word
