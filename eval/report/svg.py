"""Parts of a plot as SVG: a frame with axes, and what is drawn in it. All text is escaped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

Point = tuple[float, float]

_WIDTH, _HEIGHT = 440, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 54, 22, 12, 46
SHARES = tuple((share / 100, f"{share}%") for share in (0, 25, 50, 75, 100))


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`, with the places and words of its ticks, and its name."""

    name: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]

    def at(self, value: float) -> float:
        """Give the place of a value along the axis, in [0, 1]."""
        inside = min(max(value, self.low), self.high)
        return (inside - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Frame:
    """Two axes, and where a point lies in the picture."""

    x: Axis
    y: Axis

    def place(self, point: Point) -> Point:
        """Give pixels from the upper left."""
        across, up = self.x.at(point[0]), self.y.at(point[1])
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return round(_LEFT + across * width, 1), round(_TOP + (1 - up) * height, 1)

    def picture(self, told: str, parts: Iterable[Markup]) -> Markup:
        """Put parts into the frame; `told` says in words what is to be seen."""
        return Markup(
            '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
        ).format(_WIDTH, _HEIGHT, told, self._axes(), Markup("").join(parts))

    def _axes(self) -> Markup:
        parts = [
            line((self.place((value, self.y.low)), self.place((value, self.y.high))), "grid")
            + label(self.place((value, self.y.low)), word, "middle", dy=17)
            for value, word in self.x.ticks
        ]
        parts += [
            line((self.place((self.x.low, value)), self.place((self.x.high, value))), "grid")
            + label(self.place((self.x.low, value)), word, "end", dx=-7, dy=4)
            for value, word in self.y.ticks
        ]
        middle = (_LEFT + (_WIDTH - _LEFT - _RIGHT) / 2, float(_HEIGHT))
        parts.append(label(middle, self.x.name, "middle", dy=-7, kind="name"))
        across = (-(_TOP + (_HEIGHT - _TOP - _BOTTOM) / 2), 12.0)
        parts.append(label(across, self.y.name, "middle", kind="name", turn=-90))
        return Markup("").join(parts)


def line(points: Iterable[Point], kind: str) -> Markup:
    """Join points that are in pixels."""
    joined = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Markup('<polyline class="{}" points="{}"/>').format(kind, joined)


def dot(point: Point, radius: float, kind: str, told: str) -> Markup:
    """Draw a point that says its values when it is pointed at."""
    return Markup(
        '<circle class="{}" cx="{:g}" cy="{:g}" r="{:.1f}"><title>{}</title></circle>'
    ).format(kind, *point, radius, told)


def label(
    at: Point,
    words: str,
    anchor: str,
    *,
    dx: float = 0,
    dy: float = 0,
    kind: str = "tick",
    turn: float = 0,
) -> Markup:
    """Write words at a point, turned about the corner of the picture by some degrees."""
    return Markup(
        '<text class="{}" x="{:g}" y="{:g}" text-anchor="{}" transform="rotate({:g})">{}</text>'
    ).format(kind, at[0] + dx, at[1] + dy, anchor, turn, words)


def steps(points: Sequence[Point]) -> list[Point]:
    """Turn points into stairs: each value holds until the next one."""
    stairs = list(points[:1])
    for (_, y), (x, following) in pairwise(points):
        stairs += [(x, y), (x, following)]
    return stairs


def round_ticks(high: float) -> list[tuple[float, str]]:
    """Give about five round numbers from 0 to the first at or above `high`."""
    rough = max(high, 1e-9) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * 0.999)
    count = math.ceil(high / step - 1e-9)
    return [(step * number, f"{step * number:g}") for number in range(max(count, 1) + 1)]
