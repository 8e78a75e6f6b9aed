"""What else the articles say: other answers, and those that contradict the answer."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answers import Alternative
from qa.merge import Candidate
from qa.questions import Kind

_ALTERNATIVES = 2


def find_alternatives(kind: Kind, candidates: Sequence[Candidate]) -> tuple[Alternative, ...]:
    """Give the likeliest answers after the best of these candidates."""
    others = candidates[1 : 1 + _ALTERNATIVES]
    return tuple(Alternative(other.text, other.citations) for other in others)
