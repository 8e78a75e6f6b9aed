"""Compare two runs on the questions that both asked: what changed, and whether by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.figures import CURVES, TIMES, Confidences, ratios, time_figures
from eval.judgements import Judgement
from eval.reliability import Floats
from eval.resampling import middle, ratio_figures, resampled, swap_test
from eval.run_folder import RunFolder
from eval.tallies import sum_up
from index import InputError


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of both runs; `low` and `high` bound `second - first` with 95% confidence.

    `p` is the probability of a difference as large where the runs do not differ; None of a figure
    that is tested by its interval alone.
    """

    first: float
    second: float
    low: float
    high: float
    p: float | None

    @property
    def change(self) -> float:
        """What the second run has more."""
        return self.second - self.first

    @property
    def clear(self) -> bool:
        """Whether chance alone does not explain it, at 5%."""
        return self.p <= 0.05 if self.p is not None else not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: figures by name, and the questions that only one of them got right.

    `changed` names what was not the same in their setups, `left_out` counts questions of one only.
    """

    questions: int
    left_out: int
    changed: tuple[str, ...]
    differences: dict[str, Difference]
    won: tuple[tuple[Judgement, Judgement], ...]
    lost: tuple[tuple[Judgement, Judgement], ...]

    def to_json(self) -> dict[str, Any]:
        """Give all of it as dictionaries."""
        return {
            "questions": self.questions,
            "left_out": self.left_out,
            "changed": list(self.changed),
            "differences": {
                name: {**asdict(difference), "change": difference.change}
                for name, difference in self.differences.items()
            },
            "won": [_pair(*pair) for pair in self.won],
            "lost": [_pair(*pair) for pair in self.lost],
        }


def compare(first: RunFolder, second: RunFolder) -> Comparison:
    """Compare two runs, question by question.

    Raises:
        InputError: no question was asked in both, in the same words and with the same answers.
    """
    before = {judgement.key: judgement for judgement in first.judgements}
    pairs = [
        (before[judgement.key], judgement)
        for judgement in second.judgements
        if judgement.key in before and _same_question(before[judgement.key], judgement)
    ]
    if not pairs:
        raise InputError(
            f"{first.path} and {second.path} have no question in common. Ask the same gold sets."
        )
    every = before.keys() | {judgement.key for judgement in second.judgements}
    asking = [pair for pair in pairs if not pair[0].small_talk]
    whole = _curves(asking) | _times(asking) if asking else {}
    return Comparison(
        questions=len(pairs),
        left_out=len(every) - len(pairs),
        changed=tuple(second.setup.differences(first.setup)),
        differences=_shares(pairs) | whole,
        won=tuple((a, b) for a, b in pairs if b.verdict.good and not a.verdict.good),
        lost=tuple((a, b) for a, b in pairs if a.verdict.good and not b.verdict.good),
    )


Pairs = Sequence[tuple[Judgement, Judgement]]


def _same_question(a: Judgement, b: Judgement) -> bool:
    return (a.question, a.gold) == (b.question, b.gold)


def _sides(pairs: Pairs) -> tuple[list[Judgement], list[Judgement]]:
    return [a for a, _ in pairs], [b for _, b in pairs]


def _shares(pairs: Pairs) -> dict[str, Difference]:
    sides = _sides(pairs)
    values = [sum_up(judgement.tallies for judgement in side) for side in sides]
    names = [name for name in values[0] if name in values[1]]
    first, second = (ratios(side, names) for side in sides)
    known = [bool(first[1][:, i].any() and second[1][:, i].any()) for i in range(len(names))]
    spread = middle(
        resampled(
            len(pairs), lambda drawn: ratio_figures(second, drawn) - ratio_figures(first, drawn)
        )
    )
    tested = swap_test(first, second)
    return {
        name: Difference(values[0][name], values[1][name], *(interval or (0.0, 0.0)), float(p))
        for name, interval, p, is_known in zip(names, spread, tested, known, strict=True)
        if is_known
    }


def _curves(pairs: Pairs) -> dict[str, Difference]:
    first, second = (Confidences.of(side) for side in _sides(pairs))
    return _by_interval(CURVES, len(pairs), first.curves, second.curves)


def _times(pairs: Pairs) -> dict[str, Difference]:
    first, second = (time_figures(side) for side in _sides(pairs))
    return _by_interval(tuple(TIMES), len(pairs), first, second)


Find = Callable[[Floats], Floats]


def _by_interval(names: Sequence[str], n: int, first: Find, second: Find) -> dict[str, Difference]:
    once = np.ones((1, n))
    (before,), (after,) = first(once), second(once)
    spread = middle(resampled(n, lambda drawn: second(drawn) - first(drawn)))
    return {
        name: Difference(float(a), float(b), *(interval or (0.0, 0.0)), None)
        for name, a, b, interval in zip(names, before, after, spread, strict=True)
        if np.isfinite(a) and np.isfinite(b)
    }


def _pair(a: Judgement, b: Judgement) -> dict[str, Any]:
    return {
        "gold_set": a.gold_set,
        "id": a.id,
        "question": a.question,
        "gold": list(a.gold),
        "first": {"text": a.text, "verdict": a.verdict, "confidence": a.confidence},
        "second": {"text": b.text, "verdict": b.verdict, "confidence": b.confidence},
    }
