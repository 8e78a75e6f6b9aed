"""How a title stands in front of a passage when it is read."""

from __future__ import annotations

_LONGEST = 150  # characters; the passage needs the rest of the window
_BAR = " | "  # a token of its own, so that a title is not read as the first sentence


def titled(title: str, passage: str) -> tuple[str, int]:
    """Put a title in front of a passage; gives the text and where in it the passage begins."""
    title = " ".join(title.split())[:_LONGEST]
    heading = title + _BAR if title else ""
    return heading + passage, len(heading)
