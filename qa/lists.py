"""The things that belong to a list which a question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answers import Alternative
from qa.merge import Candidate
from qa.questions import Kind


def gather_items(kind: Kind, candidates: Sequence[Candidate]) -> tuple[Alternative, ...]:
    """Give the items of a list, best first; nothing for a question of another kind."""
    return ()
