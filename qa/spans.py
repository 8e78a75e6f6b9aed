"""A span that the reader marked in a hit, and what it weighs beside spans of other passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Hit
from qa.answers import Citation
from qa.sentences import sentence_around

REACH = 5.0  # log-odds that a reading makes up for; eval/bench/README.md has what was tried


@dataclass(frozen=True, slots=True)
class SpanWeights:
    """What retrieval is worth beside the reading, in log-odds.

    The reader sees one passage at a time, so it cannot tell a passage about the right thing from
    one that only looks like it; retrieval can. Fitted by `eval.calibrate`.
    """

    cosine: float  # per unit of cosine between question and passage
    lexical: float  # for the best BM25 score, and in proportion below it


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in the article of a hit, marked as an answer.

    `reading` is the reader's log-odds against "no answer" in that passage; `score` is what ranks
    spans of different passages against each other. Higher is better in both.
    """

    hit: Hit
    start: int
    end: int
    reading: float
    score: float

    @property
    def text(self) -> str:
        """The words marked."""
        return self.hit.passage.article.text[self.start : self.end]

    @property
    def citation(self) -> Citation:
        """The span as something to check."""
        article = self.hit.passage.article
        sentence = sentence_around(article.text, self.start, self.end)
        return Citation(article, self.start, self.end, self.text, sentence, self.reading)


def worth_reading(hits: Sequence[Hit], weights: SpanWeights, reach: float = REACH) -> list[Hit]:
    """Leave out the hits that retrieval puts more than `reach` log-odds behind the best.

    A bound on time, not on what could win: `eval.bench.reach` measures what it costs.
    """
    best = max((retrieval_score(hit, weights) for hit in hits), default=0.0)
    return [hit for hit in hits if retrieval_score(hit, weights) >= best - reach]


def retrieval_score(hit: Hit, weights: SpanWeights) -> float:
    """What a span of this hit scores before it is read, in log-odds."""
    return weights.cosine * hit.ranked.cosine + weights.lexical * hit.ranked.lexical


def weigh_span(hit: Hit, start: int, end: int, reading: float, weights: SpanWeights) -> Span:
    """Make a span from `[start, end)` in a hit's passage."""
    offset = hit.passage.start
    score = reading + retrieval_score(hit, weights)
    return Span(hit, offset + start, offset + end, reading, score)
