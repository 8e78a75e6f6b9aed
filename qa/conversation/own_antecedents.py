"""Whether a question itself says what a pronoun in it stands for."""

from __future__ import annotations

import re

from qa.conversation.antecedents import Slot
from qa.conversation.contexts import Role, Spoken, spoken_in
from qa.conversation.pronouns import Case, Pronoun
from qa.english.words import word_set, words_of
from qa.questions.clauses import parse_question
from qa.questions.mentions import Mention
from qa.questions.sorts import Sort

_SHIPS = word_set("ferry ship boat vessel yacht tanker trawler submarine liner schooner")
_SUFFERED = word_set("killing death murder assassination funeral arrest")  # "his" is no doer's
_NEW_CLAUSE = re.compile(
    r"\b(?:when|while|after|before|because|that|if|who|which|until|since|and|but|as|where)\b|,"
)
_SETTING = re.compile(r"(?:when|while|after|before|because|if|since|until|as|in|at|on)\b", re.I)


def has_own(pronoun: Pronoun, question: str) -> bool:
    """Whether something in the question can be what its pronoun stands for.

    `What did the ferry do when it hit the rock?` has it, `Why did Iran attack it?` has not.
    """
    spoken, start = spoken_in(question), pronoun.word.start
    before = [s for s in spoken if s.mention.end <= start]
    if pronoun.lemma == "they" and pronoun.case is Case.POSSESSIVE and not before:
        return question.lower().startswith("who ")  # who lost their homes
    if any(_can_be_own(pronoun, s.mention) and not _is_apart(s, pronoun, question) for s in before):
        return True
    clause = _NEW_CLAUSE.search(question, start)  # "When he was young, what did Trump study?"
    leads = clause is not None and clause[0] == "," and _SETTING.match(question) is not None
    subjects = (s.mention for s in spoken if s.role is Role.SUBJECT and s.mention.start > start)
    return leads and any(agrees(pronoun.slot, mention) for mention in subjects)


def agrees(slot: Slot, mention: Mention) -> bool:
    """Whether a pronoun of a slot can stand for a mention."""
    if slot is Slot.PERSON:
        return mention.sort in {Sort.PERSON, Sort.NAME} and not mention.plural
    if slot is Slot.THING:
        return mention.sort in {Sort.THING, Sort.BODY, Sort.PLACE} and not mention.plural
    return mention.is_group


def may_be_she(words: str) -> bool:
    """Whether words may call a ship: by a name with `the`, or by such a noun."""
    named = words.startswith("the ") and words != words.lower()
    return named or words_of(words)[-1].low in _SHIPS


def _can_be_own(pronoun: Pronoun, mention: Mention) -> bool:
    if agrees(pronoun.slot, mention):
        return True
    if pronoun.slot is Slot.SEVERAL:  # "When did the captain say that they left?"
        return not mention.is_named and pronoun.case is not Case.OBJECT
    if pronoun.slot is Slot.THING:  # a company, perhaps: "Why does Karst say that it had no offer?"
        return mention.sort is Sort.NAME and pronoun.case is not Case.OBJECT
    return pronoun.lemma == "she" and may_be_she(mention.text)


def _is_apart(spoken: Spoken, pronoun: Pronoun, question: str) -> bool:
    """Whether a mention and a pronoun have two parts in one clause, and so are two.

    He whom Ann saw is not Ann, and in `Which boats did they send?` they are not the boats.
    """
    between = question[spoken.mention.end : pronoun.word.start]
    if _NEW_CLAUSE.search(between):
        return False
    clause = parse_question(question)
    if spoken.role is Role.ASKED and not (clause and clause.asks_subject):
        return True
    behind = words_of(question[pronoun.word.end :])[:1]
    suffered = bool(behind) and behind[0].low in _SUFFERED
    done_to = pronoun.case is Case.OBJECT or (pronoun.case is Case.POSSESSIVE and suffered)
    within = re.match(r" (?:with|of|on|in|from)\b", between)  # birds with oil on them
    return done_to and not within and spoken.role in {Role.SUBJECT, Role.ASKED}
