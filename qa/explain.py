"""Write down how an answer came about."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from qa.explanation import Explanation, ReadPassage, WeighedCandidate, WeighedSpan
from qa.finding import Finding
from qa.merge import Candidate
from qa.spans import Span


def explain_answer(question: str, threshold: float, finding: Finding) -> Explanation:
    """Describe the passages in their order, with the spans marked in each, and what they became."""
    candidates = [*finding.candidates, *finding.backing]
    numbers = {
        _place(span): number
        for number, candidate in enumerate(candidates)
        for span in candidate.spans
    }
    return Explanation(
        question,
        threshold,
        tuple(_passage(hit, finding.spans, numbers) for hit in finding.hits),
        tuple(_candidate(candidate) for candidate in candidates),
    )


_Place = tuple[str, int, int]


def _place(span: Span) -> _Place:
    return span.hit.passage.article.id, span.start, span.end


def _passage(hit: Hit, spans: Sequence[Span], numbers: dict[_Place, int]) -> ReadPassage:
    passage, ranked = hit.passage, hit.ranked
    return ReadPassage(
        passage.article.id,
        passage.start,
        passage.end,
        ranked.score,
        ranked.cosine,
        ranked.lexical,
        ranked.dense_rank,
        ranked.lexical_rank,
        tuple(
            WeighedSpan(
                span.start, span.end, span.text, span.reading, span.score, numbers.get(_place(span))
            )
            for span in spans
            if span.hit is hit
        ),
    )


def _candidate(candidate: Candidate) -> WeighedCandidate:
    articles = tuple(span.hit.passage.article.id for span in candidate.spans)
    return WeighedCandidate(candidate.text, candidate.score, articles)
