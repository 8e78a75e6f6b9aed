"""The pronouns of a question, and what kind of thing each can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from qa.conversation.antecedents import Slot
from qa.english.words import AUXILIARIES, FUNCTION_WORDS, Word, word_set, words_of


class Case(Enum):
    """Which part in its clause a pronoun has."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in a question. `lemma` is its plainest form: `he` for `him` and `his`."""

    word: Word
    slot: Slot
    case: Case
    lemma: str


_FORMS = {
    "he": (Slot.PERSON, Case.SUBJECT, "he"),
    "him": (Slot.PERSON, Case.OBJECT, "he"),
    "his": (Slot.PERSON, Case.POSSESSIVE, "he"),
    "she": (Slot.PERSON, Case.SUBJECT, "she"),
    "her": (Slot.PERSON, Case.OBJECT, "she"),
    "it": (Slot.THING, Case.SUBJECT, "it"),
    "its": (Slot.THING, Case.POSSESSIVE, "it"),
    "they": (Slot.SEVERAL, Case.SUBJECT, "they"),
    "them": (Slot.SEVERAL, Case.OBJECT, "they"),
    "their": (Slot.SEVERAL, Case.POSSESSIVE, "they"),
    "these": (Slot.SEVERAL, Case.OBJECT, "they"),
    "those": (Slot.SEVERAL, Case.OBJECT, "they"),
}
_NO_NOUN = FUNCTION_WORDS | word_set(  # behind "her", they leave it an object
    "today yesterday tonight tomorrow again later afterwards anything"
)
_BEFORE_SUBJECTS = AUXILIARIES | word_set(
    "when while after before because that if since until as where and but said say"
)
_BE = r"(?:is|was|be|been|had been|has been|will be|would be)"
_EMPTY = re.compile(  # an "it" that nobody has named, and set phrases
    "|".join(
        (
            rf"\bit(?: {_BE})?(?: (?:so|not|really|ever))? (?:true|possible|likely|clear|certain"
            r"|known|said|reported|believed|thought|important|necessary|legal|right|safe|hard|difficult"
            r"|easy|worth|enough)(?= that| to| for| if)",
            rf"\bit(?: {_BE})? (?:that\b|because\b|who\b|raining|snowing|dark|seems?\b|appears?\b)",
            r"\bit (?:takes?|comes?)\b.* to\b",
            r"\bfor it to\b",
            r"\bit called (?:when|if|that)\b",
            r"^(?:if|when) .*\bit called\b",
            r"\b(?:is|was) it\b.* that\b",
            r"\b(?:is|was) it (?:whether|if|to)\b",
            r"\bhow far (?:is|was) it (?:from|to)\b",
            r"\bwhat (?:time|day|date) (?:is|was|will|would) it\b",
            r"\bwhat (?:is|was) it like\b",
            r"\b(?:does|did|do|will|would) it (?:say\b|sound|look|feel|seem|matter|rain|snow)",
            r"\b(?:does|did|do|will|would) it (?:take|cost|mean)\b.* (?:to|for)\b",
            r"\bas .* sees? it\b",
            r"\b(?:make|find|take)s? it\b",
            r"\bon (?:its|his|her|their) way\b",
        )
    ),
    re.IGNORECASE,
)


def find_pronouns(question: str) -> Iterator[Pronoun]:
    """Find the pronouns that stand for something, in the question or before it."""
    empty = [match.span() for match in _EMPTY.finditer(question)]
    words = words_of(question)
    for place, word in enumerate(words):
        if word.low not in _FORMS or any(start <= word.start < end for start, end in empty):
            continue
        slot, case, lemma = _FORMS[word.low]
        following = words[place + 1] if place + 1 < len(words) else None
        beside = following is not None and question[word.end : following.start].isspace()
        noun = beside and following is not None and following.low not in _NO_NOUN
        if noun and word.low in {"these", "those"}:
            continue
        if noun and word.low == "her":
            case = Case.POSSESSIVE
        if word.low == "it" and place and words[place - 1].low not in _BEFORE_SUBJECTS:
            case = Case.OBJECT
        yield Pronoun(word, slot, case, lemma)


def stands_for_nothing(question: str) -> bool:
    """Whether a question is one like `What time is it?`, whose `it` nobody has named."""
    return _EMPTY.search(question) is not None
