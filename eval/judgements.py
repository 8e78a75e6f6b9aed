"""A judged question, as a run writes it down: a line of JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from eval.contexts import Context
from eval.tallies import Tally
from eval.verdicts import Verdict
from index import InputError


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a gold question, with all that figures, comparisons and reports need.

    `best` are the words that the confidence, in [0, 1], is about: those shown, or those held back
    for want of it; `best_right` says whether they are a gold answer's. `relevant` counts the
    passages that hold a gold answer, and `rank`, from 1, is that of the first retrieved. `expected`
    and `shown` are the first gold place and the first citation. `ms` is the time that it took.
    Small talk asks nothing and has a part in no figure but its own.
    """

    gold_set: str
    id: str
    kind: str
    question: str
    found: bool
    text: str
    verdict: Verdict
    tallies: Mapping[str, Tally]
    ms: float
    sources: tuple[str, ...] = ()
    understood: str = ""
    gold: tuple[str, ...] = ()
    best: str = ""
    best_right: bool = False
    confidence: float = 0.0
    threshold: float = 0.0
    relevant: int = 0
    rank: int | None = None
    expected: Context | None = None
    shown: Context | None = None
    small_talk: bool = field(default=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other question of a run."""
        return self.gold_set, self.id

    @property
    def answerable(self) -> bool:
        """Whether the gold set has an answer."""
        return bool(self.gold)

    def value(self, figure: str) -> float | None:
        """Its own share of a figure, in [0, 1]; None where it has no part in it."""
        added, possible = self.tallies.get(figure, (0.0, 0.0))
        return added / possible if possible else None

    def to_line(self) -> str:
        """Write it as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Judgement:
        """Read a line that `to_line` wrote.

        Raises:
            InputError: it is none.
        """
        try:
            record = json.loads(line)
            tallies = {name: (float(a), float(b)) for name, (a, b) in record["tallies"].items()}
            given = {
                **record,
                "verdict": Verdict(record["verdict"]),
                "tallies": tallies,
                "sources": tuple(record["sources"]),
                "gold": tuple(record["gold"]),
                "expected": _context(record["expected"]),
                "shown": _context(record["shown"]),
            }
            return cls(**given)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"This is no judged question: {error!r}.") from None


def _context(record: dict[str, Any] | None) -> Context | None:
    return Context(**record) if record else None
