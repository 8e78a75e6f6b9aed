"""Who says the words of a span, where the article tells it beyond doubt: rules, no model."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.articles import Offsets
from qa.speech.attributions import (
    rest_of_sentence,
    said_after,
    said_around,
    said_before,
    said_on,
    speaks_at,
    speaks_besides,
)
from qa.speech.names import Person, fits, full_names, introduces_someone, name_of, people_in
from qa.speech.quotations import Quotation, find_quotations, hide, paragraphs
from qa.speech.shapes import Shape, read_shape

_ARTICLES_KEPT = 64  # the citations of a few answers
_MOST_BACK = 20  # quotations between one and its attribution: bounds the time


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a span's words: `name == article.text[start:end]`.

    When `quoted` they are the speaker's own, between quotation marks; when not, the article
    reports in its own words what was said.
    """

    name: str
    start: int
    end: int
    quoted: bool


def speaker_of(text: str, start: int, end: int) -> Speaker | None:
    """Tell who says what stands in `[start, end)` of an article; None where that is not sure."""
    article = _read(text)
    around = _around(article.quotations, start, end)
    subject = article.quoted_subject(around) if around is not None else None
    if subject is None:
        subject = article.reporting_subject(start, end)
    name = article.name(subject) if subject else None
    if name is None:
        return None
    first, last = article.shape.offsets(*name)
    return Speaker(text[first:last], first, last, quoted=around is not None)


def quotation_at(text: str, start: int, end: int) -> Quotation | None:
    """Give the quotation that a span stands inside."""
    quotations = _quotations(text)
    around = _around(quotations, start, end)
    return None if around is None else quotations[around]


def quotations_of(text: str) -> Sequence[Quotation]:
    """Give all quotations of an article, in order."""
    return _quotations(text)


class _Attribution(NamedTuple):
    subject: Offsets  # as the numbers of words
    end: int  # of the phrase that holds it


@dataclass(frozen=True, slots=True)
class _Article:
    quotations: Sequence[Quotation]
    places: Sequence[int]  # of the quotations, as numbers of words
    shape: Shape
    surnames: Mapping[str, Offsets | None]  # to full names, as numbers of words

    def quoted_subject(self, number: int) -> Offsets | None:
        """Find the words for who says a quotation, near it or near the one before."""
        found = self._attribution(number)
        if found:
            return found.subject
        for earlier in range(number - 1, max(-1, number - 1 - _MOST_BACK), -1):
            if not self._goes_on(earlier + 1):
                return None
            found = self._attribution(earlier)
            if found:
                name = self.name(found.subject)
                alone = name and self._alone(name, found.end, self.places[number])
                return found.subject if alone else None
        return None

    def reporting_subject(self, start: int, end: int) -> Offsets | None:
        """Find the words for who says the clause or the sentence that holds a stretch."""
        first, last = self.shape.number_at(start), self.shape.number_at(end - 1) + 1
        sentence = self.shape.sentence(first, first + 1)
        if last > sentence[1]:
            return None
        before = said_before(self.shape, sentence[0], first, quotation=False)
        return before or said_around(self.shape, sentence, first, last)

    def name(self, subject: Offsets) -> Offsets | None:
        """Give the name that a subject has or, if it is a pronoun, stands for."""
        if self.shape.kinds[slice(*subject)] == "E":
            return self._antecedent(subject[0])
        name = name_of(self.shape, *subject)
        if name is None or name[1] - name[0] > 1:
            return name
        return self.surnames.get(self.shape.word(name[0])) or name

    def _attribution(self, number: int) -> _Attribution | None:
        """Find who says a quotation in its own sentence, or right after it."""
        first = last = number
        while first > 0 and self.quotations[first - 1].runs_on:
            first -= 1
        while self.quotations[last].runs_on:
            last += 1
        before, after = self._subject_before(first), said_after(self.shape, self.places[last])
        if after and (not before or self.name(before) == self.name(after.span("subject"))):
            return _Attribution(after.span("subject"), after.end())
        return _Attribution(before, self.places[last] + 1) if before and not after else None

    def _subject_before(self, number: int) -> Offsets | None:
        """Find who says a quotation in what stands before it in its sentence."""
        place = self.places[number]
        first, _ = self.shape.sentence(place, place + 1)
        if self.shape.kinds[first] != "Q" or first == place:
            return said_before(self.shape, first, place, quotation=True)
        match = said_after(self.shape, first)
        return match.span("subject") if match and said_on(self.shape, match, place) else None

    def _goes_on(self, number: int) -> bool:
        """Tell whether a quotation is sentences of its own, in the paragraph of the one before."""
        earlier, place = self.places[number - 1 : number + 1]
        first, last = self.shape.sentence(place, place + 1)
        kinds = self.shape.kinds
        whole = first == place and kinds[place + 1 : last] in ("", ".")
        stop = self.shape.stop_of(place) == "." or kinds[last] == "¶"
        return whole and stop and "¶" not in kinds[earlier:place]

    def _alone(self, name: Offsets, first: int, last: int) -> bool:
        """Tell whether nobody else is introduced or speaks from an attribution to a quotation."""
        first = min(last, rest_of_sentence(self.shape, first))
        surname = self.shape.word(name[1] - 1)
        people = people_in(self.shape, first, last, self.surnames)
        return (
            all(person.surname == surname for person in people)
            and not introduces_someone(self.shape, first, last)
            and not speaks_besides(self.shape, first, last, surname)
        )

    def _antecedent(self, pronoun: int) -> Offsets | None:
        """Find the one person that the paragraph, or else the one before, is about."""
        end = pronoun
        for _ in range(2):
            start = self.shape.kinds.rfind("¶", 0, end) + 1
            if introduces_someone(self.shape, start, end):
                return None
            people = list(people_in(self.shape, start, end, self.surnames))
            if people:
                return self._subject_of(people, self.shape.word(pronoun))
            end = max(0, start - 1)
        return None

    def _subject_of(self, people: Sequence[Person], pronoun: str) -> Offsets | None:
        """Give the name of the one person that these are, if a subject anywhere and fitting."""
        acts = any(person.subject or speaks_at(self.shape, person.last) for person in people)
        first, alone = people[0], len({person.surname for person in people}) == 1
        if not (acts and alone and fits(self.shape, first.surname, pronoun)):
            return None
        return self.surnames.get(first.surname) or (first.first, first.last)


def _around(quotations: Sequence[Quotation], start: int, end: int) -> int | None:
    """Give the number of the quotation that holds a stretch of the text."""
    number = bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1
    return number if number >= 0 and end <= quotations[number].end else None


@lru_cache(maxsize=_ARTICLES_KEPT)
def _quotations(text: str) -> list[Quotation]:
    return find_quotations(text, paragraphs(text))


@lru_cache(maxsize=_ARTICLES_KEPT)
def _read(text: str) -> _Article:
    quotations = _quotations(text)
    shape = read_shape(hide(text, quotations), paragraphs(text))
    places = [number for number, kind in enumerate(shape.kinds) if kind == "Q"]
    return _Article(quotations, places, shape, full_names(shape))
