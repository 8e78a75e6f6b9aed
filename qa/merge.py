"""Bring together the spans of all passages: what says the same is one answer, often cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from qa.answers import Citation
from qa.log_odds import odds_together
from qa.sameness import Acronyms, Quote, Verdict, form, judge, meaning, read_quote
from qa.spans import Span

Pair: TypeAlias = tuple[int, int]  # positions, the lower one first

_SAYS_NOTHING = frozenset(
    ("a", "an", "the", "and", "or", "of", "in", "on", "at", "to", "for", "by")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: spans that say the same, best first, one for each article.

    `shown` is the best-formed quote of all that say so; it stands in one of those articles.
    """

    spans: tuple[Span, ...]
    shown: Span

    @property
    def best(self) -> Span:
        """The span with the highest score."""
        return self.spans[0]

    @property
    def score(self) -> float:
        """Its log-odds against "not found": every article that says so adds its odds."""
        return odds_together(span.score for span in self.spans)

    @property
    def text(self) -> str:
        """The words to show."""
        return self.shown.text

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the answer stands: what is shown, then the others, best first."""
        others = (span for span in self.spans if _article(span) != _article(self.shown))
        return tuple(span.citation for span in (self.shown, *others))


def merge_spans(spans: Iterable[Span]) -> list[Candidate]:
    """Group spans by what they say, best candidate first; the order of the spans does not matter.

    Of spans of one article that overlap, the one with the highest score stands for all.
    """
    ranked = _without_overlaps(sorted(spans, key=_rank))
    quotes = [read_quote(span.hit.passage.article, span.start, span.end) for span in ranked]
    candidates = [
        _candidate([ranked[at] for at in group], [quotes[at] for at in group])
        for group in _group(quotes)
    ]
    return sorted(candidates, key=lambda candidate: (-candidate.score, _rank(candidate.best)))


def _rank(span: Span) -> tuple[float, str, int, int]:
    return -span.score, _article(span), span.start, -span.end


def _article(span: Span) -> str:
    return span.hit.passage.article.id


def _without_overlaps(ranked: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in ranked:
        covered = any(
            _article(span) == _article(better)
            and span.start < better.end
            and better.start < span.end
            for better in kept
        )
        if not covered and not _SAYS_NOTHING.issuperset(meaning(span.text).split()):
            kept.append(span)
    return kept


def _candidate(spans: Sequence[Span], quotes: Sequence[Quote]) -> Candidate:
    """Make a candidate of spans that say the same, best first, with what they say."""
    fewest = min(len(quote.parts) for quote in quotes)
    shown = max(zip(spans, quotes, strict=True), key=lambda pair: form(pair[1], fewest))[0]
    articles: dict[str, Span] = {}
    for span in spans:
        articles.setdefault(_article(span), span)
    return Candidate(tuple(articles.values()), shown)


def _group(quotes: Sequence[Quote]) -> list[list[int]]:
    """Part quotes, by position, into groups that say the same and in which no two differ.

    A quote that is the same as two that differ ("Hoffman", between two Hoffmans) does not say which
    it means: it stands with its exact likes alone.
    """
    acronyms = Acronyms({quote.article.id: quote.article.text for quote in quotes}.values())
    everyone = range(len(quotes))
    verdicts = {(a, b): judge(quotes[a], quotes[b], acronyms) for a, b in combinations(everyone, 2)}
    same = {pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME}
    different = {pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT}
    alike = {(a, b) for a, b in same if quotes[a].sounds == quotes[b].sounds}
    torn = {at for at in everyone if not _agree(_linked_to(at, same), different)}
    clear = {pair for pair in same if torn.isdisjoint(pair)}
    groups: list[list[int]] = []
    rest = list(everyone)
    for links in (clear | alike, alike, set()):  # each stricter, for what still differs
        connected = _connect(rest, links)
        groups += [group for group in connected if _agree(group, different)]
        rest = [at for group in connected if not _agree(group, different) for at in group]
    return groups


def _agree(members: Sequence[int], different: Set[Pair]) -> bool:
    return different.isdisjoint(combinations(members, 2))


def _linked_to(at: int, links: Set[Pair]) -> list[int]:
    return sorted(a + b - at for a, b in links if at in (a, b))


def _connect(members: Sequence[int], links: Set[Pair]) -> list[list[int]]:
    """Give the connected groups of members, each in order."""
    group_of = {member: [member] for member in members}
    for one, other in links:
        if one in group_of and group_of[one] is not group_of[other]:
            joined = sorted(group_of[one] + group_of[other])
            group_of |= dict.fromkeys(joined, joined)
    return list({id(group): group for group in group_of.values()}.values())
