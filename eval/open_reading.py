"""Ask development questions open: retrieve from whole articles, read, and judge what is best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.progress import track

from eval.metrics import f1
from eval.questions import GoldQuestion
from index import Hit, Library
from qa.by_kind.lists import Listing
from qa.finding import PASSAGES, mark_hits, rank_spans, search
from qa.questions import Kind, kind_of
from qa.reader import Marked, Reader
from qa.spans import SpanWeights, weigh_spans


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A question with its hits and what the reader marked in them."""

    question: GoldQuestion
    hits: list[Hit]
    marked: list[list[Marked]]

    @property
    def kind(self) -> Kind:
        """What kind of question it is, by its form."""
        return kind_of(self.question.question)

    @property
    def marks(self) -> Iterable[tuple[Hit, Marked]]:
        """Every marked span with its hit."""
        return (
            (hit, mark) for hit, marks in zip(self.hits, self.marked, strict=True) for mark in marks
        )

    def gold_f1(self, text: str) -> float:
        """How right a text is; nothing is right for an unanswerable question."""
        return f1(text, self.question.texts) if self.question.answerable else 0.0

    def listing(self, weights: SpanWeights) -> Listing:
        """What the assistant would choose from, best first."""
        spans = weigh_spans(self.kind, self.hits, self.marked, weights)
        return rank_spans(self.kind, self.question.question, spans)


def read_open(
    library: Library, reader: Reader, questions: Sequence[GoldQuestion]
) -> list[OpenReading]:
    """Retrieve and read for every question, as the assistant does."""
    readings = []
    for question in track(questions, "Reading", transient=True):
        asked = question.question
        kind = kind_of(asked)
        hits = search(library, kind, asked, k=PASSAGES)
        readings.append(OpenReading(question, hits, mark_hits(reader, kind, asked, hits)))
    return readings
