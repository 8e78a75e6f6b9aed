"""Verbs of saying, by their bases: in which forms they stand, `base_of` tells."""

from __future__ import annotations

from qa.english.verbs import base_of
from qa.english.words import word_set

SAYING = word_set("say state tell write")
REPLYING = word_set("answer comment post remark reply respond tweet")  # what they say is quoted
CLAIMING = word_set("add announce argue claim declare insist promise warn")  # that something is so


def is_form_of(bases: frozenset[str], verb: str) -> bool:
    """Whether a verb, whatever its case, is a form of one of these bases."""
    return base_of(verb.lower()) in bases
