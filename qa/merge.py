"""Bring together the spans of all passages: equal words are one answer with many citations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.answers import Citation
from qa.spans import Span

_EDGES = re.compile(r"^\W+|\W+$")
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
    def citations(self) -> tuple[Citation, ...]:
        """Where the answer stands, best first."""
        return tuple(span.citation for span in self.spans)


def merge_spans(spans: Iterable[Span]) -> list[Candidate]:
    """Group spans by what they say, best candidate first; ties stand in the order of reading."""
    groups: dict[str, dict[str, Span]] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        key = meaning(span.text)
        if key:
            groups.setdefault(key, {}).setdefault(span.hit.passage.article.id, span)
    candidates = [Candidate(tuple(group.values())) for group in groups.values()]
    return sorted(candidates, key=lambda candidate: -candidate.best.score)


def meaning(quote: str) -> str:
    """What two quotes must share to be one answer: their words, whatever their dress.

    Case, white space, punctuation at the edges and a leading English article do not count; all
    else does, so "more than a dozen" is not "a dozen".
    """
    words = " ".join(_EDGES.sub("", quote.casefold()).split())
    return _LEADING.sub("", words)
