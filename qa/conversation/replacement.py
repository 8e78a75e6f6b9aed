"""Put the words of earlier turns for the pronouns of a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.conversation.antecedents import Slot, antecedents_in, both_asked_of
from qa.conversation.contexts import Context, Role
from qa.conversation.own_antecedents import agrees, has_own, may_be_she
from qa.conversation.pronouns import Case, Pronoun, find_pronouns
from qa.english.verbs import base_of
from qa.english.words import word_set, words_of

_OTHER_GENDER = {
    "he": word_set("sister mother daughter wife aunt queen princess woman girl spokeswoman lady"),
    "she": word_set("brother father son husband uncle king prince man boy spokesman chairman lord"),
}


def replace_pronouns(question: str, contexts: Sequence[Context]) -> str | None:
    """Put what earlier turns speak of for the pronouns that the question itself does not explain.

    The newest turn that speaks of something fitting gives it. None when a pronoun is left that
    nothing fits; a question without any is given back as it is.
    """
    chosen: dict[str, str] = {}
    changed, done = "", 0
    for pronoun in find_pronouns(question):
        if has_own(pronoun, question):
            continue
        known = chosen.get(pronoun.lemma)
        words = known or _choose(pronoun, question, contexts, chosen.values())
        if words is None:
            return None
        chosen[pronoun.lemma] = words
        changed += question[done : pronoun.word.start] + _inflected(words, pronoun.case)
        done = pronoun.word.end
    return changed + question[done:]


def _choose(
    pronoun: Pronoun, question: str, contexts: Sequence[Context], used: Collection[str]
) -> str | None:
    if pronoun.lemma == "they" and (both := both_asked_of(contexts)):
        return both
    for context in contexts:
        for words in (_patient(pronoun, question, context), *antecedents_in(context, pronoun.slot)):
            if words and words not in used and _fits_gender(pronoun, words):
                return words
    if pronoun.lemma == "she":
        things = (words for context in contexts for words in antecedents_in(context, Slot.THING))
        return next((words for words in things if may_be_she(words)), None)
    return None


def _fits_gender(pronoun: Pronoun, words: str) -> bool:
    head = words_of(words.split(" of ", maxsplit=1)[0])[-1].low
    return head not in _OTHER_GENDER.get(pronoun.lemma, ())


def _patient(pronoun: Pronoun, question: str, context: Context) -> str | None:
    """Whom the same verb had as its object: `Who shot Ann?`, and then `When was she shot?`."""
    clause = context.clause
    passive = re.match(r" (?:been |being )?(\w+)", question[pronoun.word.end :])
    if pronoun.case is not Case.SUBJECT or not passive or not clause or not clause.asks_subject:
        return None
    if not clause.verb or base_of(passive[1].lower()) != base_of(clause.verb.lower()):
        return None
    objects = (s.mention for s in context.spoken if s.role is Role.REST)
    return next((m.text for m in objects if agrees(pronoun.slot, m)), None)


def _inflected(words: str, case: Case) -> str:
    if case is not Case.POSSESSIVE:
        return words
    words = words.rstrip(",")
    return words + ("'" if words.endswith("s") else "'s")
