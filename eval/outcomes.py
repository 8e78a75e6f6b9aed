"""What became of a gold question."""

from __future__ import annotations

from dataclasses import dataclass

from eval.questions import GoldQuestion
from qa import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold question, the answer it got, and how good that is."""

    question: GoldQuestion
    answer: Answer
    exact_match: float
    f1: float
    citations_right: int
    recall: tuple[float, ...]  # at each of `eval.run.DEPTHS`; empty without a gold answer

    @property
    def decided_right(self) -> bool:
        """Whether it was answered if it can be, and refused if not."""
        return self.answer.found == self.question.answerable
