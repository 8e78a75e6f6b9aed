"""Questions that an article's own words suggest, each with what a right answer has to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import Article
from qa.english.words import FUNCTION_WORDS, NUMBERS, is_plural, word_set
from qa.speech import quotations_of, speaker_of

_NAME = r"[A-Z][\w’-]+(?: [A-Z][\w’.-]+){1,2}"
_OFFICES = word_set(  # that one person holds at a time
    """
    ambassador captain chairman chairwoman chief director editor founder governor head king leader
    manager mayor minister owner pope president queen secretary spokesman spokesperson spokeswoman
    """
)
_EVENTS = word_set(  # of which the number is told, and can be asked for
    """
    arrested built carried closed damaged destroyed detained displaced employed evacuated fired
    hired hurt injured invited killed launched planted rescued saved shot sold stolen stranded
    treated wounded
    """
)
_ROLE = r"(?i:\b(?:" + "|".join(sorted(_OFFICES)) + r"))\b"
_BEFORE_NAME = re.compile(rf"\b((?:[\w’.-]+ ){{1,3}}{_ROLE}) ({_NAME})")
_AFTER_NAME = re.compile(rf"({_NAME}), (?:the )?((?:[\w’.-]+ ){{1,4}}?{_ROLE})(?=[,.])")
_COUNTED = r"((?:[a-z-]+ ){0,2}?)([a-z]{3,})"
_NUMBER = r"(\d[\d,]*|" + "|".join(sorted(NUMBERS - {"one"}, key=len, reverse=True)) + r"|dozens)"
_DONE = re.compile(rf"\b{_NUMBER} {_COUNTED} (?:were|have been|had been) ([a-z]+)\b")
_ROUGHLY = r"(?:(?:about|around|nearly|almost|over|more than|at least|a total of) )?(?:a )?"
_DID = re.compile(rf"\b({'|'.join(sorted(_EVENTS))}) {_ROUGHLY}{_NUMBER} {_COUNTED}\b")
_READ = 20_000  # characters of an article: bounds the time
_LONGEST_ROLE = 50  # characters
_MOST_QUOTED, _LEAST_QUOTED = 9, 3  # words of a quotation that is asked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a library may answer; a right answer holds one of the words `expected`."""

    question: str
    expected: frozenset[str]

    def is_met_by(self, words: frozenset[str]) -> bool:
        """Whether the words of an answer, or an article, are about what the question asks for."""
        return not self.expected or bool(self.expected & words)


def beginning(article: Article) -> str:
    """Give as much of an article's text as is looked at."""
    return article.text[:_READ]


def words_in(text: str) -> frozenset[str]:
    """Give the words of a text, each once."""
    return frozenset(re.findall(r"[\w-]+", text))


def candidates_of(article: Article) -> list[list[Candidate]]:
    """Give the questions that an article suggests, those of a kind together, in its order.

    The kinds are: who holds an office, how many there were, who said something, who somebody is,
    what somebody said. Of a long article only the beginning is read.
    """
    text = beginning(article)
    kinds = (_offices, _numbers, _speakers, _people, _statements)
    return [list(dict.fromkeys(kind(text))) for kind in kinds]


def _offices(text: str) -> Iterator[Candidate]:
    for office, name in _holders(text):
        yield Candidate(f"Who is {office}?", frozenset(name.split()[-1:]))


def _people(text: str) -> Iterator[Candidate]:
    for office, name in _holders(text):
        yield Candidate(f"Who is {name}?", frozenset(office.split()[-1:]))


def _holders(text: str) -> Iterator[tuple[str, str]]:
    """Give the offices that a text names with who holds them."""
    found = [(match[1], match[2]) for match in _BEFORE_NAME.finditer(text)]
    found += [(match[2], match[1]) for match in _AFTER_NAME.finditer(text)]
    for words, name in found:
        office = _office(words)
        plain = name.split()[0].lower() not in FUNCTION_WORDS  # the start of a sentence
        if office and plain:
            yield office, name.rstrip(".’")


def _office(words: str) -> str:
    """Trim what stands before an office; empty where it is no office that one person holds."""
    parts = words.split()
    small = [number for number, word in enumerate(parts) if word.lower() in FUNCTION_WORDS]
    parts = parts[small[-1] + 1 :] if small else parts
    *before, role = parts or [""]
    named = [word for word in before if word[:1].isupper()]
    cut = any(word.endswith(".") for word in before) or before[:1] == ["Former"]
    if not named or cut or len(words) > _LONGEST_ROLE:
        return ""
    office = " ".join([*before, role])
    return office if re.search(r"[’']s?$", before[0]) else f"the {office}"


def _numbers(text: str) -> Iterator[Candidate]:
    for match in _DONE.finditer(text):
        yield from _how_many(match[2], match[3], match[4], match[1])
    for match in _DID.finditer(text):
        yield from _how_many(match[3], match[4], match[1], match[2])


def _how_many(before: str, noun: str, verb: str, number: str) -> Iterator[Candidate]:
    words = [*before.split(), noun]
    if is_plural(noun) and verb in _EVENTS and not FUNCTION_WORDS & set(words):
        counted = " ".join(word for word in words if word not in NUMBERS)
        yield Candidate(f"How many {counted} were {verb}?", frozenset({number}))


def _speakers(text: str) -> Iterator[Candidate]:
    for quotation in quotations_of(text):
        said = text[quotation.start + 1 : quotation.end - 1].strip(" ,.")
        speaker = speaker_of(text, quotation.start + 1, quotation.end - 1)
        length = len(said.split())
        plain = not re.search(r"[“”‘\"\r\n\[\]…]|\.\.", said) and said[:1].isupper()
        if speaker and plain and _LEAST_QUOTED <= length <= _MOST_QUOTED:
            yield Candidate(f"Who said “{said}”?", frozenset(speaker.name.split()[-1:]))


def _statements(text: str) -> Iterator[Candidate]:
    for quotation in quotations_of(text):
        speaker = speaker_of(text, quotation.start + 1, quotation.end - 1)
        name = " ".join(speaker.name.split()) if speaker else ""
        if re.fullmatch(_NAME, name) and not name.startswith("The "):
            yield Candidate(f"What did {name} say?", frozenset())
