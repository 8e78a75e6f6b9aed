"""The parts of a question: what it asks with, and whose doing it asks about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.english.verbs import base_of, is_base, is_past
from qa.english.words import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_WORDS,
    Word,
    word_set,
    words_of,
)
from qa.questions.core import core_of

_DO = word_set("do does did don't doesn't didn't")
_BE = word_set("is are was were am isn't aren't wasn't weren't")
_HAVE = word_set("has have had hasn't haven't hadn't")
_WITH_NOUN = word_set("which what whose many much")
_HOW = word_set("many much long old far often tall high deep fast large big heavy wide close soon")
# Behind one of these stands a clause with a verb of its own.
_BOUNDARIES = word_set("when where while if because before after until since as though although")
PARTICLES = word_set("up off out down away back over")
# Behind one of these stands a noun, even if it could be a verb.
_BEFORE_NOUNS = DETERMINERS | (PREPOSITIONS - {"to"} - PARTICLES)
_ADVERBS = word_set("not also still already once first last ever never just now again then")


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in parts that make the question when they are joined by spaces.

    Of `According to CNN, how many missiles did Iran fire at Irbil?` they are `According to CNN,`,
    `how many missiles`, `did`, `Iran`, `fire` and `at Irbil`. Any but the first verb or auxiliary
    may be empty. `noun` is what the question word goes with, such as `missiles`. When the question
    `asks_subject`, as `Who was killed?` does, there is no other subject.
    """

    setting: str
    asking: str
    auxiliary: str
    subject: str
    verb: str
    rest: str
    noun: str
    asks_subject: bool

    @property
    def adverbial(self) -> bool:
        """Whether it asks when, where, why or how: nothing is missing from it without that."""
        low = [word.low for word in words_of(self.asking)]
        return _asks_adverb(low) or PREPOSITIONS.issuperset(low[:1])

    def asked_with(self, asking: str) -> str:
        """The question with other question words."""
        parts = (self.auxiliary.lower(), self.subject, self.verb, self.rest)
        return question_of(self.setting, asking, *parts)


@lru_cache(maxsize=256)  # one question is taken apart for several purposes
def parse_question(question: str) -> Clause | None:
    """Take a question apart; None for what has no form of a question."""
    plain = " ".join(question.split()).rstrip(" ?!.")
    core = core_of(plain)
    words = words_of(core)
    low = [word.low for word in words]
    asked = _end_of_asking(low)
    if asked is None or asked == len(words):
        return None
    setting = plain[: -len(core)].strip() if plain.endswith(core) else ""
    asking, follow = words[:asked], words[asked:]
    helped = follow[0].low in AUXILIARIES
    if _asks_adverb(low) and not helped:
        return None  # "Why later?"
    auxiliary, follow = (follow[:1], follow[1:]) if helped else ([], follow)
    low = [word.low for word in follow]
    asks = bool(asking) and (
        not helped or _asks_subject([word.low for word in asking], auxiliary[0].low, low)
    )
    subject, verb = (0, 1) if asks else _place_of_verb(auxiliary[0].low, low)
    if verb and low[subject + 1 : subject + 2] and low[subject + 1] in PARTICLES:
        verb += 1
    return Clause(
        setting=setting,
        asking=_text(core, asking),
        auxiliary=_text(core, auxiliary),
        subject=_text(core, follow[:subject]),
        verb=_text(core, follow[subject:][:verb]),
        rest=_text(core, follow[subject + verb :]),
        noun=_noun(core, asking),
        asks_subject=asks,
    )


def question_of(*parts: str) -> str:
    """Join parts to a question that begins with a capital and ends with its mark."""
    text = " ".join(" ".join(parts).split()).rstrip(" ?!.,;")
    return text[:1].upper() + text[1:] + "?"


def _text(core: str, words: Sequence[Word]) -> str:
    return core[words[0].start : words[-1].end] if words else ""


def _noun(core: str, asking: Sequence[Word]) -> str:
    """What stands behind the words that ask."""
    places = [i for i, word in enumerate(asking) if word.low in _WITH_NOUN]
    behind = asking[places[-1] + 1 :] if places else []
    return _text(core, behind[1:] if behind and behind[0].low == "of" else behind)


def _end_of_asking(low: Sequence[str]) -> int | None:
    """Where the words that ask end: behind `how many missiles`; at 0 when it asks whether."""
    if not low or low[0] in AUXILIARIES:
        return 0 if low else None
    at = 1 if low[0] in PREPOSITIONS and low[1:2] and low[1] in QUESTION_WORDS else 0
    if low[at] not in QUESTION_WORDS:
        return None
    at += 2 if low[at] == "how" and low[at + 1 : at + 2] and low[at + 1] in _HOW else 1
    if low[at - 1] not in _WITH_NOUN:
        return at
    for place in range(at, len(low)):
        named = low[place + 1 : place + 2] and low[place + 1] in AUXILIARIES  # "which force did"
        if low[place] in AUXILIARIES or (not named and _is_verb(low, place, _any_verb)):
            return place
    return len(low)


def _asks_adverb(low: Sequence[str]) -> bool:
    """Whether words begin with when, where, why or how, but not with how many."""
    how = low[:1] == ["how"] and low[1:2] not in (["many"], ["much"])
    return how or low[:1] in (["when"], ["where"], ["why"])


def _asks_subject(asking: Sequence[str], auxiliary: str, low: Sequence[str]) -> bool:
    """Whether a verb follows the auxiliary at once, as in `Who was killed?`."""
    follow = next((word for word in low if word not in _ADVERBS and not word.endswith("ly")), "")
    if _asks_adverb(asking) or auxiliary in _DO:
        return False
    return _test_behind(auxiliary)(follow) or follow in PREPOSITIONS | {"be", "been", "being"}


def _place_of_verb(auxiliary: str, low: Sequence[str]) -> tuple[int, int]:
    """Where the main verb behind the subject stands, and its length: 0 if there is none."""
    test = _test_behind(auxiliary)
    for place, word in enumerate(low):
        if place and _is_verb(low, place, test):
            return place, 1
        if place and word in _BOUNDARIES:
            return place, 0
    return len(low), 0


def _any_verb(word: str) -> bool:
    return is_past(word) or base_of(word) is not None


def _test_behind(auxiliary: str) -> Callable[[str], bool]:
    """What tells the verb behind an auxiliary: `was hit` or `hitting`, `has hit`, `did hit`."""
    if auxiliary in _BE:
        return lambda word: is_past(word) or (word.endswith("ing") and _any_verb(word))
    return is_past if auxiliary in _HAVE else is_base


def _is_verb(low: Sequence[str], place: int, test: Callable[[str], bool]) -> bool:
    """Whether a word that could be a verb is one where it stands."""
    before, after = low[place - 1] if place else "", low[place + 1] if place + 1 < len(low) else ""
    noun = before in _BEFORE_NOUNS or before.endswith(("'s", "s'"))
    return bool(test(low[place])) and not noun and not test(after)
