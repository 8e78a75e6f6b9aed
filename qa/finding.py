"""What the passages of a question hold, before it is said whether that is an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import Hit
from qa.answers import Alternative
from qa.confidence import Calibration
from qa.corroboration import merge_more, nearest_to_answer
from qa.lists import arrange_list
from qa.merge import Candidate, merge_spans
from qa.questions import Kind
from qa.said import SURE, who_said
from qa.spans import Span
from qa.statements import what_was_said

PASSAGES = 8  # read for a question; the calibration is fitted to it

Read = Callable[[Sequence[Hit]], list[Span]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Spans of the hits that were read, and the candidates that they make, best first.

    `backing` are candidates that speak for the best one rather than against it, and `items` what
    stands on its list, both for a list question only. `confidence` is that of the best candidate.
    """

    hits: Sequence[Hit]
    spans: Sequence[Span]
    candidates: Sequence[Candidate]
    confidence: float
    backing: Sequence[Candidate] = ()
    items: tuple[Alternative, ...] = ()


def find(
    question: str, kind: Kind, ranked: Sequence[Hit], read: Read, calibration: Calibration
) -> Finding:
    """Look for an answer in the first of these hits, and where there is one, for more sources.

    What was said, and by whom, is told by rules where they are sure, else by reading.
    """
    hits = ranked[:PASSAGES]
    told = who_said(question, hits)
    spans = told or read(hits)
    told = told or what_was_said(question, hits, spans)
    if told:
        return Finding(hits, told, merge_spans(told), SURE)
    listing = arrange_list(kind, question, merge_spans(spans))
    candidates = listing.candidates
    confidence = calibration.probability(candidates, listing.backing)
    if listing.items or confidence < calibration.threshold:
        return Finding(hits, spans, candidates, confidence, listing.backing, listing.items)
    more = nearest_to_answer(question, candidates[0].best, ranked, PASSAGES)
    further = read(more)
    corroborated = merge_more(candidates, spans, further)
    return Finding([*hits, *more], [*spans, *further], corroborated, confidence, listing.backing)
