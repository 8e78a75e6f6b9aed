"""Judged questions made by hand."""

from __future__ import annotations

from eval.contexts import Context
from eval.judgements import Judgement
from eval.run_folder import Setup
from eval.tallies import Tally
from eval.verdicts import Verdict

SETUP = Setup("0.1.0", "code", "library", 3, "toy", "files", None, {"gold": "digest"})


def judged(
    id: str,
    f1: float = 1.0,
    *,
    confidence: float = 0.9,
    answerable: bool = True,
    found: bool = True,
    kind: str = "fact",
    ms: float = 10.0,
    rank: int | None = 1,
    question: str = "",
    verdict: Verdict | None = None,
    **tallies: Tally,
) -> Judgement:
    """Make one; of an answerable question `f1` says how good the answer is."""
    good = f1 >= 0.5 if answerable else not found
    context = Context("a", "About a", "before ", "words", " after")
    return Judgement(
        gold_set="gold",
        id=id,
        kind=kind,
        question=question or f"Question {id}?",
        found=found,
        text="words" if found else "",
        verdict=verdict or (Verdict.RIGHT if good else Verdict.WRONG_SPAN),
        tallies={
            "right": (float(good), 1.0),
            "f1": (f1, 1.0) if answerable else (0.0, 0.0),
            "overall_f1": (f1 if answerable else float(not found), 1.0),
            "hit_at_1": (float(rank == 1), 1.0) if answerable else (0.0, 0.0),
            **tallies,
        },
        ms=ms,
        sources=("The Coast",) if answerable else (),
        gold=("words",) if answerable else (),
        best="words",
        best_right=answerable and f1 >= 0.5,
        confidence=confidence,
        threshold=0.5,
        relevant=1,
        rank=rank,
        expected=context if answerable else None,
        shown=context if found else None,
    )
