"""Bounds that figures must keep, written in a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.figure_names import shown
from index import InputError

_LIKE = "[at_least]\nf1 = 0.65\n\n[at_most]\np95_ms = 200"
_SIDES = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure and its bound: the least it may be, or the most."""

    figure: str
    bound: float
    at_most: bool

    def holds(self, value: float) -> bool:
        """Whether a value keeps the bound."""
        return value <= self.bound if self.at_most else value >= self.bound

    def told(self, value: float) -> str:
        """Say what came of it."""
        side = "at most" if self.at_most else "at least"
        bound, is_now = shown(self.figure, self.bound), shown(self.figure, value)
        word = "holds" if self.holds(value) else "FAILED"
        return f"gate {word}: {self.figure} is {is_now}, to be {side} {bound}"


def read_gates(path: Path) -> list[Gate]:
    """Read a TOML file with tables `at_least` and `at_most`, of figures and bounds.

    Raises:
        InputError: it cannot be read, or holds anything else, or nothing.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"Cannot read the gates {path}: {why}.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is no TOML ({error}). Write it as:\n{_LIKE}") from None
    gates = []
    for side, bounds in tables.items():
        if side not in _SIDES or not isinstance(bounds, dict):
            raise InputError(f"{path} has {side!r}, and only [at_least] and [at_most] may stand.")
        for figure, bound in bounds.items():
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise InputError(f"{path}: the bound of {figure!r} is no number: {bound!r:.40}.")
            gates.append(Gate(figure, float(bound), side == "at_most"))
    if not gates:
        raise InputError(f"{path} holds no bounds. Write it as:\n{_LIKE}")
    return gates


def failed(gates: list[Gate], values: Mapping[str, float]) -> list[Gate]:
    """Give the gates that do not hold.

    Raises:
        InputError: there is no such figure of these questions.
    """
    for gate in gates:
        if gate.figure not in values:
            raise InputError(
                f"The gates name {gate.figure!r}, which is no figure of these questions. There are "
                f"{', '.join(sorted(values))}."
            )
    return [gate for gate in gates if not gate.holds(values[gate.figure])]
