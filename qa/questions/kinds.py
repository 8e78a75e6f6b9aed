"""What kind of question a question is, by its form."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from qa.english.names import JOINING
from qa.english.people import ROLES
from qa.english.verbs import is_past
from qa.english.words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    NUMBERS,
    PREPOSITIONS,
    is_plural,
    word_set,
    words_of,
)
from qa.questions.article_questions import asks_about_articles
from qa.questions.core import core_of
from qa.questions.small_talk import is_small_talk


class Kind(StrEnum):
    """What a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how_many"  # a number or a measure: how much, how long, how old, what percentage
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    WHICH = "which"
    LIST = "list"  # several things: which bases, name the ministers
    DEFINITION = "definition"  # who somebody or what something is, by its name
    YES_NO = "yes_no"
    KEYWORDS = "keywords"  # no question: words to search for
    ABOUT_ARTICLE = "about_article"  # what metadata answers: who wrote it, when was it published
    SMALL_TALK = "small_talk"


_PLACES = (
    "city|country|town|state|place|region|province|village|location|area|district|county|continent"
    "|street|building"
)
_MEASURES = (
    "number|percentage|percent|proportion|share|fraction|amount|age|price|cost|population"
    "|distance|height|length|width|depth|speed|weight|range|(?:death )?toll"
)
# The first that fits decides.
_FORMS = [
    (Kind.KEYWORDS, r"(?:what|how) about\b"),
    (Kind.WHEN, r"(?:since |until |till |by |from )?when\b"),
    (
        Kind.WHEN,
        r"(?:(?:at|on|in|by|around|about|since|until|from) )?(?:what|which) (?:exact |other )?"
        r"(?:time|date|day|year|month|week|hour|century|decade)\b(?! zone| frame)",
    ),
    (Kind.WHEN, r"(?:how long ago|how recently|how soon|what (?:is|was) the (?:date|time|year))\b"),
    (Kind.WHY, r"(?:why|how come|for (?:what|which) (?:reason|purpose))\b"),
    (Kind.WHY, r"what (?:(?:is|was|were|are) )?(?:the )?(?:reasons?|motives?)\b"),
    (
        Kind.HOW_MANY,
        r"(?:\w+ )?how (?:many|much|long|old|far|tall|high|deep|fast|heavy|wide|few)\b",
    ),
    (
        Kind.HOW_MANY,
        r"(?:(?:at|by|to|of|for|with|in) )?what (?:(?:is|was|are|were) the )?"
        rf"(?:(?:total|average|exact|estimated|approximate) )?(?:{_MEASURES})\b",
    ),
    (Kind.WHERE, r"(?:from |to |near )?where\b"),
    (
        Kind.WHERE,
        r"(?:in|at|from|to|on|near|through|into|within|inside|outside) (?:what|which) "
        rf"(?:\w+ ){{0,2}}?(?:{_PLACES})\b",
    ),
    (Kind.WHERE, r"what (?:is|was) the location\b"),
    (Kind.WHO, r"(?:(?:to|by|for|with|from|of|against|about|on) )?(?:who|whom|whose)\b"),
    (Kind.HOW, r"how\b"),
    (Kind.WHICH, r"(?:\w+ )?which\b"),
    (Kind.WHAT, r"(?:\w+ )?what\b"),
]
_KINDS = [(kind, re.compile(form, re.IGNORECASE)) for kind, form in _FORMS]

_ORDER = re.compile(
    r"(?P<list>(?:list|name|enumerate|mention|give (?:me )?|show (?:me )?)\b(?! of\b)(?=.*\w+ ))"
    r"|(?P<about>(?:tell (?:me|us) (?:more |something )?about|define|definition of|meaning of)\b)"
    r"|(?:describe|explain|summari[sz]e|tell me)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(r"what (?:does|do|did) .+ (?:stand for|mean)\W*$", re.IGNORECASE)
_NAMING = re.compile(r"(?:who|what) (?:is|was|are|were) (?P<the>an? |the )?(?P<name>.+?)\W*$", re.I)
_LATE = re.compile(
    r".+? (?P<asked>(?:(?:to|by|from|for|with|in|since) )?(?:who|where|when|why)(?=\W*$)"
    r"|(?:what|whom|how (?:many|much))\b.*|(?:in|at|on|to|by|for|from|of) which\b.*)\?\s*$",
    re.IGNORECASE,
)
_SORTS = word_set("kinds sorts types varieties")
# They stand behind "who is" without an article and are no names.
_STATES = word_set(
    "responsible guilty dead alive involved present missing next first last best worst new"
)


def kind_of(question: str) -> Kind:
    """Tell the kind of a question by its form alone; what has no form of a question is keywords.

    What stands around the point of it does not count: "Hi, do you know who she is?" asks who. A
    question that only the articles' metadata can show to be about them, such as "What did Ann Lee
    write?", has its plain kind: ask `answer_about_articles` for it.
    """
    if is_small_talk(question):
        return Kind.SMALL_TALK
    if asks_about_articles(question):
        return Kind.ABOUT_ARTICLE
    core = core_of(question)
    return _kind_of_order(core) or _kind_of_yes_no(core) or _kind_of_asking(core)


def _kind_of_order(core: str) -> Kind | None:
    order = _ORDER.match(core)
    if order is None:
        return None
    if order["about"]:
        return Kind.DEFINITION
    first = core[order.end() :].split(" of ", maxsplit=1)[0]
    several = order["list"] and any(is_plural(word.low) for word in words_of(first))
    return Kind.LIST if several else Kind.WHAT


def _kind_of_yes_no(core: str) -> Kind | None:
    words = [word.low for word in words_of(core)]
    if not words or words[0] not in AUXILIARIES | {"if", "whether"}:
        return None
    # "May 5", "Will Smith": no question without a sign of one.
    plain = words[0] in {"may", "will", "can", "might", "must"} and "?" not in core
    return None if plain and len(words) < 4 else Kind.YES_NO


def _kind_of_asking(core: str) -> Kind:
    if _MEANING.match(core) or _names_something(core):
        return Kind.DEFINITION
    late = _LATE.match(core)
    for asked in (core, late["asked"] if late else ""):
        for kind, form in _KINDS:
            if form.match(asked):
                several = kind in {Kind.WHICH, Kind.WHAT, Kind.WHO} and _asks_for_several(asked)
                return Kind.LIST if several else kind
    return Kind.KEYWORDS


def _names_something(core: str) -> bool:
    """Whether it is "who is" or "what is" and then a name, or "what is a" and then a thing."""
    match = _NAMING.match(core)
    if not match:
        return False
    words = [word for word in words_of(match["name"]) if word.low not in JOINING | {"and"}]
    if not words or any(word.low.endswith(("'s", "s'")) for word in words):
        return False
    if all(word.text != word.text.lower() for word in words):
        return True
    bare = len(words) <= 3 and not any(word.low in FUNCTION_WORDS for word in words)
    if match["the"]:
        return bare and match["the"].lower().startswith("a") and core.lower().startswith("what")
    plain = {word.low for word in words} & (_STATES | ROLES)
    return bare and core.islower() and not plain and not words[0].low.endswith(("ed", "ing"))


def _asks_for_several(asked: str) -> bool:
    """Whether the noun behind `which` or `what`, or that in `who are the`, is a plural."""
    words = words_of(asked)
    if words[0].low in PREPOSITIONS:
        words = words[1:]
    first, *behind = [word.low for word in words]
    if first in {"who", "whom", "whose"}:
        listed = behind[:2] in (["are", "the"], ["were", "the"])
        return listed and any(is_plural(word) for word in behind[2:5])
    if first == "what" and behind[1:3] == ["the", "names"]:
        return True
    if behind and (behind[0] in NUMBERS - {"one"} or behind[0].isdigit()):
        return True
    for place, (word, following) in enumerate(pairwise([*behind, "is"])):
        if word in FUNCTION_WORDS or (place and is_past(word)):
            return False
        if is_plural(word) and words[place + 1].text.islower():  # or a verb: "what happens if"
            sorts = first == "what" and word in _SORTS and following == "of"
            beside = first == "which" and place == 0
            return sorts or beside or following in AUXILIARIES or is_past(following)
    return False
