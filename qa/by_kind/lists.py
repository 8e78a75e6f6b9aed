"""The things that belong to a list which a question asks for, and what speaks for the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Article
from qa.answers import Alternative, Citation
from qa.english.sentences import sentence_around
from qa.enumeration import Enumeration, find_enumeration
from qa.log_odds import odds_together
from qa.merge import Candidate
from qa.questions import Kind
from qa.questions.sort_asked import names_sort
from qa.sameness import Acronyms, Quote, Verdict, judge, read_quote
from qa.spans import Span

# On eval/gold/lists.jsonl 0.5 log-odds show one list in eight less, and 3 as many; the share of
# known items changes nothing from 0.3 to 0.8.
_NEAR = 1.5  # log-odds below the best, within which a list takes its place or adds to its items
_SHARED = 0.5  # of the items of such a list that must be known: it is about the same things
_NO_ACRONYMS = Acronyms()


@dataclass(frozen=True, slots=True)
class Listing:
    """Candidates as a list question weighs them.

    `candidates` are those that compete, best first; `backing` those that speak for the best one,
    being parts of its list or names of the whole. `items` are the things on the list, those that
    most articles give first; without any, the best candidate is no list.
    """

    candidates: tuple[Candidate, ...]
    backing: tuple[Candidate, ...] = ()
    items: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a span says, or one item of its list."""

    span: Span
    quote: Quote
    start: int
    end: int

    @property
    def citation(self) -> Citation:
        article = self.quote.article
        sentence = sentence_around(article.text, self.start, self.end)
        return Citation(article, self.start, self.end, self.quote.text, sentence, self.span.reading)


@dataclass(frozen=True, slots=True)
class _Read:
    """A candidate with what each of its spans says: the items where it is a list."""

    candidate: Candidate
    said: tuple[tuple[_Thing, ...], ...]

    @property
    def listed(self) -> tuple[_Thing, ...]:
        """The items of the best span that is a list; empty where none is."""
        return next((things for things in self.said if len(things) > 1), ())

    @property
    def articles(self) -> set[str]:
        """The ids of the articles that say so."""
        return {things[0].quote.article.id for things in self.said}


def arrange_list(kind: Kind, question: str, candidates: Sequence[Candidate]) -> Listing:
    """Weigh candidates, best first, as a list question does; for another kind leave them.

    Parts of a list do not compete with it: "Al-Assad" and "Irbil" speak for "Al-Assad and Irbil".
    So does "two bases", which only repeats the sort that is asked for, where an article of the list
    says it.
    """
    if kind is not Kind.LIST:
        return Listing(tuple(candidates))
    texts = {article.text for article in _articles(candidates)}
    read = [_read(candidate, texts) for candidate in candidates]
    lists = [(one, _backing(question, one, read)) for one in read if one.listed]
    # What competes with the likeliest candidate, or is far less likely, never takes its place.
    lists = [
        (one, backing)
        for one, backing in lists
        if read[0] in (one, *backing) and one.candidate.score >= candidates[0].score - _NEAR
    ]
    if not lists:
        return Listing(tuple(candidates))
    best, backing = max(lists, key=lambda pair: _odds([pair[0], *pair[1]]))
    rivals = [one.candidate for one in read if one is not best and one not in backing]
    return Listing(
        (best.candidate, *rivals),
        tuple(one.candidate for one in backing),
        _items(best, read),
    )


def _articles(candidates: Iterable[Candidate]) -> list[Article]:
    return [span.hit.passage.article for one in candidates for span in one.spans]


def _read(candidate: Candidate, texts: Iterable[str]) -> _Read:
    shown_first = sorted(candidate.spans, key=lambda span: span is not candidate.shown)
    return _Read(candidate, tuple(_things(span, texts) for span in shown_first))


def _things(span: Span, texts: Iterable[str]) -> tuple[_Thing, ...]:
    text = span.hit.passage.article.text
    found = find_enumeration(text, span.start, span.end)
    places: tuple[tuple[int, int], ...] = ((span.start, span.end),)
    if found and (found.sure or _stand_apart(text, found, texts)):
        places = found.items
    return tuple(_thing(span, start, end) for start, end in places)


def _thing(span: Span, start: int, end: int) -> _Thing:
    return _Thing(span, read_quote(span.hit.passage.article, start, end), start, end)


def _stand_apart(text: str, pair: Enumeration, texts: Iterable[str]) -> bool:
    """Whether both of a pair stand somewhere without the other: not so "Smith and Wesson"."""
    together = text[pair.start : pair.end]
    return all(
        any(
            re.search(rf"\b{re.escape(text[start:end])}\b", other.replace(together, " "))
            for other in texts
        )
        for start, end in pair.items
    )


def _backing(question: str, best: _Read, read: Sequence[_Read]) -> list[_Read]:
    """Give what speaks for a list: its parts, lists of its parts, and names of the whole."""
    items = best.listed
    return [
        other
        for other in read
        if other is not best
        and (_is_part(other, items) or _is_name_of(other, best, len(items), question))
    ]


def _is_part(other: _Read, items: Sequence[_Thing]) -> bool:
    return all(any(_same(thing, item) for item in items) for thing in other.said[0])


def _is_name_of(other: _Read, best: _Read, count: int, question: str) -> bool:
    """Whether it is "two bases" of the bases listed: it says the sort asked for, and how many."""
    if not other.articles & best.articles:
        return False
    return names_sort(question, other.candidate.text, count)


def _same(one: _Thing, other: _Thing) -> bool:
    return judge(one.quote, other.quote, _NO_ACRONYMS) is Verdict.SAME


def _odds(read: Sequence[_Read]) -> float:
    """Give the log-odds of some candidates together."""
    return odds_together(one.candidate.score for one in read)


def _items(best: _Read, read: Sequence[_Read]) -> tuple[Alternative, ...]:
    """Give the items of the best list, and those that a list much like it adds."""
    groups: list[list[_Thing]] = [[item] for item in best.listed]
    floor = best.candidate.score - _NEAR
    for one in (best, *(other for other in read if other is not best)):
        for things in one.said:
            known = [_group_of(thing, groups) for thing in things]
            share = sum(group is not None for group in known) / len(things)
            for thing, group in zip(things, known, strict=True):
                if group is not None:
                    group.append(thing)
                elif len(things) > 1 and share >= _SHARED and one.candidate.score >= floor:
                    groups.append([thing])
    items = [Alternative(group[0].quote.text, _cited(group)) for group in groups]
    return tuple(sorted(items, key=lambda item: -len(item.citations)))


def _group_of(thing: _Thing, groups: Iterable[list[_Thing]]) -> list[_Thing] | None:
    return next((group for group in groups if _same(group[0], thing)), None)


def _cited(group: Sequence[_Thing]) -> tuple[Citation, ...]:
    """Give one citation for each article: that of the item shown, then the surest ones."""
    first, *others = group
    ranked = [first, *sorted(others, key=lambda thing: -thing.span.score)]
    articles: dict[str, _Thing] = {}
    for thing in ranked:
        articles.setdefault(thing.quote.article.id, thing)
    return tuple(thing.citation for thing in articles.values())
