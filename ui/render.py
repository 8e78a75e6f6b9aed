"""What the chat shows, as HTML: answers with their citations, articles, notes and errors."""

from __future__ import annotations

from collections.abc import Sequence

from index import Article, LibraryInfo, PullquoteError, written_date
from qa import Alternative, Answer, Citation
from ui.markup import escape, host, isolate, link, marked, paragraphs
from ui.not_found import unknown_words
from ui.provenance import Kinship, attribution, count_sources, kinships, short_source
from ui.references import Reference

_CARDS_SHOWN = 3  # of one answer; the rest folds away
_REACH = 140  # characters of a sentence shown on either side of a span
_LONGEST_EXCERPT = 240  # characters up to the end of a span
_LONG_QUOTE = 90  # characters: from here on a quote is set smaller
_CUT = '<span class="pq-cut">…</span>'

# The lowest probability for which the words hold. Calibrated figures deserve plain words.
_CONFIDENCE = (
    (0.9, "Very likely right"),
    (0.7, "Likely right"),
    (0.5, "Possibly right"),
    (0.0, "Uncertain: check the source"),
)


def render_answer(answer: Answer) -> str:
    """Write an answer: the quote, how sure it is, and cards that open its sources."""
    shown = _found(answer) if answer.found else _not_found(answer)
    return f'<div class="pq-answer">{shown}</div>'


def render_article(article: Article, reference: Reference) -> str:
    """Write a whole article with the referred span marked, to be scrolled to."""
    byline = [isolate(article.author), escape(written_date(article.published))]
    if host(article.url):
        byline.append(link(article.url, f"Original at {isolate(host(article.url))}"))
    text = paragraphs(article.text, (reference.start, reference.end), reference.others)
    return (
        '<article class="pq-paper"><header>'
        f'<p class="pq-publisher">{isolate(article.publisher)}</p>'
        f'<h2 dir="auto">{escape(_title(article))}</h2>'
        f'<p class="pq-byline">{_dotted(byline)}</p></header>'
        f'<div class="pq-text">{text}</div></article>'
    )


def render_empty_panel() -> str:
    """Write what stands in the place of an article before one is opened."""
    return (
        '<div class="pq-empty"><p>Choose a source, and the whole article opens here '
        "with the quoted words marked in their place.</p></div>"
    )


def render_error(error: PullquoteError) -> str:
    """Write an error as one line of the chat."""
    return f'<p class="pq-error" dir="auto">{escape(str(error))}</p>'


def render_start_note(info: LibraryInfo) -> str:
    """Write what can be asked about: how many articles, of how many publishers, of which days."""
    if not info.articles:
        return "This library holds no articles yet. Add some, then ask about them."
    note = f"<strong>{_count(info.articles, 'article')}</strong>"
    if info.publishers:
        note += f" from {_count(len(info.publishers), 'publisher')}"
    days = dict.fromkeys(written_date(day) for day in (info.earliest, info.latest) if day)
    if days:
        note += f", {' to '.join(days)}"
    return note + ". Every answer is a quote from them, word for word."


def render_examples(questions: Sequence[str]) -> str:
    """Write example questions as buttons."""
    chips = (
        f'<li><button type="button" class="pq-chip" dir="auto">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="pq-chips" aria-label="Example questions">{"".join(chips)}</ul>'


def _found(answer: Answer) -> str:
    alternatives = "".join(
        _alternative(other, answer, first=_numbered_before(answer, place))
        for place, other in enumerate(answer.alternatives)
    )
    if alternatives:
        alternatives = (
            f'<section class="pq-others"><h3>Other answers in these articles</h3>{alternatives}'
            "</section>"
        )
    size = " pq-long" if len(answer.text) > _LONG_QUOTE else ""
    return (
        f'<blockquote class="pq-quote{size}" dir="auto">{escape(answer.text)}</blockquote>'
        f'<p class="pq-verdict">{_confidence(answer.confidence)}'
        f" · {count_sources(answer)}</p>"
        f"{_cited_cards(answer, answer, first=1, shown=_CARDS_SHOWN)}{alternatives}"
    )


def _not_found(answer: Answer) -> str:
    missing = "".join(
        f'<p class="pq-verdict" dir="auto">{escape(line)}</p>' for line in unknown_words(answer)
    )
    if not answer.nearest:
        return f'<p class="pq-missing">Not found in these articles</p>{missing}'
    cards = [_card(citation, answer, n) for n, citation in enumerate(answer.nearest, start=1)]
    return (
        f'<p class="pq-missing">Not found in these articles</p>{missing}'
        '<p class="pq-verdict">These passages come nearest to the question.</p>'
        f"{_cards(cards, _CARDS_SHOWN)}"
    )


def _alternative(other: Alternative, answer: Answer, first: int) -> str:
    return (
        f'<blockquote class="pq-quote pq-small" dir="auto">{escape(other.text)}</blockquote>'
        f"{_cited_cards(other, answer, first=first, shown=1)}"
    )


def _numbered_before(answer: Answer, place: int) -> int:
    """The number of the first card of an alternative: cards of one answer count on."""
    earlier = answer.alternatives[:place]
    return 1 + len(answer.citations) + sum(len(other.citations) for other in earlier)


def _cited_cards(cited: Answer | Alternative, answer: Answer, first: int, shown: int) -> str:
    """List the citations of an answer or an alternative, the first of them with this number."""
    cards = [
        _card(citation, answer, number, _kinship(kinship, cited, first))
        for number, (citation, kinship) in enumerate(
            zip(cited.citations, kinships(cited), strict=True), start=first
        )
    ]
    return _cards(cards, shown)


def _cards(cards: Sequence[str], shown: int) -> str:
    """List cards; all after the first few are folded."""
    if not cards:
        return ""
    visible = f'<ol class="pq-cards">{"".join(cards[:shown])}</ol>'
    rest = cards[shown:]
    if not rest:
        return visible
    return (
        f'{visible}<details class="pq-more"><summary>{_count(len(rest), "more source")}</summary>'
        f'<ol class="pq-cards">{"".join(rest)}</ol></details>'
    )


def _card(citation: Citation, answer: Answer, number: int, kinship: str = "") -> str:
    article = citation.article
    others = [c for other in answer.alternatives for c in other.citations]
    reference = Reference.of(citation, [*answer.citations, *others])
    source = _dotted([isolate(article.publisher), escape(written_date(article.published))])
    notes = _dotted([_speaker(citation), kinship])
    notes = f'<span class="pq-notes">{notes}</span>' if notes else ""
    return (
        f'<li><button type="button" class="pq-card" {reference.attributes}>'
        f'<span class="pq-number">{number}</span>'
        f'<span class="pq-source">{source}</span>'
        f'<span class="pq-title" dir="auto">{escape(_title(article))}</span>'
        f'<span class="pq-sentence" dir="auto">{_excerpt(citation)}</span>'
        f"{notes}</button></li>"
    )


def _speaker(citation: Citation) -> str:
    said = attribution(citation)
    return f"{said[0].capitalize()} {isolate(said[1])}" if said else ""


def _kinship(kinship: Kinship, cited: Answer | Alternative, first: int) -> str:
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


def _confidence(probability: float) -> str:
    words = next(words for least, words in _CONFIDENCE if probability >= least)
    title = f"Estimated chance that this is right: {probability:.0%}"
    return f'<span class="pq-confidence" title="{title}">{words}</span>'


def _title(article: Article) -> str:
    return article.title or article.id  # the origin may be a path that is nobody's business


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _dotted(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
