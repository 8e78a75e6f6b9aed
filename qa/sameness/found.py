"""A number or a time where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[Value_co]):
    """`[start, end)` of a text, whose heart is `[first, last)`: no hedge, no year of a date."""

    start: int
    first: int
    last: int
    end: int
    value: Value_co

    def touches(self, start: int, end: int) -> bool:
        """Whether `[start, end)` holds some of the heart: the rest alone says something else."""
        return self.first < end and start < self.last

    def meets(self, other: Found[object]) -> bool:
        """Whether two share characters."""
        return self.start < other.end and other.start < self.end
