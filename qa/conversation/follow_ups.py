"""Follow-up questions, made whole from the turns before: rules only, no language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.antecedents import Slot, antecedents_in
from qa.conversation.cited import ask_about_article, ask_of_words
from qa.conversation.contexts import Context, spoken_in
from qa.conversation.fragments import complete
from qa.conversation.pointers import replace_pointers
from qa.conversation.pronouns import stands_for_nothing
from qa.conversation.replacement import replace_pronouns
from qa.conversation.swaps import fragment_of, swap
from qa.conversation.there_and_then import replace_there_and_then
from qa.conversation.topics import regarding, topics_of
from qa.conversation.turns import LONGEST_TEXT, MOST_TURNS, Turn
from qa.english.verbs import base_of, is_past
from qa.english.words import FUNCTION_WORDS, PREPOSITIONS, QUESTION_WORDS, words_of
from qa.questions.clauses import Clause, parse_question, question_of
from qa.questions.core import without_greeting, without_lead
from qa.questions.mentions import mentions_in
from qa.questions.small_talk import is_small_talk
from qa.questions.sorts import Sort

_EMPTY = frozenset(["much", "many", "first", "last"])
_TINY = 5  # words of a question that names nothing
_SWAPPED = 3  # turns that "And in Irbil?" may be about
_MORE = re.compile(
    r"(?:(?:can you )?tell me |say |give me )?more(?: (?:about|on|of) (?:it|this|that))?", re.I
)
_OBJECTION = re.compile(r"(?:no|nope|sorry|not|wait|actually)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is to be searched for and read.

    When it `is_follow_up`, earlier turns were needed to understand it. `article_ids` are then the
    articles that it is about, such as those that the last answer cited; with none, all are. `told`
    is the question in words that say this too, where its own do not.
    """

    question: str
    is_follow_up: bool = False
    article_ids: tuple[str, ...] = ()
    told: str = ""

    @property
    def shown(self) -> str:
        """How to say what was understood."""
        return self.told or self.question


def resolve(question: str, turns: Sequence[Turn]) -> Understood:
    """Understand a question from the turns before it, the newest eight of them.

    What stands on its own is given back letter for letter. Else the question is made a whole one in
    plain English: pronouns become what they stand for, what was left out is put back, and where
    that cannot be done it says what the talk was about: `Regarding the vote, who is the judge?`.
    """
    contexts = [Context(turn) for turn in reversed(turns[-MOST_TURNS:])]
    if not contexts or is_small_talk(question):
        return Understood(question)
    if understood := _understand_cited(question, contexts):
        return understood
    asked = without_greeting(_behind_objection(question))
    whole = _complete(asked, contexts) or _point(asked, contexts) or _continue(asked, contexts)
    if whole and len(whole) <= LONGEST_TEXT:
        return Understood(whole, is_follow_up=True)
    return Understood(question)


def _understand_cited(question: str, contexts: Sequence[Context]) -> Understood | None:
    ids = next((c.turn.article_ids for c in contexts if c.turn.article_ids), ())
    whole = ask_about_article(question, contexts) if ids else None
    if whole:
        whole = replace_pronouns(whole, contexts) or whole
        return Understood(whole, is_follow_up=True, article_ids=ids)
    whole = ask_of_words(question, contexts)
    last = contexts[0].turn.article_ids
    return Understood(whole, is_follow_up=True, article_ids=last) if whole else None


def _behind_objection(question: str) -> str:
    """The question at the end of `No, not the board. Who owns that bank?`."""
    sentences = re.split(r"(?<=[.!?;])\s+", question.strip())
    last = sentences[-1]
    objects = len(sentences) > 1 and _OBJECTION.match(sentences[0])
    return last if objects and len(words_of(last)) > 2 and parse_question(last) else question


def _complete(question: str, contexts: Sequence[Context]) -> str | None:
    """Put back what a fragment leaves out."""
    whole = complete(question, contexts[0])
    fragment = None if whole else fragment_of(question)
    if fragment:
        fragment = replace_pointers(fragment, contexts)
        swapped = (swap(fragment, context) for context in contexts[:_SWAPPED])
        whole = next((text for text in swapped if text), None)
        whole = whole or regarding(f"what about {fragment}", contexts)
    return (replace_pronouns(whole, contexts) or whole) if whole else None


def _point(question: str, contexts: Sequence[Context]) -> str | None:
    """Put what was said before for the pronouns and pointers of a question."""
    pointed = replace_pointers(question, contexts)
    replaced = replace_pronouns(replace_there_and_then(pointed, contexts), contexts)
    if replaced is None:
        return None if _names_something(without_lead(question)) else regarding(question, contexts)
    return question_of(without_lead(replaced)) if replaced != question else None


def _continue(question: str, contexts: Sequence[Context]) -> str | None:
    """Say what the talk was about, for a question that says too little itself."""
    if _MORE.fullmatch(question.rstrip(" ?!.")):
        topics = topics_of(contexts[0])
        return f"Tell me more about {' and '.join(topics)}." if topics else None
    said, clause = without_lead(question), parse_question(without_lead(question))
    words = words_of(said)
    led = len(words) < len(words_of(question))
    rest = _rest_of_same(clause, contexts) if led and clause and not clause.rest else ""
    if rest:
        return question_of(said, rest)
    low = [word.low for word in words]
    points = low[-1:] in (["that"], ["this"]) or low[:2] in (["is", "that"], ["was", "that"])
    bare = clause is None and question.rstrip().endswith("?") and 0 < len(words) < _TINY
    if (points and low[-2:-1] and low[-2] in PREPOSITIONS) or (
        bare and QUESTION_WORDS.issuperset(low[:1])
    ):
        return regarding(said, contexts)
    short = len(words) <= _TINY and bool(clause and clause.asking)
    if not (led or points or bare or short) or _names_something(said):
        return None
    if clause and clause.asking.lower() == "how many" and _speaks_of_several(contexts[0]):
        counted = next(antecedents_in(contexts[0], Slot.SEVERAL))
        return question_of(f"How many of {counted}", said[len(clause.asking) :])
    empty = not any(map(_has_content, low)) and not spoken_in(said)
    tiny = short and empty and not stands_for_nothing(said)
    return regarding(said, contexts) if led or points or bare or tiny else None


def _rest_of_same(clause: Clause, contexts: Sequence[Context]) -> str:
    """What stood behind the same verb earlier, when `And what did Bob say?` leaves it out."""
    for context in contexts[:_SWAPPED]:
        before = context.clause
        if before and before.verb and base_of(before.verb.lower()) == base_of(clause.verb.lower()):
            return before.rest
    return ""


def _has_content(word: str) -> bool:
    """Whether a word in lower case, most likely a noun, says what a question is about."""
    verb = base_of(word) is not None or is_past(word)
    return not (verb or word in FUNCTION_WORDS or word[0].isdigit() or word in _EMPTY)


def _speaks_of_several(context: Context) -> bool:
    return any(spoken.mention.plural for spoken in context.spoken)


def _names_something(question: str) -> bool:
    """Whether a question has a name of its own."""
    named = (m for m in mentions_in(question) if m.sort is not Sort.TIME)
    return any(m.text[m.start == 0 :] != m.text[m.start == 0 :].lower() for m in named)
