"""An answer as HTML: its words, how sure they are, and cards that open the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Article, PullquoteError
from qa import Alternative, Answer, Cited, Kind
from ui.chat.cards import Cards
from ui.chat.confidence import verdict
from ui.chat.explanations import render_explanation
from ui.chat.facts import render_facts
from ui.chat.items import render_items
from ui.chat.markup import escape
from ui.chat.sides import render_sides
from ui.metadata import is_from_metadata
from ui.not_found import NOT_FOUND, NOWHERE_TO_LOOK, unknown_words
from ui.sides import other_answers

_CARDS_SHOWN = 3  # of one answer; the rest folds away
_LONG_QUOTE = 90  # characters: from here on a quote is set smaller


def render_answer(answer: Answer, read: Mapping[str, Article] | None = None) -> str:
    """Write an answer; how it came about, too, when it tells that.

    `read` are the articles that were read for it.
    """
    if answer.reply:
        shown = f'<p class="pq-plain" dir="auto">{escape(answer.reply)}</p>'
    else:
        said = _understood(answer) + _notice(answer)
        shown = said + _lay_out(answer) + render_explanation(answer, read or {})
    return f'<div class="pq-answer">{shown}</div>'


def render_error(error: PullquoteError) -> str:
    """Write an error as one line of the chat."""
    return f'<p class="pq-error" dir="auto">{escape(str(error))}</p>'


def _understood(answer: Answer) -> str:
    if not answer.understood:
        return ""
    return f'<p class="pq-understood" dir="auto">Understood as “{escape(answer.understood)}”</p>'


def _notice(answer: Answer) -> str:
    if not answer.language_notice:
        return ""
    return f'<p class="pq-verdict" dir="auto">{escape(answer.language_notice)}</p>'


def _lay_out(answer: Answer) -> str:
    if is_from_metadata(answer):
        return render_facts(answer)
    cards = Cards(answer)
    if not answer.found:
        return _not_found(answer, cards)
    if answer.items:
        shown = render_items(answer, cards)
    else:
        shown = "" if answer.sides else _quote(answer, cards)
    return f"{shown}{render_sides(answer, cards)}{_others(other_answers(answer), cards)}"


def _quote(answer: Answer, cards: Cards) -> str:
    # No slice of an article is a yes or a no: whoever asked has to read it.
    yes_no = answer.kind is Kind.YES_NO
    label = '<h3 class="pq-label">What the articles say</h3>' if yes_no else ""
    size = " pq-long" if len(answer.text) > _LONG_QUOTE else ""
    return (
        f'{label}<blockquote class="pq-quote{size}" dir="auto">{escape(answer.text)}</blockquote>'
        f"{verdict(answer)}{cards.of(answer, _CARDS_SHOWN)}"
    )


def _not_found(answer: Answer, cards: Cards) -> str:
    lines = unknown_words(answer) if answer.nearest else []
    offered = "These passages come nearest to the question." if answer.nearest else NOWHERE_TO_LOOK
    told = "".join(
        f'<p class="pq-verdict" dir="auto">{escape(line)}</p>' for line in (*lines, offered)
    )
    return f'<p class="pq-missing">{NOT_FOUND}</p>{told}{cards.of_passages(answer.nearest)}'


def _others(others: Sequence[Alternative], cards: Cards) -> str:
    if not others:
        return ""
    shown = "".join(_alternative(other, cards) for other in others)
    return (
        f'<section class="pq-others"><h3 class="pq-label">Other answers in these articles</h3>'
        f"{shown}</section>"
    )


def _alternative(other: Cited, cards: Cards) -> str:
    return (
        f'<blockquote class="pq-quote pq-small" dir="auto">{escape(other.text)}</blockquote>'
        f"{cards.of(other, 1)}"
    )
