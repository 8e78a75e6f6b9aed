"""A span that the reader marked in a hit, and what it weighs beside spans of other passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from index import Hit
from qa.answers import Citation
from qa.english.sentences import sentence_around
from qa.questions import Kind, fits
from qa.reader import Marked, Reader


@dataclass(frozen=True, slots=True)
class SpanWeights:
    """What each sign of a right span is worth, in log-odds. Fitted by `eval.calibrate`.

    The reader sees one passage at a time, so it cannot tell a passage about the right thing from
    one that only looks like it; retrieval can.
    """

    reading: float  # per log-odds of the span, `Marked.score`
    passage: float  # per log-odds of the passage, `Marked.passage`, beyond those of the span
    cosine: float  # per unit of cosine between question and passage
    lexical: float  # for the best BM25 score, and in proportion below it
    form: float  # what it costs a span to have no form of an answer: no number after "how many"
    none: float  # for every span: what it must outweigh to be likelier than "not found"


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in the article of a hit, marked as an answer.

    `reading` is the reader's log-odds against "no answer" in that passage; `score` is the span's
    log-odds against "not found", all signs weighed. Higher is better in both.
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


def read_hits(reader: Reader, question: str, hits: Sequence[Hit]) -> list[list[Marked]]:
    """Read a question against the passages of hits, each under its article's title."""
    passages = [hit.passage for hit in hits]
    texts, titles = [p.text for p in passages], [p.article.title for p in passages]
    return reader.read(question, texts, titles)


def signs(kind: Kind, hit: Hit, mark: Marked) -> tuple[float, float, float, float, float, float]:
    """What is known of a span marked for a kind of question, in the order of `SpanWeights`."""
    beyond = mark.passage - mark.score
    misfit = fits(kind, hit.passage.text[mark.start : mark.end]) is False
    return mark.score, beyond, hit.ranked.cosine, hit.ranked.lexical, float(misfit), 1.0


def weigh_span(kind: Kind, hit: Hit, mark: Marked, weights: SpanWeights) -> Span:
    """Make a span of what a reader marked in a hit's passage for a kind of question."""
    worth = (*astuple(weights)[:4], -weights.form, -weights.none)
    score = sum(w * sign for w, sign in zip(worth, signs(kind, hit, mark), strict=True))
    offset = hit.passage.start
    return Span(hit, offset + mark.start, offset + mark.end, mark.score, score)


def weigh_spans(
    kind: Kind, hits: Sequence[Hit], marked: Sequence[Sequence[Marked]], weights: SpanWeights
) -> list[Span]:
    """Make spans of all that a reader marked in each hit for a kind of question."""
    return [
        weigh_span(kind, hit, mark, weights)
        for hit, marks in zip(hits, marked, strict=True)
        for mark in marks
    ]
