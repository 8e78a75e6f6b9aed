"""Figures that are sums over questions: what each question adds, for any to be summed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Tally = tuple[float, float]  # what a question adds to a figure, of how much that it could add
Tallies = Mapping[str, Tally]  # by the name of the figure; none of figures that it has no part in


def share(flags: Sequence[bool]) -> Tally:
    """Give the tally of several decisions: how many are true, of all."""
    return float(sum(flags)), float(len(flags))


def single(value: float, counts: bool = True) -> Tally:
    """Give the tally of a single value in [0, 1], or of none where it does not count."""
    return (float(value), 1.0) if counts else (0.0, 0.0)


def sum_up(tallies: Iterable[Tallies]) -> dict[str, float]:
    """Give every figure, in [0, 1]: all that was added of all that could be; 0.0 of nothing."""
    sums: dict[str, Tally] = {}
    for each in tallies:
        for name, (added, possible) in each.items():
            before = sums.get(name, (0.0, 0.0))
            sums[name] = before[0] + added, before[1] + possible
    return {name: added / possible if possible else 0.0 for name, (added, possible) in sums.items()}


def score_set(counted: str, tallies: Iterable[Tallies]) -> dict[str, float]:
    """Sum up the questions that have any tally, with their number as `counted`; {} without any."""
    scored = [each for each in tallies if each]
    return {counted: float(len(scored)), **sum_up(scored)} if scored else {}
