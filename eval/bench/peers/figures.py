"""The figures of a trial, and what one system has beside another; as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from eval.bench.peers.trial import Outcome, Trial
from eval.metrics import mean, percentile
from eval.resampling import middle, ratio_figures, resampled

WARM_UP = 10  # questions whose time does not count


def em(trial: Trial) -> float:
    """Exact match of the likeliest words, answerable questions, in percent."""
    return _percent([outcome.exact_match for outcome in _answerable(trial)])


def f1(trial: Trial) -> float:
    """F1 of the likeliest words, answerable questions, in percent."""
    return _percent([outcome.f1 for outcome in _answerable(trial)])


def given_f1(trial: Trial) -> float:
    """F1 of the answers given, answerable questions, in percent; a refusal scores 0."""
    return _percent([outcome.given_f1 for outcome in _answerable(trial)])


def answered(trial: Trial) -> float:
    """How many answerable questions are answered, in percent."""
    return _percent([bool(outcome.text) for outcome in _answerable(trial)])


def refused(trial: Trial) -> float:
    """How many unanswerable questions are refused, in percent."""
    return _percent([outcome.refused for outcome in trial.outcomes if not outcome.answerable])


def exact(trial: Trial) -> float:
    """How many of the answers given are the slice of an article that is named, in percent."""
    return _percent([outcome.exact for outcome in trial.outcomes if outcome.text])


def failures(trial: Trial) -> int:
    """How many questions ended in an error."""
    return sum(bool(outcome.failure) for outcome in trial.outcomes)


def ms(trial: Trial, share: float) -> float:
    """The time that a share of the questions stay within, in milliseconds."""
    return percentile([outcome.ms for outcome in trial.outcomes[WARM_UP:]], share)


def indexing_rate(trial: Trial) -> float:
    """Thousands of characters indexed a second: passages are of different size."""
    return trial.characters / 1000 / trial.indexing_s


def passage_rate(trial: Trial) -> float:
    """Passages indexed a second."""
    return trial.passages / trial.indexing_s


_ROWS: dict[str, Callable[[Trial], str]] = {
    "EM; F1, likeliest words": lambda t: f"{em(t):.1f}; {f1(t):.1f}",
    "F1 of the answers given": lambda t: f"{given_f1(t):.1f}",
    "citations exact, %": lambda t: f"{exact(t):.1f}",
    "answerable answered; unanswerable refused, %": (
        lambda t: f"{answered(t):.1f}; {refused(t):.1f}"
    ),
    "errors": lambda t: str(failures(t)),
    "p50; p95, ms": lambda t: f"{ms(t, 0.5):.0f}; {ms(t, 0.95):.0f}",
    "passages": lambda t: str(t.passages),
    "indexed a second: passages; thousand characters": (
        lambda t: f"{passage_rate(t):.0f}; {indexing_rate(t):.1f}"
    ),
    "memory indexing; asking, MB": lambda t: f"{t.indexing_mb:.0f}; {t.asking_mb:.0f}",
}


def table(trials: Sequence[Trial]) -> str:
    """Write the trials of one collection as a Markdown table, a system a column."""
    asked = trials[0].outcomes
    answerable = sum(outcome.answerable for outcome in asked)
    heading = f"{trials[0].collection}, {answerable} + {len(asked) - answerable} questions"
    lines = [[heading, *(trial.system for trial in trials)], ["---"] * (len(trials) + 1)]
    lines += [[name, *map(figure, trials)] for name, figure in _ROWS.items()]
    return _markdown(lines)


def comparison(ours: Trial, others: Sequence[Trial]) -> str:
    """Write what the first system has beside each other one, as a Markdown table."""
    lines = [
        [
            "beside",
            "F1, points more (95%)",
            "times its p50",
            "its memory indexing; asking",
            "passages; characters it indexes a second",
        ],
        ["---"] * 5,
    ]
    for other in others:
        low, high = lead_interval(ours, other)
        memory = (ours.indexing_mb / other.indexing_mb, ours.asking_mb / other.asking_mb)
        rates = [rate(ours) / rate(other) for rate in (passage_rate, indexing_rate)]
        lines.append(
            [
                other.system,
                f"{f1(ours) - f1(other):+.1f} ({low:+.1f} to {high:+.1f})",
                f"{ms(ours, 0.5) / ms(other, 0.5):.2f}",
                f"{memory[0]:.2f}; {memory[1]:.2f}",
                f"{rates[0]:.1f}; {rates[1]:.1f}",
            ]
        )
    return _markdown(lines)


def lead_interval(ours: Trial, other: Trial) -> tuple[float, float]:
    """Bound how much more F1 one system has: paired bootstrap over the questions, 95%."""
    pairs = zip(_answerable(ours), _answerable(other), strict=True)
    more = np.array([[100 * (a.f1 - b.f1)] for a, b in pairs])
    (interval,) = middle(resampled(len(more), partial(ratio_figures, (more, np.ones_like(more)))))
    return interval or (0.0, 0.0)


def _answerable(trial: Trial) -> list[Outcome]:
    return [outcome for outcome in trial.outcomes if outcome.answerable]


def _percent(values: Sequence[float]) -> float:
    return 100 * mean(values)


def _markdown(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
