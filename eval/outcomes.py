"""What became of a gold question."""

from __future__ import annotations

from dataclasses import dataclass

from eval.questions import GoldQuestion
from qa import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold question, and the answer it got."""

    question: GoldQuestion
    answer: Answer
