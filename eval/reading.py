"""Measure a reader with the passage given: `python -m eval.reading GOLD [--reader NAME]`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import exact_match, f1, mean
from eval.questions import GoldQuestion, read_questions
from index import Settings
from qa import Reader
from qa.reader import BUNDLED, OnnxReader


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with the best span of its own context, and that span's score."""

    question: GoldQuestion
    text: str
    score: float


def read_contexts(reader: Reader, questions: Sequence[GoldQuestion]) -> list[Reading]:
    """Read each question against the context that it was asked of."""
    readings = []
    for question in questions:
        (marks,) = reader.read(question.question, [question.context])
        best = marks[0] if marks else None
        text = question.context[best.start : best.end] if best else ""
        readings.append(Reading(question, text, best.score if best else float("-inf")))
    return readings


def scores_at(readings: Sequence[Reading], threshold: float) -> tuple[float, float]:
    """Give mean EM and F1 when spans that score below the threshold count as "no answer"."""
    answers = [(r.question, r.text if r.score >= threshold else "") for r in readings]
    exact = mean([exact_match(text, question.texts) for question, text in answers])
    return exact, mean([f1(text, question.texts) for question, text in answers])


def best_threshold(readings: Sequence[Reading]) -> float:
    """Give the threshold with the highest F1, as SQuAD 2.0 reports it."""
    tried = [float("-inf"), *sorted({reading.score for reading in readings}), float("inf")]
    return max(tried, key=lambda threshold: scores_at(readings, threshold)[1])


def main() -> None:
    """Print EM and F1, with the best threshold where there are unanswerable questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--reader", default=BUNDLED, help="its name or folder")
    arguments = parser.parse_args()
    reader = OnnxReader.open(arguments.reader, Settings.from_environment())
    questions = read_questions(arguments.gold)
    readings = read_contexts(reader, questions)
    refusing = any(not question.answerable for question in questions)
    threshold = best_threshold(readings) if refusing else float("-inf")
    exact, overlap = scores_at(readings, threshold)
    at = f", threshold {threshold:.2f}" if refusing else ""
    print(f"{len(questions)} questions: EM {100 * exact:.1f}, F1 {100 * overlap:.1f}{at}")


if __name__ == "__main__":
    main()
