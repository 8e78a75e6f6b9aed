"""The name that a question asks about: of "Who is Ann Lee?", and of "Ann Lee" alone."""

from __future__ import annotations

import re

from qa.english.names import JOINING
from qa.english.words import FUNCTION_WORDS, MONTHS, WEEKDAYS, words_of
from qa.questions.core import core_of
from qa.questions.kinds import Kind

_ASKED = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"what (?:does|do|did) (?:the )?(?P<name>.+?) (?:stand for|mean)\W*$",
        r"(?:who|what) (?:is|was|are|were) (?:the |an? )?(?P<name>.+?)\W*$",
        r"tell (?:me|us) (?:more |something )?about (?:the |an? )?(?P<name>.+?)\W*$",
        r"(?:define|(?:(?:what is )?the )?(?:definition|meaning) of) (?:the |an? )?"
        r"(?P<name>.+?)\W*$",
    )
]
_QUOTES = "\"'“”‘’"
_LONGEST = 6  # words of a name that stands alone


def name_asked(kind: Kind, question: str) -> str:
    """Give the name, or the thing, whose description is asked for; empty for another question.

    A bare name asks for one too. It is given as it is written, without "the".
    """
    if kind is Kind.DEFINITION:
        core = core_of(question)
        asked = next((match for form in _ASKED if (match := form.match(core))), None)
        return asked["name"].strip(_QUOTES) if asked else ""
    return question.strip(" ?!.,").removeprefix("the ") if is_bare_name(kind, question) else ""


def is_bare_name(kind: Kind, question: str) -> bool:
    """Whether a question is no more than a name: `Camp Taji`."""
    words = [word for word in words_of(question) if word.low not in JOINING | {"and"}]
    return (
        kind is Kind.KEYWORDS
        and 0 < len(words) <= _LONGEST
        and all(word.text.rpartition("-")[2][0].isupper() for word in words)
        and not any(word.low in FUNCTION_WORDS | MONTHS | WEEKDAYS for word in words)
    )
