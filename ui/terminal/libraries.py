"""Show libraries in a terminal: what is in them, and what indexing did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from index import Article, Changes, LibraryInfo, Skipped, written_date
from ui.languages import languages_line
from ui.terminal.console import clean
from ui.terminal.sources import name_source

_MOST_NAMES = 20  # listed one by one; a folder of thousands is summed up
_MOST_ALIKE = 5  # of one file, or with reasons that begin alike, that are listed
_ALIKE = 20  # characters


def changes_view(changes: Changes) -> RenderableType:
    """Say what indexing did, and why something was left out."""
    lines = []
    named = {"added": changes.added, "changed": changes.changed, "moved": changes.moved}
    for word, names in named.items():
        lines += [Text(f"{word:>9}  {clean(name)}") for name in names[:_MOST_NAMES]]
        if len(names) > _MOST_NAMES:
            lines.append(Text(f"{word:>9}  … and {len(names) - _MOST_NAMES:,} more"))
    lines += [Text(f"  skipped  {clean(line)}", "yellow") for line in _skipped(changes.skipped)]
    moved = f"{len(changes.moved):,} moved, " if changes.moved else ""
    total = (
        f"{len(changes.added):,} added, {len(changes.changed):,} changed, {moved}"
        f"{len(changes.unchanged):,} unchanged, {len(changes.skipped):,} skipped"
    )
    return Group(*lines, Text(total, style="bold"))


def _skipped(items: Sequence[Skipped]) -> list[str]:
    """Tell what was skipped and why; of many that are alike, only the first ones by name."""
    alike: Counter[str] = Counter()
    lines = []
    for item in items:
        reason = re.sub(r"\d+", "#", item.reason)[:_ALIKE]
        alike.update((item.origin, reason))
        if max(alike[item.origin], alike[reason]) <= _MOST_ALIKE:
            lines.append(f"{item.origin}: {item.reason}")
    more = len(items) - len(lines)
    return lines + ([f"… and {more:,} more for such reasons"] if more else [])


def info_view(info: LibraryInfo, articles: Sequence[Article]) -> RenderableType:
    """Describe a library, and list its articles by their ids."""
    days = sorted({written_date(info.earliest), written_date(info.latest)} - {""})
    if info.earliest and info.latest and len(days) > 1:
        days = [f"{written_date(info.earliest)} to {written_date(info.latest)}"]
    rows = {
        "folder": str(info.path),
        "articles": f"{info.articles:,}",
        "passages": f"{info.passages:,} of at most {info.made_with.passage_size} characters",
        "publishers": ", ".join(info.publishers) or "unknown",
        "dates": "".join(days) or "unknown",
        "languages": languages_line(info) or "unknown",
        "encoder": f"{info.made_with.encoder.name} ({info.made_with.encoder.dimension} dimensions)",
    }
    if info.reader:
        rows["reader"] = info.reader
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(clean(value)))
    lines = [
        Text.assemble((clean(a.id), "bold"), f"  {name_source(a)}") for a in articles[:_MOST_NAMES]
    ]
    if len(articles) > _MOST_NAMES:
        lines.append(Text(f"… and {len(articles) - _MOST_NAMES:,} more; --json lists them all"))
    return Group(table, Text(""), *lines)
