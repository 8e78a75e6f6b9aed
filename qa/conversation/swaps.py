"""The last question asked of something else, as by `What about Irbil?` or `No, the other base`."""

from __future__ import annotations

import re

from qa.conversation.contexts import Context, Role, Spoken
from qa.english.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, QUESTION_WORDS, words_of
from qa.questions.clauses import PARTICLES, question_of
from qa.questions.core import without_lead
from qa.questions.mentions import Mention, mentions_in
from qa.questions.sorts import Sort

_LEADS = [
    re.compile(lead, re.IGNORECASE)
    for lead in (
        r"(?:(?:no|nope|sorry|actually|wait|rather)\b[,.;:!–—-]* ?)+",
        r"not .+? but ",
        r"(?:(?:and|but|or|so|then|also|now|ok|okay)\b,? )+",
        r"(?:i|we) (?:meant?|was asking about|am asking about) ",
        r"(?:(?:what|how) about|same (?:question )?for) ",
    )
]
_ITEM = re.compile(r"the (?:first|second|third|last|former|latter|other)(?: one)?", re.IGNORECASE)
_LONGEST = 12  # words
_PLACED = r"(?:in|at|on|near|from|to)"
# What may take the place of what, the best first.
_ALIKE = {
    Sort.PERSON: (Sort.PERSON, Sort.NAME, Sort.BODY),
    Sort.NAME: (Sort.NAME, Sort.PERSON, Sort.PLACE, Sort.BODY),
    Sort.PLACE: (Sort.PLACE, Sort.NAME, Sort.BODY),
    Sort.BODY: (Sort.BODY, Sort.PLACE, Sort.PERSON, Sort.NAME),
    Sort.THING: (Sort.THING, Sort.BODY, Sort.PLACE),
    Sort.TIME: (Sort.TIME,),
}


def fragment_of(question: str) -> str | None:
    """Give the words that a question puts for something in the last one; None if it does not."""
    said, led = " ".join(question.split()).rstrip(" ?!."), False
    for lead in _LEADS:
        match = lead.match(said)
        if match:
            said, led = said[match.end() :], True
    words = words_of(said)
    if not words or words[0].low in QUESTION_WORDS | AUXILIARIES or len(words) > _LONGEST:
        return None
    if not mentions_in(said):
        return None
    short = question.rstrip().endswith("?") and len(words) <= 3
    placed = words[0].low in PREPOSITIONS
    named = words[0].text[0].isupper() and words[-1].text[0].isupper()
    return said if led or _ITEM.fullmatch(said) or (short and (placed or named)) else None


def swap(fragment: str, context: Context) -> str | None:
    """Put a fragment in its place in the last question; None when nothing there is of its kind."""
    question = question_of(without_lead(context.turn.question))
    if fragment.endswith(("'s", "’s", "s'", "s’")):
        owners = (re.escape(s.mention.text) + "['’]s?" for s in context.by_relevance())
        return next(filter(None, (_replace(question, owner, fragment) for owner in owners)), None)
    placed = re.match(rf"(?P<by>according to|{'|'.join(sorted(PREPOSITIONS))}) ", fragment, re.I)
    new = mentions_in(fragment)[0]
    if placed:
        return _swap_placed(fragment, placed["by"].lower(), new, context)
    old = _counterpart(new, context)
    if old is None and new.sort is Sort.TIME:
        return question_of(question.rstrip(" ?!."), fragment)
    if old is None or old.mention.text.casefold() in fragment.casefold():
        return None
    clause = context.clause
    if clause and old.role is Role.SUBJECT and not clause.verb and old.mention.head == new.head:
        return question_of(clause.setting, clause.asking, clause.auxiliary, fragment)
    noun = re.sub(r"^the ", "", fragment) if old.role is Role.ASKED else fragment
    noun += "," * ("," in noun)
    return _replace(question, re.escape(old.mention.text), noun)


def _swap_placed(fragment: str, by: str, new: Mention, context: Context) -> str | None:
    question = question_of(without_lead(context.turn.question))
    if by == "according to":
        swapped = _replace(question, r"according to [^,?]+", fragment)
        return swapped or question_of(question.rstrip(" ?!.") + ",", fragment)
    spoken = [s.mention for s in context.spoken if s.role is not Role.ASKED]
    if new.sort is Sort.TIME or by in {"in", "at", "on", "near", "from", "to"}:
        sorts = _ALIKE[new.sort] if new.sort is Sort.TIME else (Sort.PLACE, Sort.NAME)
        for sort in sorts:
            for old in (m for m in reversed(spoken) if m.sort is sort):
                before = re.search(rf"{_PLACED} {re.escape(old.text)}", question)
                words = fragment if before else new.text
                return _replace(question, before[0] if before else re.escape(old.text), words)
    same = re.search(rf"\b{by} (?:the |an? )?[\w’'-]+(?: [\w’'-]+)*?(?=\s*[?,]|$)", question, re.I)
    if same:
        return _replace(question, re.escape(same[0]), fragment)
    return question_of(question.rstrip(" ?!."), fragment)


def _counterpart(new: Mention, context: Context) -> Spoken | None:
    """Find what the last question has in the place of a new mention."""
    spoken = context.by_relevance()
    for old in spoken:
        if old.mention.head == new.head:
            return old
    sorts = _ALIKE[new.sort]
    if new.text.islower() and new.sort is Sort.PLACE:  # "the region", told by a common noun
        sorts = (Sort.PLACE, Sort.THING, Sort.NAME)
    elif new.text.islower() or context.turn.question.islower():  # names in small letters
        alone = words_of(new.text)[0].low not in DETERMINERS
        sorts = (*sorts, *((Sort.THING, Sort.NAME, Sort.PERSON) if alone else ()))
    for sort in sorts:
        for old in spoken:
            if old.mention.sort is sort and _stands_free(old, new, context):
                return old
    return None


def _stands_free(old: Spoken, new: Mention, context: Context) -> bool:
    """Whether something is not only told of something else: a thing behind a preposition is."""
    if old.role is Role.ASKED:
        return old.mention.plural == new.plural
    words = words_of(context.turn.question[: old.mention.start])
    behind = not words or words[-1].low not in PREPOSITIONS - PARTICLES
    return behind or (new.sort in {Sort.PLACE, Sort.TIME, Sort.NAME} and not new.text.islower())


def _replace(question: str, old: str, new: str) -> str | None:
    changed, times = re.subn(rf"(?<!\w){old}(?!\w)", lambda _: new, question, count=1)
    return question_of(changed) if times else None
