"""The plots of a report, each from judged questions to SVG."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from eval.figures import TIMES, Confidences
from eval.judgements import Judgement
from eval.metrics import percentile
from eval.ranking import DEPTHS, RANKED
from eval.reliability import risk_coverage
from eval.report.svg import SHARES, Axis, Frame, dot, label, line, round_ticks, steps
from eval.tallies import sum_up

_BINS = 10


def plot_risk(judgements: Sequence[Judgement]) -> Markup:
    """Show how many answers are wrong when only the surest are given (El-Yaniv, Wiener 2010)."""
    sure = Confidences.of(judgements)
    coverage, accuracy = risk_coverage(sure.confidence, sure.right)
    frame = Frame(
        Axis("questions answered, the surest first", 0, 1, SHARES),
        Axis("wrong of those answered", 0, 1, SHARES),
    )
    curve = [frame.place(point) for point in zip(coverage, 1 - accuracy, strict=True)]
    parts = [line(curve, "line")]
    answered = np.array([judgement.found for judgement in judgements])
    if answered.any():
        share, wrong = float(answered.mean()), float(1 - sure.right[answered].mean())
        told = f"at the threshold: {share:.0%} answered, {wrong:.0%} of them wrong"
        parts.append(dot(frame.place((share, wrong)), 5, "dot other", told))
        parts.append(label(frame.place((share, wrong)), "threshold", "end", dx=-8, dy=-8))
    return frame.picture("Risk by coverage", parts)


def plot_reliability(judgements: Sequence[Judgement]) -> Markup:
    """Show how often answers of each confidence are right; a dot is larger the more there are."""
    sure = Confidences.of(judgements)
    frame = Frame(Axis("confidence", 0, 1, SHARES), Axis("right", 0, 1, SHARES))
    place = np.minimum((sure.confidence * _BINS).astype(int), _BINS - 1)
    bins = [place == number for number in range(_BINS) if (place == number).any()]
    points = [
        (float(sure.confidence[b].mean()), float(sure.right[b].mean()), int(b.sum())) for b in bins
    ]
    parts = [line((frame.place((0, 0)), frame.place((1, 1))), "guide")]
    parts.append(line((frame.place((x, y)) for x, y, _ in points), "line"))
    most = max((count for *_, count in points), default=1)
    parts += [
        dot(
            frame.place((x, y)),
            3 + 7 * (count / most) ** 0.5,
            "dot",
            f"confidence {x:.0%}: {y:.0%} right of {count}",
        )
        for x, y, count in points
    ]
    return frame.picture("Reliability: share right by confidence", parts)


def plot_retrieval(judgements: Sequence[Judgement]) -> Markup:
    """Show how deep one must read to have a gold answer, and to have all of them."""
    asked = [j for j in judgements if j.value("hit_at_1") is not None]
    ticks = [(float(k), str(k)) for k in (1, 4, 8, 12, 16, 20, 24)]
    frame = Frame(Axis("passages retrieved, k", 1, RANKED, ticks), Axis("", 0, 1, SHARES))
    hits = [
        (float(k), sum(j.rank is not None and j.rank <= k for j in asked) / max(len(asked), 1))
        for k in range(1, RANKED + 1)
    ]
    values = sum_up(judgement.tallies for judgement in asked)
    recall = [(float(k), values.get(f"recall_at_{k}", 0.0)) for k in DEPTHS]
    parts = []
    for points, kind, name in ((hits, "", "hit@k"), (recall, " other", "recall@k")):
        parts.append(line(map(frame.place, points), f"line{kind}"))
        parts += [
            dot(frame.place((k, y)), 3.5, f"dot{kind}", f"{name[:-1]}{k:.0f}: {y:.1%}")
            for k, y in points
            if k in DEPTHS
        ]
        side, dx = ("start", 8) if points is recall else ("end", 0)
        last = frame.place(points[-1])
        parts.append(label(last, name, side, dx=dx, dy=18, kind=f"tick{kind}"))
    return frame.picture("hit@k and recall@k", parts)


def plot_latency(judgements: Sequence[Judgement]) -> Markup:
    """Show what share of questions was answered within a time."""
    times = sorted(judgement.ms for judgement in judgements)
    ticks = round_ticks(times[-1])
    frame = Frame(Axis("milliseconds", 0, ticks[-1][0], ticks), Axis("answered", 0, 1, SHARES))
    points = [(time, number / len(times)) for number, time in enumerate(times, start=1)]
    parts = [line(map(frame.place, steps([(0.0, 0.0), *points])), "line")]
    for name, share in TIMES.items():
        time = percentile(times, share)
        told = f"{name.removesuffix('_ms')}: {time:.0f} ms"
        parts.append(dot(frame.place((time, share)), 4, "dot other", told))
        if share < 0.99:  # beside p95 its words would not be read
            words = f"{told.replace(': ', ' ')}"
            parts.append(label(frame.place((time, share)), words, "end", dx=-8, dy=-2))
    return frame.picture("Share of questions answered within a time", parts)
