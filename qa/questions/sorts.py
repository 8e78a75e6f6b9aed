"""Whether words name a person, a place, a body or a thing, by word lists and the look of names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from qa.english.countries import COUNTRIES
from qa.english.people import ROLES, TITLES
from qa.english.words import Word, is_plural, word_set


class Sort(Enum):
    """What is spoken of, as far as the words for it tell."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"  # a company, a ministry: several people that act as one
    NAME = "name"  # of one word: most likely a person, or a place
    THING = "thing"  # called by a common noun, or by a name with `the`: a ship, a treaty
    TIME = "time"


# Names of one word that would be taken for a person's.
COUNTRIES_AND_CAPITALS = {name.lower() for name in COUNTRIES if " " not in name} | word_set(
    """
    u.s us usa u.k uk uae
    africa america asia baghdad beijing berlin brussels europe gaza jerusalem kyiv london moscow
    palestine paris tehran washington
    """
)
_PLACES = word_set(
    """
    airport avenue base bay beach camp castle city coast country county desert district embassy farm
    gate harbour harbor haven hill hospital hotel house inn island islands lake mount mountain
    museum ocean park plant port prison province pub quay region reef river road room school sea
    shop site square state street town university valley village yard
    """
)
_PLACES_BEGIN = word_set("al el ain new fort san santa los las cape port mount lake camp")
_BODIES = word_set(
    """
    agency airlines airways army association authority bank board bureau capital chiefs church club
    coalition college commission committee company congress corporation corps council court defence
    defense department energy federation fleet force forces foundation government group guard
    guards herald holdings house inc institute journal league lines ltd media metals ministry
    motors nations navy news office oil organisation organization parliament party pentagon police
    post press salvage senate service services shipping society staff steel steelworks team times
    treasury tribune trust union works
    """
)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "person", "child")
_NO_PERSONS = word_set(  # in spite of their endings
    """
    anchor bomber border carrier center chapter charter coffee color committee computer corner
    counter cruiser danger december degree disaster door error factor fee fist floor harbor
    helicopter humor letter list manner matter mirror mist motor newspaper november number october
    offer order paper power quarter reactor recorder river rumor sector september shelter summer
    tanker terror tower trawler tree water weather winter
    """
)
_PLACED = word_set("in at near into through around outside inside")  # in front of a name: a place

NAMING_NOUNS = ROLES | _PLACES | _BODIES  # nouns, even where they could be verbs


def sort_of_noun(noun: str) -> Sort:
    """Tell the sort of a common noun in lower case."""
    single = noun[:-2] + "an" if noun.endswith("men") else noun[:-1] if is_plural(noun) else noun
    if noun in _BODIES - {"times", "works"}:
        return Sort.BODY
    if single in _PLACES:
        return Sort.PLACE
    by_ending = single.endswith(_PERSON_ENDINGS) and single not in _NO_PERSONS
    return Sort.PERSON if single in ROLES or by_ending else Sort.THING


def sort_of_name(words: Sequence[Word], before: str, *, determined: bool) -> Sort:
    """Tell the sort of a name, `determined` if it has a `the`, from its words and that `before`."""
    low = {word.low.rstrip(".") for word in words}
    single = len(words) == 1
    tests = [
        (Sort.PERSON, low & (TITLES.keys() | ROLES) and not single),
        (Sort.BODY, low & _BODIES),
        (Sort.PLACE, low & (_PLACES | COUNTRIES_AND_CAPITALS)),
        (Sort.PLACE, words[0].low in _PLACES_BEGIN and not single),
        (Sort.BODY, single and words[0].text.isupper()),
        (Sort.THING, determined),
        (Sort.PLACE, before in _PLACED),
    ]
    return next((sort for sort, fits in tests if fits), Sort.NAME if single else Sort.PERSON)


def is_full_name(words: Sequence[Word]) -> bool:
    """Whether words look like the name of a person, behind which an `of` only says from where."""
    return len(words) > 1 and all(w.text[0].isupper() and w.low not in NAMING_NOUNS for w in words)
