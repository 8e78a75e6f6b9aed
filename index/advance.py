"""How work that takes long tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Advance: TypeAlias = Callable[[int, int], None]  # how many things are done, of how many


def unseen(_done: int, _total: int) -> None:
    """Tell nobody."""
