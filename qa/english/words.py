"""The words of a text with their places, and small classes of words."""

from __future__ import annotations

import re
from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words in a string, which is easier to read and to extend than a list."""
    return frozenset(words.split())


QUESTION_WORDS = word_set("who whom whose what which when where why how")
AUXILIARIES = word_set(  # with one of these in front, a question asks whether
    """
    is are was were am do does did has have had can could will would shall should may might must
    isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't
    wouldn't shouldn't
    """
)
PREPOSITIONS = word_set(
    """
    about above across according after against along among around as at before behind below beside
    between beyond by despite down during for from in inside into like near of off on onto out
    outside over past per regarding since through throughout to toward towards under until up upon
    via with within without
    """
)
POSSESSIVES = word_set("my your his her its our their")
DETERMINERS = POSSESSIVES | word_set("the a an this that these those")
PRONOUNS = word_set(
    """
    i me you he him she it we us they them himself herself itself themselves hers theirs one ones
    someone somebody something anyone anybody anything everyone everybody everything nobody nothing
    there here then
    """
)
# Words that neither are a name or a noun nor stand inside one.
FUNCTION_WORDS = (
    QUESTION_WORDS
    | AUXILIARIES
    | PREPOSITIONS
    | DETERMINERS
    | PRONOUNS
    | word_set(
        """
        and or but if because than whether while though although nor
        not no yes be been being so too also just only even still ever never else enough
        """
    )
)
NUMBERS = word_set(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen hundreds thousands millions billions trillions
    dozens tens half third thirds quarter quarters
    """
)
MONTHS = word_set(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_ODD_PLURALS = word_set("people men women children police troops media feet teeth mice data")
_ODD_SINGULARS = word_set(
    """
    news series species politics economics physics mathematics headquarters steelworks works
    barracks gas bias atlas lens always perhaps besides sometimes afterwards
    """
)

_ABBREVIATED = (  # their full stop ends no sentence
    r"(?:[^\W\d_]\.){2,}"
    r"|\b(?:Gen|Mr|Mrs|Ms|Dr|Maj|Lt|Col|Sgt|Capt|Cmdr|Adm|Sen|Rep|Gov|St|Prof|Rev|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\."
)
_LONGEST_ABBREVIATED = 12  # characters: bounds what is looked at
_ABBREVIATION = re.compile(rf"(?<!\w)(?:{_ABBREVIATED})")
_WORD = re.compile(
    rf"{_ABBREVIATED}|\b[A-Z]\.(?= [A-Z])"
    r"|[$£€]?\d+(?:[.,:]\d+)*(?:%|[^\W\d_]+)?|[^\W_]+(?:[-'’&][^\W_]+)*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and `[start, end)` where it stands there."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")


def words_of(text: str) -> list[Word]:
    """Cut a text into words; `U.S.`, `Gen.`, `5:30`, `Al-Asad` and `Iran’s` are one word each."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def end_of_abbreviation(text: str, end: int) -> int:
    """Give where the abbreviation ends that an offset cuts: `p.m` of `p.m.`; else the offset."""
    first = max(0, end - _LONGEST_ABBREVIATED)
    for match in _ABBREVIATION.finditer(text, first, end + _LONGEST_ABBREVIATED):
        if match.start() < end < match.end():
            return match.end()
    return end


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case looks like a plural."""
    regular = len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))
    return noun in _ODD_PLURALS or (regular and noun not in _ODD_SINGULARS)


def put_in(text: str, match: re.Match[str], words: str) -> str:
    """Put words in the place of what was matched in a text."""
    return text[: match.start()] + words + text[match.end() :]
