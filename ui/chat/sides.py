"""What sources say where they differ, side by side in order of time."""

from __future__ import annotations

from qa import Answer, Cited
from ui.chat.cards import Cards
from ui.chat.confidence import confidence
from ui.chat.days import written_days
from ui.chat.markup import dotted, escape
from ui.provenance import count_sources
from ui.sides import Side, sides_in_time

_CARDS_SHOWN = 1  # of one side: all sides should be in view at once
_LONG_QUOTE = 40  # characters: a column is narrow


def render_sides(answer: Answer, cards: Cards) -> str:
    """Write the sides; nothing where the sources agree."""
    sides = sides_in_time(answer)
    if not sides:
        return ""
    columns = "".join(_column(side, answer, cards) for side in sides)
    return (
        '<section class="pq-differ" aria-label="Sources differ">'
        f'<h3 class="pq-missing">Sources differ</h3><ol class="pq-sides">{columns}</ol></section>'
    )


def _column(side: Side, answer: Answer, cards: Cards) -> str:
    size = "pq-small" if len(side.said.text) > _LONG_QUOTE else "pq-medium"
    latest = '<span class="pq-badge">Latest</span>' if side.is_latest else ""
    sure = confidence(answer) if side.is_answer else ""
    return (
        f'<li class="pq-side"><p class="pq-days">{_days(side.said)}{latest}</p>'
        f'<blockquote class="pq-quote {size}" dir="auto">{escape(side.said.text)}</blockquote>'
        f'<p class="pq-verdict">{dotted([sure, count_sources(side.said)])}</p>'
        f"<div>{cards.of(side.said, _CARDS_SHOWN)}</div></li>"
    )


def _days(said: Cited) -> str:
    days = sorted(c.article.published for c in said.citations if c.article.published)
    return f"<span>{escape(written_days(days[0], days[-1]) if days else 'No date')}</span>"
