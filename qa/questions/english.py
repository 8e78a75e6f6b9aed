"""English as questions need it: the words of a text with their places, and small word classes."""

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
DETERMINERS = word_set("the a an this that these those my your his her its our their")
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
ROLES = word_set(  # what people are called by their office, their work or their family
    """
    actor adviser advisor agent ambassador analyst author ayatollah bishop boss brother captain
    chairman chairwoman chief chancellor coach colonel commander commissioner contractor coroner
    correspondent daughter deputy diplomat director doctor driver editor emperor engineer father
    fighter fisherman founder general governor guard head husband investigator journalist judge
    king lady lawmaker lawyer leader lieutenant man manager mayor minister mother mourner officer
    official owner pilot player poet pope president priest prince princess producer professor
    prosecutor queen reporter representative researcher sailor scientist secretary senator sergeant
    sheriff singer sister skipper soldier son spokesman spokesperson spokeswoman student survivor
    suspect teacher victim villager wife winner witness woman worker writer
    """
)
_ODD_PLURALS = word_set("people men women children police troops media feet teeth mice data")
_ODD_SINGULARS = word_set(
    """
    news series species politics economics physics mathematics headquarters steelworks works
    barracks gas bias atlas lens always perhaps besides sometimes afterwards
    """
)

_SHORTENED = (  # their full stop ends no sentence
    "Gen|Mr|Mrs|Ms|Dr|Maj|Lt|Col|Sgt|Capt|Cmdr|Adm|Sen|Rep|Gov|St|Prof|Rev|Jr|Sr"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\b(?:{_SHORTENED})\.|\b[A-Z]\.(?= [A-Z])"
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


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case looks like a plural."""
    regular = len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))
    return noun in _ODD_PLURALS or (regular and noun not in _ODD_SINGULARS)
