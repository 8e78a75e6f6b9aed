"""Give each system processes of its own: one to index in, and one in which it is asked in turns."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from eval.bench.memory import peak_memory
from eval.bench.peers.collection import Collection
from eval.bench.peers.system import Weights, system_named
from eval.bench.peers.trial import Outcome, Trial, ask_all
from eval.questions import GoldQuestion

_TURN = 10  # questions
_REST = 0.05  # seconds, for threads that wait for more work to fall asleep
_SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Indexing:
    """How many passages a system made, in how many seconds, and the megabytes that it held."""

    passages: int
    seconds: float
    mb: float


def try_systems(
    collection: Collection, weights: Weights, folders: Mapping[str, Path]
) -> list[Trial]:
    """Let systems index, one after another, and ask them in turns; a new folder for each."""
    indexed = {name: _index(name, collection, weights, folders[name]) for name in folders}
    asked = {name: Asked(name, collection, weights, folders[name]) for name in folders}
    outcomes: dict[str, list[Outcome]] = {name: [] for name in folders}
    for begin in range(0, len(collection.questions), _TURN):
        for name, system in asked.items():
            time.sleep(_REST)
            outcomes[name] += system.ask(collection.questions[begin : begin + _TURN])
    characters = sum(len(article.text) for article in collection.articles)
    return [
        Trial(
            system=name,
            collection=collection.name,
            passages=indexed[name].passages,
            characters=characters,
            indexing_s=indexed[name].seconds,
            indexing_mb=indexed[name].mb,
            asking_mb=asked[name].finish(),
            outcomes=outcomes[name],
        )
        for name in folders
    ]


class Asked:
    """A system that has opened its index in a process of its own, and waits for questions."""

    def __init__(self, name: str, collection: Collection, weights: Weights, folder: Path) -> None:
        self._connection, other_end = _SPAWN.Pipe()
        given = (other_end, name, collection, weights, folder)
        self._process = _SPAWN.Process(target=_answer, args=given, daemon=True)
        self._process.start()
        other_end.close()  # so that a process that dies is an error here, and no waiting
        self._connection.recv()

    def ask(self, questions: Sequence[GoldQuestion]) -> list[Outcome]:
        """Ask some questions."""
        self._connection.send(questions)
        outcomes: list[Outcome] = self._connection.recv()
        return outcomes

    def finish(self) -> float:
        """End the process; gives the most megabytes that it held."""
        self._connection.send([])
        peak: float = self._connection.recv()
        self._process.join()
        return peak


def _answer(
    connection: Connection, name: str, collection: Collection, weights: Weights, folder: Path
) -> None:
    """Say that the index is open, and answer until there are no more questions."""
    ask = system_named(name).open(weights, folder)
    texts = {article.id: article.text for article in collection.articles}
    connection.send(None)
    while questions := connection.recv():
        connection.send(ask_all(ask, questions, texts))
    connection.send(peak_memory())


def _index(name: str, collection: Collection, weights: Weights, folder: Path) -> Indexing:
    with ProcessPoolExecutor(1, _SPAWN) as process:
        return process.submit(_index_here, name, collection, weights, folder).result()


def _index_here(name: str, collection: Collection, weights: Weights, folder: Path) -> Indexing:
    """Index in this process; models are loaded in the time that counts, modules before."""
    system = system_named(name)
    began = time.perf_counter()
    passages = system.index(collection.articles, weights, folder)
    return Indexing(passages, time.perf_counter() - began, peak_memory())
