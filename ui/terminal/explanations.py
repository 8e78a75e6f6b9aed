"""Show in a terminal how an answer came about, as tables."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from qa import Explanation, Timings
from ui.explained import SCORES, log_odds, rank, threshold_line, times_line
from ui.terminal.console import clean

_MOST_CANDIDATES = 10  # --json has them all
_TEXTS = {"article", "words", "articles"}  # columns of them


def explanation_view(explanation: Explanation, timings: Timings) -> RenderableType:
    """Lay out what was retrieved, marked and merged, with scores and times."""
    lines = [
        Text("\nHow this came about", style="bold"),
        Text(f"asked of the articles: {clean(explanation.question)}"),
    ]
    if not explanation.passages:
        return Group(*lines, Text("No text was read for this."))
    return Group(
        *lines,
        Text(threshold_line(explanation)),
        Text(times_line(timings)),
        _heading("Passages found"),
        _passages(explanation),
        _heading("Words marked in them"),
        _spans(explanation),
        _heading("Possible answers, merged"),
        _candidates(explanation),
        Text(f"\n{SCORES}", style="dim"),
    )


def _passages(explanation: Explanation) -> Table:
    table = _table(
        "Passages found", "#", "article", "characters", "score", "by meaning", "by words"
    )
    for number, passage in enumerate(explanation.passages, start=1):
        table.add_row(
            str(number),
            Text(clean(passage.article)),
            f"{passage.start:,}–{passage.end:,}",
            f"{passage.score:.4f}",
            rank(passage.dense_rank, f"{passage.cosine:.2f}"),
            rank(passage.lexical_rank, f"{passage.lexical:.0%}"),
        )
    return table


def _spans(explanation: Explanation) -> Table:
    table = _table("passage", "words", "reading", "weighed", "answer #")
    for number, passage in enumerate(explanation.passages, start=1):
        for span in passage.spans:
            table.add_row(
                str(number),
                Text(clean(span.quote)),
                log_odds(span.reading),
                log_odds(span.score),
                "–" if span.candidate is None else str(span.candidate + 1),
            )
    return table


def _candidates(explanation: Explanation) -> Table:
    table = _table("#", "words", "weighed", "articles")
    for number, candidate in enumerate(explanation.candidates[:_MOST_CANDIDATES], start=1):
        articles = ", ".join(dict.fromkeys(candidate.articles))
        table.add_row(
            str(number),
            Text(clean(candidate.text)),
            log_odds(candidate.score),
            Text(clean(articles)),
        )
    more = len(explanation.candidates) - _MOST_CANDIDATES
    if more > 0:
        table.add_row("", Text(f"… and {more:,} more; --json lists them all", style="dim"))
    return table


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _table(*columns: str) -> Table:
    """Make a table whose columns of figures stand to the right."""
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(
            column, justify="left" if column in _TEXTS else "right", header_style="dim"
        )
    return table
