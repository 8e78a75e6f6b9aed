"""Fit the bundled reader's calibration: `python -m eval.calibrate GOLD… [--write]`.

The gold sets are SQuAD-format development questions with their contexts. Their articles are
indexed whole and each question is asked open, so that what is fitted is what will be met.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.metrics import f1
from eval.open_library import make_open_library
from eval.questions import GoldQuestion, read_questions
from index import Hit, Library, Settings
from qa.assistant import PASSAGES
from qa.confidence import Calibration, ConfidenceWeights, features
from qa.merge import find_candidates
from qa.reader import BUNDLED, Marked, OnnxReader, bundled_folder
from qa.spans import SpanWeights, worth_reading

Floats = NDArray[np.float64]

_RIGHT = 0.5  # F1 from which an answer counts as right
_RIDGE = 0.01
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its hits and what the reader marked in them."""

    question: GoldQuestion
    hits: list[Hit]
    marked: list[list[Marked]]

    def gold_f1(self, text: str) -> float:
        """How right a text is; nothing is right for an unanswerable question."""
        return f1(text, self.question.texts) if self.question.answerable else 0.0


def read_all(
    library: Library,
    reader: OnnxReader,
    questions: Sequence[GoldQuestion],
    weights: SpanWeights | None = None,
) -> list[Read]:
    """Retrieve and read for every question: with weights, only what is then worth reading."""
    reads = []
    for question in questions:
        hits = library.search(question.question, PASSAGES)
        if weights:
            hits = worth_reading(hits, weights)
        marked = reader.read(question.question, [hit.passage.text for hit in hits])
        reads.append(Read(question, hits, marked))
    return reads


def fit_span_weights(reads: Sequence[Read]) -> SpanWeights:
    """Fit what retrieval is worth beside the reading.

    Maximises the likelihood that a right span is chosen (a softmax over the spans of a question,
    each weighted by its F1), then divides by the weight of the reading, whose unit is log-odds.
    """
    from scipy.optimize import minimize

    data = [_choices(read) for read in reads]
    data = [(x, y) for x, y in data if len(y) and y.max() > 0]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros(3)
        for x, y in data:
            chosen = np.exp(x @ weights - (x @ weights).max())
            chosen /= chosen.sum()
            right = chosen * y
            total -= float(np.log(right.sum() + 1e-12))
            slope -= x.T @ (right / (right.sum() + 1e-12) - chosen)
        ridge = _RIDGE * float(weights @ weights)
        return total / len(data) + ridge, slope / len(data) + 2 * _RIDGE * weights

    reading, cosine, lexical = minimize(loss, np.zeros(3), jac=True).x
    return SpanWeights(10 * cosine / reading, 3 * lexical / reading)


def _choices(read: Read) -> tuple[Floats, Floats]:
    rows = [
        # Scaled to similar spreads, so that the ridge treats them alike.
        ((mark.score, 10 * hit.ranked.cosine, 3 * hit.ranked.lexical), _quote(hit, mark))
        for hit, marks in zip(read.hits, read.marked, strict=True)
        for mark in marks
    ]
    return np.array([x for x, _ in rows]), np.array([read.gold_f1(text) for _, text in rows])


def _quote(hit: Hit, mark: Marked) -> str:
    return hit.passage.text[mark.start : mark.end]


def judge_all(reads: Sequence[Read], weights: SpanWeights) -> tuple[Floats, Floats]:
    """Give the features of each question's best candidate, (n, 3), and its F1, (n,)."""
    rows, scores = [], []
    for read in reads:
        candidates = find_candidates(read.hits, read.marked, weights)
        rows.append(features(candidates))
        scores.append(read.gold_f1(candidates[0].best.text))
    return np.array(rows), np.array(scores)


def fit_confidence(x: Floats, right: NDArray[np.bool_]) -> tuple[ConfidenceWeights, Floats]:
    """Fit the logistic model; gives it with its cross-validated probabilities, (n,)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=10.0)
    probabilities: Floats = cross_val_predict(model, x, right, cv=_FOLDS, method="predict_proba")
    model.fit(x, right)
    weights = [round(float(weight), 4) for weight in (*model.intercept_, *model.coef_[0])]
    return ConfidenceWeights(*weights), probabilities[:, 1]


def best_threshold(probabilities: Floats, answerable: NDArray[np.bool_]) -> float:
    """Give the threshold with the most right decisions, shares of both kinds weighed 2 to 1.

    An answerable question that is refused costs twice what an unanswerable one that is answered
    does, for an answer can be checked by its citation. Shares, not counts, so that the result does
    not depend on how many unanswerable questions a set happens to have.
    """
    tried = np.round(np.arange(0.05, 0.95, 0.01), 2)
    worth = [
        2 * (probabilities[answerable] >= t).mean() + (probabilities[~answerable] < t).mean()
        for t in tried
    ]
    return float(tried[int(np.argmax(worth))])


def calibration_error(probabilities: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017, section 2) over bins of equal width."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [
        (place == i).mean() * abs(probabilities[place == i].mean() - right[place == i].mean())
        for i in range(bins)
        if (place == i).any()
    ]
    return float(sum(gaps))


def main() -> None:
    """Fit, print what it gives, and store it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="store it beside the reader's weights")
    arguments = parser.parse_args()
    settings = Settings.from_environment()
    questions = [question for path in arguments.gold for question in read_questions(path)]
    with tempfile.TemporaryDirectory() as folder:
        library = make_open_library(Path(folder) / "library", questions)
        reader = OnnxReader.open(BUNDLED, settings)
        fitted = fit_span_weights(read_all(library, reader, questions))
        weights = SpanWeights(round(float(fitted.cosine), 2), round(float(fitted.lexical), 2))
        # Read anew, as the assistant will: scores move a little with what is read beside.
        reads = read_all(library, reader, questions, weights)
        library.close()
    x, scores = judge_all(reads, weights)
    right, answerable = scores >= _RIGHT, np.array([read.question.answerable for read in reads])
    confidence, probabilities = fit_confidence(x, right)
    calibration = Calibration(weights, confidence, best_threshold(probabilities, answerable))
    found = probabilities >= calibration.threshold
    print(calibration)
    print(f"questions {len(reads)}, answerable {answerable.sum()}")
    print(f"F1 of the best span, answerable questions: {100 * scores[answerable].mean():.1f}")
    print(f"expected calibration error: {calibration_error(probabilities, right):.3f}")
    print(f"answered when answerable: {found[answerable].mean():.3f}")
    print(f"refused when unanswerable: {(~found[~answerable]).mean():.3f}")
    if arguments.write:
        calibration.save(bundled_folder())


if __name__ == "__main__":
    main()
