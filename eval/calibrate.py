"""Fit a reader's calibration: `python -m eval.calibrate GOLD… [--reader NAME] [--write]`.

The gold sets are SQuAD-format development questions with their contexts. Their articles are
indexed whole and each question is asked open, so that what is fitted is what will be met.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.metrics import RIGHT
from eval.open_library import asked_once, make_open_library
from eval.open_reading import OpenReading, read_open
from eval.questions import read_questions
from eval.reliability import (
    Flags,
    Floats,
    area_under_roc,
    calibration_error,
    coverage_at,
    risk_coverage,
)
from index import InputError, Settings
from qa.confidence import Calibration, Scaling, log_odds_of_best
from qa.reader import BUNDLED, OnnxReader
from qa.spans import SpanWeights, signs

# Of the signs, so that the ridge treats them alike.
_SPREADS = np.array([5.0, 2.0, 0.1, 0.3, 0.3, 1.0])
_RIDGE = 0.001
_NEIGHBOURS = 15  # thresholds, 0.01 apart, judged together
_FOLDS = 10  # of articles held out together, where there are more articles than that
_CURVE = (0.2, 0.4, 0.6, 0.8, 1.0)  # shares of the questions at which accuracy is printed


def fit_span_weights(readings: Sequence[OpenReading]) -> SpanWeights:
    """Fit what each sign is worth: a conditional logit (McFadden 1974) with "none" as a choice.

    Maximises the likelihood that a right span is chosen, a nearly right one in proportion to its
    F1; "none", whose log-odds are 0, is right where no span is.
    """
    from scipy.optimize import minimize

    data = [_choices(reading) for reading in readings]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros(_SPREADS.size)
        for x, worth in data:
            scores = np.append(x @ weights, 0.0)
            chosen = _softmax(scores)
            share = chosen @ worth
            total -= float(np.log(share))
            slope += x.T @ (chosen - chosen * worth / share)[:-1]
        signed = np.append(weights[:-1], 0.0)
        return total / len(data) + _RIDGE * signed @ signed, slope / len(data) + 2 * _RIDGE * signed

    fitted = minimize(loss, np.zeros(_SPREADS.size), jac=True, method="L-BFGS-B").x / _SPREADS
    worth = (round(float(weight), 4) for weight in fitted)
    reading, passage, cosine, lexical, form, none = worth
    return SpanWeights(reading, passage, cosine, lexical, -form, -none)


def _choices(reading: OpenReading) -> tuple[Floats, Floats]:
    """Give the scaled signs of each span, (n, 6), and what each choice is worth, (n + 1,)."""
    marks = list(reading.marks)
    x = np.array([signs(reading.kind, hit, mark) for hit, mark in marks])
    x = x.reshape(-1, _SPREADS.size) / _SPREADS
    texts = [hit.passage.text[mark.start : mark.end] for hit, mark in marks]
    worth = np.array([reading.gold_f1(text) for text in texts])
    worth[worth < RIGHT] = 0.0
    return x, np.append(worth, 0.0 if worth.any() else 1.0)


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())


def judge(readings: Sequence[OpenReading], weights: SpanWeights) -> tuple[Floats, Floats]:
    """Give the log-odds of each question's best candidate, (n,), and its F1, (n,)."""
    log_odds, scores = [], []
    for reading in readings:
        listing = reading.listing(weights)
        candidates = listing.candidates
        known = log_odds_of_best(candidates, listing.backing) if candidates else -50.0
        log_odds.append(known)
        scores.append(reading.gold_f1(candidates[0].text) if candidates else 0.0)
    return np.array(log_odds), np.array(scores)


def fit_scaling(log_odds: Floats, right: Flags) -> Scaling:
    """Fit what turns log-odds into probabilities (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0).fit(log_odds[:, None], right)
    return Scaling(round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def cross_validate(readings: Sequence[OpenReading]) -> tuple[Floats, Floats]:
    """Give probability, (n,), and F1, (n,), of each question, all fitted without its article.

    Raises:
        InputError: the questions are of one article only.
    """
    folds = _folds([reading.question.title for reading in readings])
    if len(set(folds)) < 2:
        raise InputError("Give questions of two articles at least: each is judged by the others.")
    probabilities, scores = np.zeros(len(readings)), np.zeros(len(readings))
    for fold in sorted(set(folds)):
        held_out = folds == fold
        rest = [reading for reading, out in zip(readings, held_out, strict=True) if not out]
        own = [reading for reading, out in zip(readings, held_out, strict=True) if out]
        weights = fit_span_weights(rest)
        log_odds, f1s = judge(rest, weights)
        scaling = fit_scaling(log_odds, f1s >= RIGHT)
        log_odds, scores[held_out] = judge(own, weights)
        probabilities[held_out] = 1 / (1 + np.exp(-scaling.slope * log_odds - scaling.offset))
    return probabilities, scores


def _folds(titles: Sequence[str]) -> NDArray[np.int_]:
    """Number the part that each title is in, (n,): each alone, or at most `_FOLDS` of many.

    Titles that follow each other are mostly in one part, as reports of one event should be.
    """
    sizes = Counter(titles)  # in the order of the titles
    if len(sizes) <= _FOLDS:
        part = {title: at for at, title in enumerate(sizes)}
    else:
        before = [0, *accumulate(sizes.values())]
        part = {title: at * _FOLDS // len(titles) for title, at in zip(sizes, before, strict=False)}
    return np.array([part[title] for title in titles])


def best_threshold(probabilities: Floats, answerable: Flags) -> float:
    """Give the threshold with the most right decisions, shares of both kinds weighed 2 to 1.

    An answerable question that is refused costs twice what an unanswerable one that is answered
    does, for an answer can be checked by its citation. Shares, not counts, so that the result does
    not depend on how many unanswerable questions a set happens to have. The curve is flat near its
    top, so each threshold is judged together with its neighbours: else chance would choose.
    """
    tried = np.round(np.arange(0.05, 0.95, 0.01), 2)
    worth = np.array(
        [
            2 * (probabilities[answerable] >= t).mean() + (probabilities[~answerable] < t).mean()
            for t in tried
        ]
    )
    around = np.pad(worth, _NEIGHBOURS // 2, mode="edge")
    return float(tried[int(np.argmax(np.convolve(around, np.ones(_NEIGHBOURS), "valid")))])


def fit(
    readings: Sequence[OpenReading], sets: Mapping[str, int] | None = None
) -> tuple[Calibration, str]:
    """Fit a calibration on all of the readings; gives it with a report of held-out figures.

    `sets` names the sets that the readings are of, one after another, with their numbers of
    questions, which add up to the readings; with more than one the report goes on with the figures
    of each.

    Raises:
        InputError: the questions are of one article only.
    """
    probabilities, scores = cross_validate(readings)
    answerable = np.array([reading.question.answerable for reading in readings])
    weights = fit_span_weights(readings)
    log_odds, fitted_scores = judge(readings, weights)
    scaling = fit_scaling(log_odds, fitted_scores >= RIGHT)
    threshold = best_threshold(probabilities, answerable)
    lines = [report(probabilities, scores, answerable, threshold)]
    start = 0
    for name, size in (sets if sets and len(sets) > 1 else {}).items():
        own = slice(start, start + size)
        lines += ["", name, report(probabilities[own], scores[own], answerable[own], threshold)]
        start += size
    return Calibration(weights, scaling, threshold), "\n".join(lines)


def report(probabilities: Floats, scores: Floats, answerable: Flags, threshold: float) -> str:
    """Say in lines what confidence is worth on these questions."""
    right, found = scores >= RIGHT, probabilities >= threshold
    coverage, accuracy = risk_coverage(probabilities, right)
    curve = [accuracy[np.searchsorted(coverage, share)] for share in _CURVE]
    f1 = _mean(100 * scores[answerable], ".1f")
    answered, refused = _mean(found[answerable], ".3f"), _mean(~found[~answerable], ".3f")
    lines = [
        f"questions {len(scores)}, answerable {answerable.sum()}",
        f"F1 of the best span, answerable questions: {f1}",
        f"expected calibration error: {calibration_error(probabilities, right):.3f}",
        f"area under ROC, right or wrong: {_area(probabilities, right)}",
        f"area under ROC, answerable or not: {_area(probabilities, answerable)}",
        f"coverage at 80% and 90% accuracy: {coverage_at(0.8, probabilities, right):.3f}, "
        f"{coverage_at(0.9, probabilities, right):.3f}",
        "accuracy when the surest 20, 40, 60, 80, 100% are answered: "
        + ", ".join(f"{share:.3f}" for share in curve),
        f"threshold {threshold}: answered when answerable {answered}, refused when not {refused}",
    ]
    return "\n".join(lines)


def _mean(values: Floats | Flags, form: str) -> str:
    """The mean, or a dash where there is nothing to take it of."""
    return format(values.mean(), form) if values.size else "–"


def _area(probabilities: Floats, true: Flags) -> str:
    """The area under ROC, or a dash where there is one kind of question only."""
    return f"{area_under_roc(probabilities, true):.3f}" if 0 < true.sum() < true.size else "–"


def main() -> None:
    """Fit, print what it gives, and store it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--reader", default=BUNDLED, help="its name, or an exported one's folder")
    parser.add_argument("--write", action="store_true", help="store it beside the reader's weights")
    arguments = parser.parse_args()
    settings = Settings.from_environment()
    gold = {str(path): read_questions(path) for path in arguments.gold}
    asked = {name: asked_once(questions) for name, questions in gold.items()}
    reader = OnnxReader.open(arguments.reader, settings)
    with tempfile.TemporaryDirectory() as folder:
        library = make_open_library(Path(folder) / "library", chain(*gold.values()))
        readings = read_open(library, reader, [*chain(*asked.values())])
        library.close()
    calibration, figures = fit(readings, {name: len(own) for name, own in asked.items()})
    print(figures)
    print(astuple(calibration))
    if arguments.write:
        calibration.save(reader.folder)


if __name__ == "__main__":
    main()
