"""Bring together the spans of all passages: equal words are one answer with many citations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Hit
from qa.answers import Citation
from qa.reader import Marked
from qa.spans import Span, SpanWeights, weigh_span

# Not signs that belong to what they stand at: 10% is not 10, nor -5 the same as 5, nor £1 as $1.
_OPENING = "“”\"'‘’«»„([{…"
_CLOSING = "“”\"'‘’«»„)]}…,;:.!?"
_LEADING = re.compile(r"^(?:the|an?)\s+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: spans that say the same, best first, one for each article."""

    spans: tuple[Span, ...]

    @property
    def best(self) -> Span:
        """The span with the highest score."""
        return self.spans[0]

    @property
    def score(self) -> float:
        """Its log-odds against "not found": every article that says so adds its odds."""
        highest = self.best.score
        return highest + math.log(sum(math.exp(span.score - highest) for span in self.spans))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the answer stands, best first."""
        return tuple(span.citation for span in self.spans)


def find_candidates(
    hits: Sequence[Hit], marked: Sequence[Sequence[Marked]], weights: SpanWeights
) -> list[Candidate]:
    """Weigh and merge what a reader marked in each hit; best candidate first."""
    return merge_spans(
        weigh_span(hit, mark, weights)
        for hit, marks in zip(hits, marked, strict=True)
        for mark in marks
    )


def merge_spans(spans: Iterable[Span]) -> list[Candidate]:
    """Group spans by what they say, best candidate first; ties stand in the order of reading."""
    groups: dict[str, dict[str, Span]] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        key = meaning(span.text)
        if key:
            groups.setdefault(key, {}).setdefault(span.hit.passage.article.id, span)
    candidates = [Candidate(tuple(group.values())) for group in groups.values()]
    return sorted(candidates, key=lambda candidate: -candidate.score)


def meaning(quote: str) -> str:
    """What two quotes must share to be one answer: their words, whatever their dress.

    Case, white space, a leading English article, and quotation marks and stops at the edges do not
    count; all else does, so "more than a dozen" is not "a dozen".
    """
    words = " ".join(quote.casefold().split())
    words = words.lstrip(_OPENING + " ").rstrip(_CLOSING + " ")
    return _LEADING.sub("", words)
