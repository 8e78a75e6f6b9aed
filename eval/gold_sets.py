"""The gold sets of a run: what is asked of them, in order, and what tells one from another."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.follow_ups import GoldTurn, read_conversations
from eval.gold_table import is_table
from eval.questions import GoldQuestion, read_questions
from index import InputError
from qa.squad import read_text

_SUFFIXES = (".gz", ".jsonl", ".json", ".csv")


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked in one go: a question, or the turns of a conversation."""

    gold_set: str
    turns: tuple[GoldTurn, ...]
    conversation: bool

    @property
    def questions(self) -> list[GoldQuestion]:
        """Its questions, one for each turn."""
        return [turn.question for turn in self.turns]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """What tells its questions from all others."""
        return [(self.gold_set, question.id) for question in self.questions]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold set by the name of its file, and the SHA-256 of what it says."""

    name: str
    digest: str
    cases: tuple[Case, ...]

    @property
    def questions(self) -> Iterator[GoldQuestion]:
        """All questions."""
        return (question for case in self.cases for question in case.questions)


def read_gold_sets(paths: Sequence[Path]) -> list[GoldSet]:
    """Read gold sets of questions and of conversations.

    Raises:
        InputError: one cannot be read, two have one name, or two questions of one have one id.
    """
    sets = [read_gold_set(path) for path in paths]
    twice = _repeated([gold.name for gold in sets])
    if twice:
        raise InputError(f"Two gold sets are called {twice!r}. Rename one of the files.")
    return sets


def read_gold_set(path: Path) -> GoldSet:
    """Read a gold set; it holds conversations if its first line has `turns`.

    Raises:
        InputError: it cannot be read, or two questions have one id.
    """
    text, name = read_text(path, "gold set"), _name(path)
    if not is_table(path) and '"turns"' in text.lstrip().partition("\n")[0]:
        talks = read_conversations(path)
        cases = [Case(name, tuple(turns), conversation=True) for turns in talks]
    else:
        single = (GoldTurn(q, q.question, follow_up=False) for q in read_questions(path))
        cases = [Case(name, (turn,), conversation=False) for turn in single]
    made = GoldSet(name, hashlib.sha256(text.encode()).hexdigest(), tuple(cases))
    twice = _repeated([question.id for question in made.questions])
    if twice:
        raise InputError(f"{path} has two questions with the id {twice!r}. Give each its own.")
    return made


def _name(path: Path) -> str:
    name = path.name
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name or path.name


def _repeated(names: Sequence[str]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)
