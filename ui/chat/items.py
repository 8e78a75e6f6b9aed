"""The things that a list question asks for, each with where it stands."""

from __future__ import annotations

from qa import Alternative, Answer
from ui.chat.cards import Cards
from ui.chat.confidence import confidence
from ui.chat.markup import escape
from ui.provenance import count_sources


def render_items(answer: Answer, cards: Cards) -> str:
    """Write a numbered list."""
    items = "".join(_item(item, cards) for item in answer.items)
    return (
        f'<h3 class="pq-label">{len(answer.items):,} in these articles</h3>'
        f'<p class="pq-verdict">{confidence(answer)}</p><ol class="pq-items">{items}</ol>'
    )


def _item(item: Alternative, cards: Cards) -> str:
    return (
        f'<li><blockquote class="pq-quote pq-small" dir="auto">{escape(item.text)}</blockquote>'
        f'<details class="pq-more"><summary>{count_sources(item)}</summary>'
        f"{cards.of(item, len(item.citations))}</details></li>"
    )
