"""The figures, as pure functions: what each one means is written here and nowhere else."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

RIGHT = 0.5  # F1 from which some words count as the gold ones

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalize_answer(text: str) -> str:
    """Lower-case, drop punctuation and English articles, squeeze white space.

    SQuAD's rules (Rajpurkar et al. 2016, section 6), to the letter: only ASCII punctuation counts.
    """
    text = text.lower().translate(_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", text).split())


def exact_match(answer: str, gold: Sequence[str]) -> float:
    """1.0 when the answer equals a gold answer once both are normalised, else 0.0.

    No gold answer means that the question has none: then the empty answer is the exact one.
    """
    return float(any(normalize_answer(answer) == normalize_answer(text) for text in gold or [""]))


def f1(answer: str, gold: Sequence[str]) -> float:
    """Best harmonic mean of token precision and recall over the gold answers, in [0, 1]."""
    return max(_f1(normalize_answer(answer), normalize_answer(text)) for text in gold or [""])


def _f1(answer: str, gold: str) -> float:
    ours, theirs = answer.split(), gold.split()
    if not ours or not theirs:
        return float(ours == theirs)
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share in [0, 1] of all values does not exceed (nearest rank).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # ceiling
    return ordered[max(0, int(rank) - 1)]


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0.0 of nothing."""
    return sum(values) / len(values) if values else 0.0
