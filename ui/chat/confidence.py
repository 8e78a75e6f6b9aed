"""How sure an answer is, in words: calibrated figures deserve plain ones."""

from __future__ import annotations

from qa import Answer, Kind
from ui.chat.markup import dotted
from ui.provenance import count_sources

# The lowest probability for which the words hold.
_CONFIDENCE = ((0.9, "Very likely"), (0.7, "Likely"), (0.5, "Possibly"))
_LOW = "Uncertain: check the source"


def verdict(answer: Answer) -> str:
    """Say how sure an answer is, and how many sources it has."""
    return f'<p class="pq-verdict">{dotted([confidence(answer), count_sources(answer)])}</p>'


def confidence(answer: Answer) -> str:
    """Say how sure an answer is; of a yes/no question, that the words are to the point."""
    probability = answer.confidence
    quality = "to the point" if answer.kind is Kind.YES_NO else "right"
    likely = next((words for least, words in _CONFIDENCE if probability >= least), "")
    title = f"Estimated chance that this is {quality}: {probability:.0%}"
    words = f"{likely} {quality}" if likely else _LOW
    return f'<span class="pq-confidence" title="{title}">{words}</span>'
