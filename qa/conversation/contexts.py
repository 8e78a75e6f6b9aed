"""An earlier turn of a conversation, read for what its question and its answer speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from qa.conversation.turns import CITED_BEFORE, Turn
from qa.english.people import ROLES
from qa.english.words import DETERMINERS, FUNCTION_WORDS, words_of
from qa.questions.clauses import Clause, parse_question
from qa.questions.core import core_of
from qa.questions.kinds import Kind, kind_of
from qa.questions.mentions import Mention, mentions_in
from qa.questions.sorts import Sort, sort_of_noun


class Role(Enum):
    """Where in a question something is spoken of."""

    SETTING = "setting"  # according to whom, in which article
    ASKED = "asked"  # with the question word: which bases
    SUBJECT = "subject"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A mention in a question, and where in it."""

    mention: Mention
    role: Role


_MEASURED = re.compile(r"how (?!many|much)\w+ (?:is|was|are|were)\b", re.IGNORECASE)
_TELLING = re.compile(r" (?:that|which|who|where) [^?,]+")
_BY_RELEVANCE = (Role.SUBJECT, Role.REST, Role.ASKED, Role.SETTING)


def spoken_in(question: str, capitals: frozenset[str] = frozenset()) -> list[Spoken]:
    """Find what a question speaks of, in its order, with where each stands in it."""
    clause = parse_question(question)
    core = core_of(question)
    setting = question.removesuffix(core) if clause is None else clause.setting
    parts = [(Role.SETTING, setting), (Role.REST, core)]
    if clause:
        parts[1:] = [
            (Role.ASKED, clause.noun),
            (Role.SUBJECT, clause.subject),
            (Role.REST, clause.rest),
        ]
    found, at = [], 0
    for role, part in parts:
        at = max(question.find(part, at), at) if part else at
        for mention in mentions_in(part, capitals):
            moved = replace(mention, start=mention.start + at, end=mention.end + at)
            found.append(Spoken(moved, role))
        at += len(part)
    return found


class Context:
    """An earlier turn, read for what it speaks of when that is needed."""

    def __init__(self, turn: Turn) -> None:
        self.turn = replace(turn, question=turn.question.removeprefix(CITED_BEFORE))

    @cached_property
    def clause(self) -> Clause | None:
        """The parts of the question."""
        return parse_question(self.turn.question)

    @cached_property
    def kind(self) -> Kind:
        """What the question asked for."""
        return kind_of(self.turn.question)

    @cached_property
    def spoken(self) -> list[Spoken]:
        """What the question speaks of, in its order."""
        return spoken_in(self.turn.question, _capitals(self.turn))

    @cached_property
    def answered(self) -> list[Mention]:
        """What the answer speaks of."""
        return mentions_in(self.turn.answer)

    def told(self, spoken: Spoken) -> str:
        """Give a mention with the clause behind it that tells which: `the loan that Ann offered`.

        Only where no verb of the question can stand behind that clause.
        """
        question, mention = self.turn.question, spoken.mention
        clause = self.clause
        bare = clause is not None and (not clause.verb + clause.rest or _MEASURED.match(question))
        last = spoken.role is Role.REST or bare
        behind = _TELLING.match(question, mention.end) if last else None
        return mention.text + (behind[0] if behind else "")

    def by_relevance(self) -> list[Spoken]:
        """What the question speaks of, its subject first."""
        return sorted(self.spoken, key=lambda spoken: _BY_RELEVANCE.index(spoken.role))

    @property
    def item(self) -> Mention | None:
        """The one thing that the answer is, when it is little more than that."""
        first = self.answered[0] if self.answered else None
        words = len(words_of(self.turn.answer))
        whole = first is not None and len(words_of(first.text)) >= 0.6 * words
        return first if whole or (first and self.kind is Kind.WHO) else None

    @property
    def asks_for_things(self) -> bool:
        """Whether a noun in the question tells that its answer names no people: which tugs."""
        clause = self.clause
        nouns = [word.low for word in words_of(clause.noun)] if clause else []
        owned = clause is not None and clause.asking.lower().startswith("whose")
        return bool(nouns) and not owned and sort_of_noun(nouns[-1]) is not Sort.PERSON

    @property
    def asked_role(self) -> str:
        """The role whose holder was asked for: `the captain` of `Who is the captain?`."""
        clause = self.clause
        if self.kind is not Kind.WHO or clause is None or clause.verb or clause.rest:
            return ""
        first = words_of(clause.subject)[:1]
        return clause.subject if first and first[0].low in DETERMINERS else ""

    @property
    def asked_noun(self) -> str:
        """What was asked for by a noun, as something known: `the bases`."""
        noun = self.clause.noun if self.clause else ""
        noun = re.sub(r"^(?:\w+ )?(?:kinds?|types?|sorts?) of ", "", noun)
        return noun if not noun or noun.lower().startswith(("the ", "these ")) else f"the {noun}"


def trimmed(answer: str) -> str:
    """An answer without quotation marks and stops around it; `p.m.` keeps its own."""
    bare = answer.strip(' \t\r\n“”"‘’,;:!?')
    return bare if re.search(r"\b\w\.\w\.$", bare) else bare.rstrip(".")


def _capitals(turn: Turn) -> frozenset[str]:
    """Names that the answer's sentence writes in capitals, for a question in small letters."""
    if turn.question[1:] != turn.question[1:].lower():
        return frozenset()
    words = words_of(f"{turn.answer} . {turn.sentence}")
    common = {word.low for word in words if word.text.islower()} | ROLES | FUNCTION_WORDS
    return frozenset(word.low for word in words if word.text[0].isupper()) - common
