"""What a trial gives: the outcome of every question, and what the system took for it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.peers.system import Ask, Reply
from eval.ground import Place
from eval.metrics import exact_match, f1
from eval.questions import GoldQuestion

# What a system of others may raise at a question; a wrong answer of it, and the end of none of us.
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question; `text` and `best` are those of the `Reply`.

    `exact` says whether the place that the system gave for its answer holds just that answer.
    `failure` is the error that it raised instead of answering, empty where it raised none.
    """

    id: str
    question: str
    answers: list[str]
    text: str
    best: str
    exact: bool
    failure: str
    ms: float

    @property
    def answerable(self) -> bool:
        """Whether the articles answer the question."""
        return bool(self.answers)

    @property
    def refused(self) -> bool:
        """Whether the system said that they do not; an error is no refusal."""
        return not self.text and not self.failure

    @property
    def f1(self) -> float:
        """How right the likeliest words are; of an answerable question."""
        return f1(self.best, self.answers)

    @property
    def exact_match(self) -> float:
        """The same by exact match."""
        return exact_match(self.best, self.answers)

    @property
    def given_f1(self) -> float:
        """How right the answer is that was given, 0 where a question was refused."""
        return f1(self.text, self.answers)


@dataclass(frozen=True, slots=True)
class Trial:
    """A system's outcomes on a collection, with what indexing took and what was held in memory."""

    system: str
    collection: str
    passages: int
    characters: int
    indexing_s: float
    indexing_mb: float
    asking_mb: float
    outcomes: list[Outcome]


def read_trials(path: Path) -> list[Trial]:
    """Read trials that were stored as JSON."""
    stored = json.loads(path.read_text("utf-8"))
    return [
        Trial(**{**trial, "outcomes": [Outcome(**outcome) for outcome in trial["outcomes"]]})
        for trial in stored
    ]


def ask_all(ask: Ask, questions: Sequence[GoldQuestion], texts: Mapping[str, str]) -> list[Outcome]:
    """Ask every question, one at a time; `texts` are those of the articles, by their ids."""
    outcomes = []
    for question in questions:
        began = time.perf_counter()
        reply, failure = _reply(ask, question.question)
        ms = 1000 * (time.perf_counter() - began)
        outcomes.append(
            Outcome(
                id=question.id,
                question=question.question,
                answers=question.texts,
                text=reply.text,
                best=reply.best,
                exact=_is_exact(reply, texts),
                failure=failure,
                ms=ms,
            )
        )
    return outcomes


def _reply(ask: Ask, question: str) -> tuple[Reply, str]:
    try:
        return ask(question), ""
    except _FAILURES as error:
        return Reply("", "", lambda: None), f"{type(error).__name__}: {error}"


def _is_exact(reply: Reply, texts: Mapping[str, str]) -> bool:
    if not reply.text:
        return False
    try:
        place = reply.place()
    except _FAILURES:
        return False
    return place is not None and _slice(place, texts) == reply.text


def _slice(place: Place, texts: Mapping[str, str]) -> str:
    return texts.get(place.article, "")[place.start : place.end]
