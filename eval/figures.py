"""Sum up judged questions: every figure with the interval in which chance leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from eval.curves import calibration_errors, coverages_at, percentiles, roc_areas
from eval.figure_names import GROUPED, LABELS
from eval.judgements import Judgement
from eval.reliability import Flags, Floats
from eval.resampling import Interval, Ratios, middle, ratio_figures, resampled
from eval.tallies import sum_up
from index import InputError

CURVES = ("roc_answerable", "roc_right", "calibration_error", "coverage_at_80", "coverage_at_90")
TIMES = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its 95% bootstrap interval, and the number of questions that it is of.

    Shares are in [0, 1], times in milliseconds.
    """

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a run; `groups` has those of each kind, source and gold set, by name."""

    questions: int
    answerable: int
    figures: Mapping[str, Figure]
    groups: Mapping[str, Mapping[str, Mapping[str, Figure]]]

    @property
    def values(self) -> dict[str, float]:
        """The figures alone, without their intervals."""
        return {name: figure.value for name, figure in self.figures.items()}

    def to_json(self) -> dict[str, Any]:
        """Give all of it as dictionaries."""
        return asdict(self)


def figures(judgements: Sequence[Judgement]) -> Figures:
    """Sum up judged questions.

    Raises:
        InputError: there are none.
    """
    if not judgements:
        raise InputError("There are no questions to sum up.")
    asking = [judgement for judgement in judgements if not judgement.small_talk]
    found = {
        **shares(judgements),
        **_spread(CURVES, len(asking), Confidences.of(asking).curves),
        **_spread(TIMES, len(asking), time_figures(asking)),
    }
    order = {name: number for number, name in enumerate(LABELS)}
    ordered = sorted(found, key=lambda name: order.get(name, len(order)))
    return Figures(
        questions=len(asking),
        answerable=sum(judgement.answerable for judgement in asking),
        figures={name: found[name] for name in ordered},
        groups={
            "kind": _grouped((j.kind, j) for j in asking),
            "source": _grouped((source, j) for j in asking for source in j.sources),
            "gold_set": _grouped((j.gold_set, j) for j in asking),
        },
    )


def shares(judgements: Sequence[Judgement], only: Iterable[str] = ()) -> dict[str, Figure]:
    """Sum up tallies, all or those of `only`; what no question has a part in is missing."""
    values = sum_up(judgement.tallies for judgement in judgements)
    counted = {name: sum(j.value(name) is not None for j in judgements) for name in values}
    names = [name for name in values if counted[name] and (not only or name in set(only))]
    if not names:
        return {}
    spread = middle(resampled(len(judgements), partial(ratio_figures, ratios(judgements, names))))
    return {
        name: _figure(values[name], interval, counted[name])
        for name, interval in zip(names, spread, strict=True)
    }


def ratios(judgements: Sequence[Judgement], names: Sequence[str]) -> Ratios:
    """Give what each question adds to these figures, (n, figures), and of how much."""
    tallies = np.array(
        [[j.tallies.get(name, (0.0, 0.0)) for name in names] for j in judgements], np.float64
    ).reshape(len(judgements), len(names), 2)
    return tallies[:, :, 0], tallies[:, :, 1]


@dataclass(frozen=True, slots=True)
class Confidences:
    """The confidence in each question's best words, (n,), and whether it was justified, (n,)."""

    confidence: Floats
    right: Flags
    answerable: Flags

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Confidences:
        """Take those of judged questions."""
        return cls(
            np.array([j.confidence for j in judgements], np.float64),
            np.array([j.best_right for j in judgements], bool),
            np.array([j.answerable for j in judgements], bool),
        )

    def curves(self, counts: Floats) -> Floats:
        """Give the figures of `CURVES`, (rounds, 5), by how often each was drawn, (rounds, n)."""
        sure, right = self.confidence, self.right
        return np.column_stack(
            [
                roc_areas(sure, self.answerable, counts),
                roc_areas(sure, right, counts),
                calibration_errors(sure, right, counts),
                coverages_at(0.8, sure, right, counts),
                coverages_at(0.9, sure, right, counts),
            ]
        )


def time_figures(judgements: Sequence[Judgement]) -> Callable[[Floats], Floats]:
    """Give what finds the figures of `TIMES`, (rounds, 3), from counts, (rounds, n)."""
    times = np.array([judgement.ms for judgement in judgements], np.float64)
    return lambda counts: np.column_stack(
        [percentiles(share, times, counts) for share in TIMES.values()]
    )


def _spread(names: Iterable[str], n: int, figures: Callable[[Floats], Floats]) -> dict[str, Figure]:
    """Give figures of n questions with their intervals; those that cannot be told are missing."""
    if not n:
        return {}
    (values,), spread = figures(np.ones((1, n))), middle(resampled(n, figures))
    return {
        name: _figure(float(value), interval, n)
        for name, value, interval in zip(names, values, spread, strict=True)
        if np.isfinite(value)
    }


def _figure(value: float, interval: Interval | None, questions: int) -> Figure:
    return Figure(value, *(interval or (value, value)), questions)


def _grouped(
    judgements: Iterable[tuple[str, Judgement]],
) -> dict[str, dict[str, Figure]]:
    groups: dict[str, list[Judgement]] = {}
    for group, judgement in judgements:
        groups.setdefault(group, []).append(judgement)
    return {group: shares(groups[group], GROUPED) for group in sorted(groups)}
