"""What a pronoun in a follow-up may stand for, of all that an earlier turn speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from qa.conversation.contexts import Context, Role, trimmed
from qa.conversation.turns import Turn
from qa.english.words import word_set, words_of
from qa.questions.kinds import Kind
from qa.questions.mentions import Mention
from qa.questions.sorts import Sort


class Slot(Enum):
    """What a pronoun can stand for."""

    PERSON = "person"
    THING = "thing"
    SEVERAL = "several"
    PLACE = "place"
    TIME = "time"


_PEOPLE = {Sort.PERSON, Sort.NAME}
_THINGS = {Sort.THING, Sort.BODY, Sort.PLACE}
_NAMED = _THINGS | _PEOPLE  # "Which ship?" may be answered by what looks like a person's name
_ANSWERS_BY_NAME = {Kind.WHO, Kind.WHICH, Kind.LIST, Kind.WHAT}
_PLACED = re.compile(r"(?:in|at|on|near|off|to|into|from)\b", re.IGNORECASE)
_INITIAL = re.compile(r"[A-Z]\. ")
_POINTS = word_set("base airport house school hotel inn hospital gate camp harbour harbor station")


def antecedents_in(context: Context, slot: Slot) -> Iterator[str]:
    """Give the words of a turn that a pronoun may stand for, the likeliest first."""
    yield from _CHOICES[slot](context)


def both_asked_of(contexts: Sequence[Context]) -> str | None:
    """Give the two people of whom the last two questions asked one and the same."""
    asked = [_asked_of_person(context) for context in contexts[1::-1]]
    if len(asked) < 2 or None in asked:
        return None
    (first, its_rest), (second, rest) = filter(None, asked)
    return f"{first} and {second}" if its_rest == rest and first != second else None


def _asked_of_person(context: Context) -> tuple[str, str] | None:
    """Give the person who is the subject of a question, and the question without the name."""
    people = (s.mention for s in context.spoken if s.role is Role.SUBJECT)
    person = next((mention for mention in people if mention.sort in _PEOPLE), None)
    question = context.turn.question
    if person is None:
        return None
    return person.text, question[: person.start] + question[person.end :]


def _people(context: Context) -> Iterator[str]:
    asked = [s.mention for s in context.by_relevance()]
    answered = [] if context.asks_for_things else context.answered
    aside = context.clause and context.clause.adverbial  # "by whom"
    by_name = context.kind in _ANSWERS_BY_NAME and context.item and not aside
    order = [*answered, *asked] if by_name else [*asked, *answered]
    people = [_described(m, context) for m in order if m.sort in _PEOPLE and not m.plural]
    yield from sorted(people, key=lambda text: text.lower().startswith(("a ", "an ")))


def _described(mention: Mention, context: Context) -> str:
    """Say who it is where a name with an initial alone hardly tells: `the captain, A. Lee`."""
    role = context.asked_role if _INITIAL.match(mention.text) else ""
    return f"{role}, {mention.text}," if role and mention == context.item else mention.text


def _things(context: Context) -> Iterator[str]:
    spoken = context.by_relevance()
    item = context.item
    things = [s for s in spoken if s.mention.sort in _THINGS and not s.mention.plural]
    yield from (context.told(s) for s in things if s.role is Role.SUBJECT)
    by_name = {Kind.WHO: _THINGS, Kind.WHAT: _NAMED, Kind.WHICH: _NAMED}.get(context.kind, set())
    if item and item.sort in by_name and not item.plural:
        yield item.text
    yield from (context.told(s) for s in things if s.role in {Role.REST, Role.SETTING})
    yield from (m.text for m in context.answered if m.sort in _THINGS and not m.plural)


def _several(context: Context) -> Iterator[str]:
    spoken = context.by_relevance()
    subjects = [s.mention for s in spoken if s.role is Role.SUBJECT]
    others = [s.mention for s in spoken if s.role in {Role.REST, Role.SETTING}]
    rows = [m for m in context.answered if m.plural]
    if context.kind in _ANSWERS_BY_NAME and rows:
        yield max(rows, key=lambda m: len(m.text)).text
    if context.kind is Kind.WHO and context.item and context.item.is_group:
        yield context.item.text
    yield from (m.text for m in subjects if m.plural)
    if any(s.role is Role.ASKED and s.mention.plural for s in spoken):
        yield context.asked_noun
    yield from (m.text for m in others if m.plural)
    answered = context.answered if context.kind in _ANSWERS_BY_NAME else []
    yield from (m.text for m in [*subjects, *answered, *others] if m.is_group)
    yield from _people(context)


def _places(context: Context) -> Iterator[str]:
    turn = context.turn
    if context.kind is Kind.WHERE and context.answered:
        yield _placed(trimmed(turn.answer), turn)
    asked = [s for s in context.spoken if s.role is Role.ASKED]
    if any(s.mention.sort is Sort.PLACE for s in asked):
        yield from (_placed(m.text, turn) for m in context.answered[-1:])  # a row stands last
    spoken = [s.mention for s in reversed(context.spoken) if s.role is not Role.ASKED]
    order = [*spoken, *(context.answered if context.kind is Kind.WHAT else [])]
    yield from (_placed(m.text, turn) for m in order if m.sort is Sort.PLACE)


def _times(context: Context) -> Iterator[str]:
    if context.kind is Kind.WHEN and context.turn.answer:
        yield trimmed(context.turn.answer)
    mentions = [*(s.mention for s in context.spoken), *context.answered]
    yield from (m.text for m in mentions if m.sort is Sort.TIME)


_CHOICES = {
    Slot.PERSON: _people,
    Slot.THING: _things,
    Slot.SEVERAL: _several,
    Slot.PLACE: _places,
    Slot.TIME: _times,
}


def _placed(place: str, turn: Turn) -> str:
    """Put the preposition before a place that the turn's texts have there."""
    if _PLACED.match(place):
        return place
    for text in (turn.answer, turn.question, turn.sentence):
        before = re.search(rf"\b(in|at|on|near|off) (?:the )?{re.escape(place)}", text)
        if before:
            return f"{before[1]} {place}"
    return f"{'at' if words_of(place)[-1].low in _POINTS else 'in'} {place}"
