"""Cards: where words stand, each a button that opens its article there."""

from __future__ import annotations

from collections.abc import Sequence

from index import Article, written_date
from qa import Answer, Citation, Cited
from ui.chat.markup import counted, dotted, escape, isolate, marked
from ui.chat.references import Reference
from ui.provenance import Kinship, attribution, kinships, page_line, short_source

_REACH = 140  # characters of a sentence shown on either side of a span
_LONGEST_EXCERPT = 240  # characters up to the end of a span
_CUT = '<span class="pq-cut">…</span>'


class Cards:
    """The cards of one answer, numbered through in the order in which they are asked for."""

    def __init__(self, answer: Answer) -> None:
        others = [*answer.items, *answer.alternatives]
        self._everywhere = [*answer.citations, *(c for other in others for c in other.citations)]
        self._next = 1

    def of(self, cited: Cited, shown: int) -> str:
        """List where words stand; all after the first few are folded."""
        first = self._next
        cards = [
            self._card(citation, _kinship(kinship, cited, first))
            for citation, kinship in zip(cited.citations, kinships(cited), strict=True)
        ]
        return _listed(cards, shown)

    def of_passages(self, passages: Sequence[Citation]) -> str:
        """List passages, each on its own."""
        return _listed([self._card(passage) for passage in passages], len(passages))

    def _card(self, citation: Citation, kinship: str = "") -> str:
        number, self._next = self._next, self._next + 1
        notes = dotted([_speaker(citation), kinship])
        notes = f'<span class="pq-notes">{notes}</span>' if notes else ""
        excerpt = f'<span class="pq-sentence" dir="auto">{_excerpt(citation)}</span>'
        reference = Reference.of(citation, self._everywhere)
        return f"<li>{card(citation, reference, number, excerpt + notes)}</li>"


def card(citation: Citation, reference: Reference, number: int, inside: str) -> str:
    """Write a button that opens an article, with the source and what is said of it inside."""
    article = citation.article
    day = escape(written_date(article.published))
    source = dotted([isolate(article.publisher), day, page_line(citation)])
    return (
        f'<button type="button" class="pq-card" {reference.attributes}>'
        f'<span class="pq-number">{number}</span>'
        f'<span class="pq-source">{source}</span>'
        f'<span class="pq-title" dir="auto">{escape(title_of(article))}</span>'
        f"{inside}</button>"
    )


def title_of(article: Article) -> str:
    """Name an article; not by its origin, which may be a path that is nobody's business."""
    return article.title or article.id


def _listed(cards: Sequence[str], shown: int) -> str:
    if not cards:
        return ""
    visible = f'<ol class="pq-cards">{"".join(cards[:shown])}</ol>'
    rest = cards[shown:]
    if not rest:
        return visible
    return (
        f'{visible}<details class="pq-more"><summary>{counted(len(rest), "more source")}</summary>'
        f'<ol class="pq-cards">{"".join(rest)}</ol></details>'
    )


def _speaker(citation: Citation) -> str:
    said = attribution(citation)
    return f"{said[0].capitalize()} {isolate(said[1])}" if said else ""


def _kinship(kinship: Kinship, cited: Cited, first: int) -> str:
    """Say which card a citation repeats, or which ones repeat it; nothing of one that is alone."""
    if kinship.repeats is not None:
        return f"Same wording as source {first + kinship.repeats}"
    copies = [
        f"{isolate(short_source(cited.citations[copy].article))} ({first + copy})"
        for copy in kinship.copies
    ]
    return f"Also in: {', '.join(copies)}" if copies else ""


def _excerpt(citation: Citation) -> str:
    """Write the sentence of a citation with its span marked, shortened where it is very long."""
    text, span = citation.article.text, (citation.start, citation.end)
    first, last = citation.sentence
    start = _word_start(text, first, span[0])
    end = _word_end(text, min(span[1], start + _LONGEST_EXCERPT), last)
    whole = citation.sentence == span  # a mark on all of it would mark nothing
    shown = marked(text, (start, end), (start, start) if whole else span)
    before, after = _CUT if start > first else "", _CUT if end < last else ""
    return f"{before}{shown}{after}"


def _word_start(text: str, first: int, place: int) -> int:
    """Go back from a place by at most `_REACH` characters, to the start of a word."""
    if place - first <= _REACH:
        return first
    space = text.find(" ", place - _REACH, place)
    return space + 1 if space >= 0 else place - _REACH


def _word_end(text: str, place: int, last: int) -> int:
    """Go on from a place by at most `_REACH` characters, to the end of a word."""
    if last - place <= _REACH:
        return last
    space = text.rfind(" ", place, place + _REACH)
    return space if space >= 0 else place + _REACH
