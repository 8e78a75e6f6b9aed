"""Ask development questions open: retrieve from whole articles, read, and judge what is best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.progress import track

from eval.metrics import f1
from eval.questions import GoldQuestion
from index import Hit, Library
from qa.assistant import PASSAGES
from qa.merge import Candidate, merge_spans
from qa.reader import Marked, Reader
from qa.spans import SpanWeights, read_hits, weigh_spans

RIGHT = 0.5  # F1 from which an answer counts as right


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A question with its hits and what the reader marked in them."""

    question: GoldQuestion
    hits: list[Hit]
    marked: list[list[Marked]]

    @property
    def marks(self) -> Iterable[tuple[Hit, Marked]]:
        """Every marked span with its hit."""
        return (
            (hit, mark) for hit, marks in zip(self.hits, self.marked, strict=True) for mark in marks
        )

    def gold_f1(self, text: str) -> float:
        """How right a text is; nothing is right for an unanswerable question."""
        return f1(text, self.question.texts) if self.question.answerable else 0.0

    def candidates(self, weights: SpanWeights) -> list[Candidate]:
        """What the assistant would choose from, best first."""
        return merge_spans(weigh_spans(self.hits, self.marked, weights))


def read_open(
    library: Library, reader: Reader, questions: Sequence[GoldQuestion]
) -> list[OpenReading]:
    """Retrieve and read for every question, as the assistant does."""
    readings = []
    for question in track(questions, "Reading", transient=True):
        hits = library.search(question.question, PASSAGES)
        readings.append(OpenReading(question, hits, read_hits(reader, question.question, hits)))
    return readings
