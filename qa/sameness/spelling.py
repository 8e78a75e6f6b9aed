"""Names that differ in spelling only: Soleimani and Suleimani, Erbil and Irbil."""

from __future__ import annotations

import re
from functools import lru_cache

# Names that one letter sets apart from another.
_SET_APART = frozenset(
    "austen austin chile chili colombia columbia frances francis hodson houston hudson huston "
    "lester lister maier mayer meier meyer monroe munroe nelson nilson paola paula".split()
)
# What is heard alike across the ways of writing Arabic, Persian, Russian and others in Latin.
_DOUBLED = re.compile(r"(\w)\1")
_HEARD = [
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"^m[aou]ham[aei]d$", "muhamad"),
        (r"^ahm[ae]d$", "ahmad"),
        (r"x", "ks"),
        (r"nder$", "ndr"),
        (r"iy$", "y"),
        (r"(?<=[aeiou])y(?=[aeiou])", ""),
        (r"[ae][iy](?=\w)", "ei"),
        (r"ou|o", "u"),
        (r"e", "i"),
    )
]
_SHORTEST = 5  # letters of a name whose vowels may change: Lee is not Li


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Give what a folded name shares with its other spellings, and with no other name."""
    if name in _SET_APART:
        return name
    name = heard = _DOUBLED.sub(r"\1", name).replace("q", "k")
    for pattern, letters in _HEARD:
        heard = pattern.sub(letters, heard)
    return heard if len(heard) >= _SHORTEST else name
