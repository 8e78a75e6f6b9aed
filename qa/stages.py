"""What is known of a question before it is answered, for whoever watches it being answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from index import Hit


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question, `asked`, is taken to ask: itself, or what a follow-up stands for."""

    asked: str
    question: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages that are read first, best first; not told where none needs to be read."""

    hits: Sequence[Hit]


Stage: TypeAlias = Understood | Retrieved
OnStage: TypeAlias = Callable[[Stage], None]


def unwatched(_stage: Stage) -> None:
    """Watch nothing."""
