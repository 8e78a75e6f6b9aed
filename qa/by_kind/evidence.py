"""The words to show as evidence: the sentence around what was marked, or a clause of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.articles import Offsets
from qa.answers import Answer, Citation
from qa.questions import Kind

_LONGEST = 280  # characters to be read at one glance
# Where a sentence can be cut so that what is left reads well, the best places first.
_CUTS = [
    re.compile(r"[;:]\s+|\s[–—]\s|[.!?][”\"]?\s+"),
    re.compile(r",?[”\"]?\s+(?=(?:and|but|while|although|because|which|who|where|after)\b)|,\s+"),
    re.compile(r"\s+"),
]


def show_evidence(answer: Answer) -> Answer:
    """Answer a question that asks whether with what can be read as evidence: whole sentences.

    There is no yes or no in the articles, only what they say. An alternative whose evidence the
    answer gives already is left out. Other answers stay as they are.
    """
    if answer.kind is not Kind.YES_NO or not answer.citations:
        return answer
    citations = _widen(answer.citations)
    others = (replace(a, citations=_widen(a.citations)) for a in answer.alternatives)
    return replace(
        answer,
        text=citations[0].quote,
        citations=citations,
        alternatives=tuple(
            replace(other, text=other.citations[0].quote)
            for other in others
            if not _repeats(other.citations, citations)
        ),
    )


def _widen(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(_widened(citation) for citation in citations)


def _repeats(citations: Sequence[Citation], shown: Sequence[Citation]) -> bool:
    """Whether some evidence is of the same place as some that is shown."""
    places = {(c.article.id, c.start, c.end) for c in shown}
    return any((c.article.id, c.start, c.end) in places for c in citations)


def evidence_around(text: str, start: int, end: int, sentence: Offsets) -> Offsets:
    """Give `[start, end)` of the evidence in a text: the sentence around a span, if it is short.

    Of a sentence of more than 280 characters it is the clauses around the span, as many as fit; a
    longer span stays as it is.
    """
    first, last = sentence
    for cut in _CUTS:
        if last - first <= _LONGEST:
            break
        first, last = _clauses(text, start, end, (first, last), cut)
    return first, last


def _clauses(text: str, start: int, end: int, sentence: Offsets, cut: re.Pattern[str]) -> Offsets:
    """Give the clause around a span, and while they fit those before it, then those behind."""
    first, last = sentence
    begins = [first, *(m.end() for m in cut.finditer(text, first, start) if m.end() <= start)]
    ends = [*(m.start() for m in cut.finditer(text, end, last)), last]
    first, last = begins.pop(), ends.pop(0)
    while begins and last - begins[-1] <= _LONGEST:
        first = begins.pop()
    while ends and ends[0] - first <= _LONGEST:
        last = ends.pop(0)
    return first, last


def _widened(citation: Citation) -> Citation:
    text = citation.article.text
    start, end = evidence_around(text, citation.start, citation.end, citation.sentence)
    return replace(citation, start=start, end=end, quote=text[start:end])
