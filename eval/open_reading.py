"""Ask development questions open: retrieve from whole articles, read, and judge what is best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.progress import track

from eval.metrics import f1
from eval.questions import GoldQuestion
from index import Hit, Library
from qa.finding import PASSAGES
from qa.lists import Listing, arrange_list
from qa.merge import merge_spans
from qa.named import mark_named
from qa.questions import Kind, kind_of, name_asked
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
        merged = merge_spans(weigh_spans(self.kind, self.hits, self.marked, weights))
        return arrange_list(self.kind, self.question.question, merged)


def read_open(
    library: Library, reader: Reader, questions: Sequence[GoldQuestion]
) -> list[OpenReading]:
    """Retrieve and read for every question, as the assistant does."""
    readings = []
    for question in track(questions, "Reading", transient=True):
        asked = question.question
        kind = kind_of(asked)
        hits = library.search(name_asked(kind, asked) or asked, PASSAGES)
        marked = mark_named(kind, asked, hits, read_hits(reader, asked, hits))
        readings.append(OpenReading(question, hits, marked))
    return readings
