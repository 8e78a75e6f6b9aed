"""From a question to what the passages say of it: search, mark, weigh, merge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import ArticleFilter, Hit, Library
from qa.answers import Alternative
from qa.by_kind import what_was_said, who_said
from qa.by_kind.definitions import mark_descriptions
from qa.by_kind.lists import Listing, arrange_list
from qa.confidence import Calibration
from qa.merge import Candidate, merge_spans
from qa.questions import Kind, name_asked
from qa.reader import Marked, Reader
from qa.sources.corroboration import merge_more, nearest_to_answer
from qa.spans import Span, read_hits, weigh_spans

PASSAGES = 8  # read for a question; the calibration is fitted to it
_SEARCHED = 24  # passages ranked: the rest may hold further sources of what is found in the first


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


def search(
    library: Library,
    kind: Kind,
    question: str,
    where: ArticleFilter | None = None,
    k: int = _SEARCHED,
) -> list[Hit]:
    """Search the `k` passages nearest to a question; of one after a name, nearest to the name."""
    return library.search(name_asked(kind, question) or question, k, where)


def mark_hits(reader: Reader, kind: Kind, question: str, hits: Sequence[Hit]) -> list[list[Marked]]:
    """Mark what may answer a question in each hit, by the reader or by what tells of a name."""
    return mark_descriptions(kind, question, hits, read_hits(reader, question, hits))


def rank_spans(kind: Kind, question: str, spans: Iterable[Span]) -> Listing:
    """Make candidates of spans that say the same, best first, parts of a list behind the list."""
    return arrange_list(kind, question, merge_spans(spans))


def find(
    question: str, kind: Kind, ranked: Sequence[Hit], reader: Reader, calibration: Calibration
) -> Finding:
    """Look for an answer in the first of these hits, and where there is one, for more sources.

    What was said, and by whom, is told by rules where they are sure, else by reading.
    """

    def read(hits: Sequence[Hit]) -> list[Span]:
        return weigh_spans(kind, hits, mark_hits(reader, kind, question, hits), calibration.spans)

    hits = ranked[:PASSAGES]
    speakers = who_said.who_said(question, hits)
    if speakers:
        return Finding(hits, speakers, merge_spans(speakers), who_said.CONFIDENCE)
    spans = read(hits)
    quotations = what_was_said.what_was_said(question, hits, spans)
    if quotations:
        merged = merge_spans(quotations)
        return Finding(hits, quotations, merged, what_was_said.CONFIDENCE)
    listing = rank_spans(kind, question, spans)
    candidates = listing.candidates
    confidence = calibration.probability(candidates, listing.backing)
    if listing.items or confidence < calibration.threshold:
        return Finding(hits, spans, candidates, confidence, listing.backing, listing.items)
    more = nearest_to_answer(question, candidates[0].best, ranked, PASSAGES)
    further = read(more)
    corroborated = merge_more(candidates, spans, further)
    return Finding([*hits, *more], [*spans, *further], corroborated, confidence, listing.backing)
