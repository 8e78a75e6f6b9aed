"""What can be said of two quotes that answer one question."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """Whether two quotes give one answer; `UNSURE` keeps them apart, but does not set them against.

    Two quotes that are `DIFFERENT` are never in one answer, whatever a third is the same as.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
