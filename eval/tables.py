"""What `pullquote eval` prints: tables of figures, and of questions won and lost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from eval.compare import Comparison
from eval.figure_names import is_time, label_of, shown
from eval.figures import Figures
from eval.judgements import Judgement

_MANY = 20  # questions listed


def figures_table(result: Figures) -> Table:
    """Show every figure with its interval, and of how many questions it is."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for title in ("figure", "95% of resamples", "questions"):
        table.add_column(title, justify="right")
    unanswerable = result.questions - result.answerable
    table.add_row("questions", f"{result.questions:,}")
    table.add_row("  answerable, not", f"{result.answerable:,}, {unanswerable:,}")
    for name, figure in result.figures.items():
        interval = f"{_bare(name, figure.low)} – {_bare(name, figure.high)}"
        table.add_row(label_of(name), shown(name, figure.value), interval, f"{figure.questions:,}")
    return table


def comparison_table(comparison: Comparison) -> Table:
    """Show both runs' figures, the difference with its interval, and whether it is clear."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for title in ("first", "second", "change", "95% of resamples", "p"):
        table.add_column(title, justify="right")
    for name, each in comparison.differences.items():
        interval = f"{_bare(name, each.low, '+')} – {_bare(name, each.high, '+')}"
        table.add_row(
            label_of(name),
            shown(name, each.first),
            shown(name, each.second),
            Text(_bare(name, each.change, "+"), style="bold" if each.clear else ""),
            interval,
            "" if each.p is None else f"{each.p:.3f}",
        )
    return table


def pairs_table(title: str, pairs: Sequence[tuple[Judgement, Judgement]]) -> Table:
    """List questions with what became of them in both runs."""
    table = Table(
        title=f"{len(pairs):,} {title}", title_justify="left", box=None, pad_edge=False,
        padding=(0, 2, 0, 0), header_style="dim",
    )  # fmt: skip
    for column in ("id", "question", "first", "second"):
        table.add_column(column)
    for a, b in pairs[:_MANY]:
        table.add_row(*map(_plain, (a.id, a.question, _told(a), _told(b))))
    if len(pairs) > _MANY:
        table.add_row("", f"… and {len(pairs) - _MANY:,} more: --json lists all")
    return table


def _told(judgement: Judgement) -> str:
    return f"{judgement.text or '(not found)'} ({judgement.verdict})"


def _plain(text: str) -> Text:
    """Give a text that is not ours with nothing in it that could steer a terminal."""
    return Text("".join(c if c.isprintable() else " " for c in text))


def _bare(name: str, value: float, sign: str = "") -> str:
    """Write a number without its unit, which stands beside it; never as -0."""
    value = round(value, 6) + 0.0
    if is_time(name):
        return f"{value:{sign}.0f}"
    return f"{100 * value:{sign}.1f}" if shown(name, value).endswith("%") else f"{value:{sign}.3f}"
