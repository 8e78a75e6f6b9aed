"""How an answer came about, as HTML that is folded away until somebody wants to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Article
from qa import Answer, Citation, Explanation, ReadPassage
from ui.chat.cards import card
from ui.chat.markup import escape, isolate, marked
from ui.chat.references import Reference
from ui.explained import SCORES, log_odds, rank, threshold_line, times_line
from ui.provenance import short_source


def render_explanation(answer: Answer, read: Mapping[str, Article]) -> str:
    """Write what was retrieved, marked and merged; nothing where no text was read.

    `read` are the articles that were read, by their ids.
    """
    explanation = answer.explanation
    if explanation is None or not explanation.passages:
        return ""
    title = "Why this answer" if answer.found else "Why no answer"
    return (
        f'<details class="pq-why"><summary>{title}</summary>{_read(answer, explanation, read)}'
        "</details>"
    )


def _read(answer: Answer, explanation: Explanation, read: Mapping[str, Article]) -> str:
    sure = f"The best guess is {answer.confidence:.0%} sure. {threshold_line(explanation)}"
    passages = "".join(
        f"<li>{_passage(passage, number, read)}{_scores(passage)}{_spans(passage)}</li>"
        for number, passage in enumerate(explanation.passages, start=1)
    )
    return (
        f'<p dir="auto">Asked of the articles: “{escape(explanation.question)}”</p>'
        f"<p>{escape(sure)}</p><p>{escape(times_line(answer.timings))}</p>"
        f"<h4>Possible answers, merged</h4>{_candidates(explanation, read)}"
        f'<h4>Passages, best first</h4><ol class="pq-cards pq-read">{passages}</ol>'
        f"<p>{escape(SCORES)}</p>"
    )


def _passage(passage: ReadPassage, number: int, read: Mapping[str, Article]) -> str:
    """Write a passage with its spans marked, as a button that opens its article at the best."""
    article = read.get(passage.article)
    if article is None:
        return f'<p class="pq-verdict">{isolate(passage.article)} has changed since.</p>'
    window = (passage.start, passage.end)
    spans = [(span.start, span.end) for span in passage.spans]
    best = max(passage.spans, key=lambda span: span.score, default=None)
    chosen = (best.start, best.end) if best else window
    citation, *others = (
        Citation(article, *span, article.text[slice(*span)], span, passage.score)
        for span in (chosen, *spans)
    )
    text = marked(article.text, window, chosen if best else (0, 0), spans)
    shown = f'<span class="pq-sentence" dir="auto">{text}</span>'
    return card(citation, Reference.of(citation, others), number, shown)


def _scores(passage: ReadPassage) -> str:
    meaning = rank(passage.dense_rank, f"{passage.cosine:.2f}")
    words = rank(passage.lexical_rank, f"{passage.lexical:.0%}")
    return (
        f'<p class="pq-scores">By meaning {meaning}, by words {words}, '
        f"together {passage.score:.4f}</p>"
    )


def _spans(passage: ReadPassage) -> str:
    if not passage.spans:
        return ""
    rows = [
        (_text(span.quote), _figure(log_odds(span.reading)), _figure(log_odds(span.score)),
         _figure("–" if span.candidate is None else str(span.candidate + 1)))
        for span in passage.spans
    ]  # fmt: skip
    table = _table(("Marked words", "Reading", "Weighed", "Answer"), rows)
    return f'<div class="pq-spans">{table}</div>'


def _candidates(explanation: Explanation, read: Mapping[str, Article]) -> str:
    rows = []
    for number, candidate in enumerate(explanation.candidates, start=1):
        ids = dict.fromkeys(candidate.articles)
        sources = ", ".join(short_source(read[id]) if id in read else id for id in ids)
        score = _figure(log_odds(candidate.score))
        rows.append((_text(f"{number}. {candidate.text}"), score, _text(sources)))
    return _table(("Possible answer", "Weighed", "Sources"), rows)


def _text(words: str) -> str:
    return f'<td dir="auto">{escape(words)}</td>'


def _figure(figure: str) -> str:
    return f'<td class="pq-figure">{escape(figure)}</td>'


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<table class="pq-figures"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
