"""What went wrong with a question: in retrieval, in choosing a passage, in marking, in deciding."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.ground import Place


class Verdict(StrEnum):
    """What became of a question, by the stage that lost it."""

    RIGHT = "right"
    RIGHTLY_REFUSED = "rightly refused"
    RETRIEVAL_MISSED = "retrieval missed"
    WRONG_PASSAGE = "wrong passage"
    WRONG_SPAN = "wrong span"
    WRONG_SOURCE = "wrong source"
    WRONG_METADATA = "wrong metadata"
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return self in {Verdict.RIGHT, Verdict.RIGHTLY_REFUSED}

    @property
    def means(self) -> str:
        """Say it in a sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Verdict.RIGHT: "The words shown are a gold answer's, and so is the article first cited.",
    Verdict.RIGHTLY_REFUSED: "No article answers it, and it was refused.",
    Verdict.RETRIEVAL_MISSED: "Of the passages that were read, none holds a gold answer.",
    Verdict.WRONG_PASSAGE: "A passage with a gold answer was read, and another one was preferred.",
    Verdict.WRONG_SPAN: "The words shown are from a passage with a gold answer, and not those.",
    Verdict.WRONG_SOURCE: "The words are right; the article first cited is none that says so.",
    Verdict.WRONG_METADATA: "It was answered from what is known of an article, and wrongly.",
    Verdict.WRONGLY_REFUSED: "A passage with a gold answer was read, and the answer refused.",
    Verdict.WRONGLY_ANSWERED: "No article answers it, and it was answered.",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides a verdict.

    `gold` is where gold answers stand, `read` which passages were read, and `shown` where the words
    shown stand; None of a refusal, and of words that stand in no article. Where there was nothing
    to read, an answer is from metadata.
    """

    answerable: bool
    found: bool
    right_words: bool
    right_source: bool
    gold: Collection[Place]
    read: Sequence[Place]
    shown: Place | None


def judge_evidence(evidence: Evidence) -> Verdict:
    """Name the first stage at which a question was lost."""
    if not evidence.answerable:
        return Verdict.WRONGLY_ANSWERED if evidence.found else Verdict.RIGHTLY_REFUSED
    if evidence.found and evidence.right_words:
        return Verdict.RIGHT if evidence.right_source else Verdict.WRONG_SOURCE
    good = [passage for passage in evidence.read if any(map(passage.holds, evidence.gold))]
    if evidence.gold and evidence.read and not good:
        return Verdict.RETRIEVAL_MISSED
    if not evidence.found:
        return Verdict.WRONGLY_REFUSED
    if evidence.shown is None:
        return Verdict.WRONG_METADATA
    at_hand = any(passage.meets(evidence.shown) for passage in good)
    return Verdict.WRONG_SPAN if at_hand else Verdict.WRONG_PASSAGE
