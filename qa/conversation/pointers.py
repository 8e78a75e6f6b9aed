"""Words that point at something said before: `the second one`, `that base`, `is that enough`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.conversation.contexts import Context, trimmed
from qa.english.saying import CLAIMING, SAYING
from qa.english.verbs import base_of
from qa.english.words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    PREPOSITIONS,
    is_plural,
    put_in,
    word_set,
    words_of,
)
from qa.questions.kinds import Kind
from qa.questions.mentions import Mention, mentions_in
from qa.questions.sorts import Sort

_ITEM = re.compile(
    r"\bthe (?:(?P<nth>first|second|third|last|other) ones?"
    r"|(?P<pair>former|latter)(?=\W*$| (?:is|was|has|had|do|did|will|in|of)\b)"
    r"|(?P<end>first|second|third|last|other)(?=\W*$))",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "last": -1}
_NOUN = re.compile(r"\b(?P<which>this|that|these|those) (?P<noun>[a-z][\w-]+)", re.I)
_IS_THAT = re.compile(r"^(is|was) (?:that|this)(?= [a-z]+\W*$)", re.IGNORECASE)
# Behind these, "that" opens a clause.
_TELLING = (
    SAYING
    | CLAIMING
    | word_set(
        """
        admit agree believe confirm deny expect explain fear find hope know mean note read report
        reveal show suggest think
        """
    )
)
_SHORT = 5  # words of an answer that can stand for "that"


def replace_pointers(question: str, contexts: Sequence[Context]) -> str:
    """Put what earlier turns name for words that point at one of several things, or at a noun.

    `The second one` is the second of the names in the last answer that has some; `that base` what a
    turn called a base. What points at nothing known is left as it is.
    """
    if item := _ITEM.search(question):
        word = (item["nth"] or item["pair"] or item["end"]).lower()
        named = (_item(word, context, contexts[0].turn.question) for context in contexts)
        return put_in(question, item, next(filter(None, named), item[0]))
    for pointed in _NOUN.finditer(question):
        if _points(question, pointed):
            called = (_called(pointed["noun"].lower(), context) for context in contexts)
            return put_in(question, pointed, next(filter(None, called), pointed[0]))
    answer = trimmed(contexts[0].turn.answer)
    if contexts[0].kind is Kind.HOW_MANY and answer and len(words_of(answer)) <= _SHORT:
        return _IS_THAT.sub(lambda asked: f"{asked[1]} {answer}", question)
    return question


def _item(word: str, context: Context, asked: str) -> str | None:
    """Give one of the names in a row in an answer; `other` is one that was not `asked` of."""
    names = [mention for mention in context.answered if mention.sort is not Sort.THING]
    row = next((mention for mention in reversed(names) if mention.plural), None)
    items = [m.text for m in names if row and m != row and row.start <= m.start < row.end]
    if word == "other":
        left = [item for item in items if item not in asked]
        return left[0] if len(left) == 1 else None
    place = _PLACES[word]
    return items[place] if len(items) > max(place, 1) else None


def _points(question: str, pointed: re.Match[str]) -> bool:
    """Whether `that base` points at a base; in `who says that missiles fell` it points at none."""
    which, noun = pointed["which"].lower(), pointed["noun"].lower()
    before = question[: pointed.start()]
    own = any(mention.head == noun for mention in mentions_in(before))
    if own or noun in FUNCTION_WORDS or is_plural(noun) != (which in {"these", "those"}):
        return False
    words = words_of(before)
    if which != "that" or not words or words[-1].low in PREPOSITIONS | AUXILIARIES:
        return True
    verb = base_of(words[-1].low)
    return verb is not None and verb not in _TELLING


def _called(noun: str, context: Context) -> str | None:
    """What an earlier turn calls by a noun: the answer to "which base", or "the base of …"."""
    single = noun.removesuffix("s")
    asked = words_of(context.asked_noun)
    if asked and asked[-1].low.removesuffix("s") == single and context.item:
        return context.answered[-1].text if is_plural(noun) else context.item.text
    mentions = [*(spoken.mention for spoken in context.by_relevance()), *context.answered]
    fits = [m for m in mentions if m.plural == is_plural(noun) and _has_noun(m, single)]
    fits.sort(key=lambda mention: not mention.is_named)
    return re.sub(r"^an? ", "the ", fits[0].text) if fits else None


def _has_noun(mention: Mention, single: str) -> bool:
    words = [word.low.removesuffix("s") for word in words_of(mention.text)]
    return mention.head.removesuffix("s") == single or (mention.is_named and single in words)
