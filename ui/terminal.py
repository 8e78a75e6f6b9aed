"""Show answers and libraries in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from index import Article, Changes, LibraryInfo, written_date
from qa import Answer, Citation
from ui.not_found import unknown_words
from ui.provenance import Kinship, attribution, count_sources, kinships, short_source

_MOST_NAMES = 20  # listed one by one; a folder of thousands is summed up


def answer_view(answer: Answer) -> RenderableType:
    """Lay out an answer: the quote, how sure it is, and where it stands."""
    if not answer.found:
        return Group(
            Text("Not found in these articles.", style="bold"),
            Text(f"Nothing answers it with confidence (best guess: {answer.confidence:.0%})."),
            *(Text(clean(line)) for line in unknown_words(answer)),
            Text("\nNearest passages" if answer.nearest else ""),
            *_numbered(answer.nearest),
        )
    others = [Text("\nOther answers in these articles")] if answer.alternatives else []
    for other in answer.alternatives:
        where = ", ".join(_said_in(citation) for citation in other.citations)
        if other.independent < len(other.citations):
            where += f" · {count_sources(other)}"
        others.append(Text.assemble("  “", (clean(other.text), "bold"), f"”  {where}"))
    return Group(
        Text.assemble("“", (clean(answer.text), "bold green"), "”"),
        Text(f"{answer.confidence:.0%} sure · {count_sources(answer)}\n"),
        *_numbered(answer.citations, kinships(answer)),
        *others,
    )


def changes_view(changes: Changes) -> RenderableType:
    """Say what indexing did, and why something was left out."""
    lines = []
    for word, names in (("added", changes.added), ("changed", changes.changed)):
        lines += [Text(f"{word:>9}  {clean(name)}") for name in names[:_MOST_NAMES]]
        if len(names) > _MOST_NAMES:
            lines.append(Text(f"{word:>9}  … and {len(names) - _MOST_NAMES:,} more"))
    for item in changes.skipped:
        lines.append(Text(f"  skipped  {clean(item.origin)}: {clean(item.reason)}", style="yellow"))
    total = (
        f"{len(changes.added):,} added, {len(changes.changed):,} changed, "
        f"{len(changes.unchanged):,} unchanged, {len(changes.skipped):,} skipped"
    )
    return Group(*lines, Text(total, style="bold"))


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
        "encoder": f"{info.made_with.encoder.name} ({info.made_with.encoder.dimension} dimensions)",
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(clean(value)))
    lines = [
        Text.assemble((clean(a.id), "bold"), f"  {_source(a)}") for a in articles[:_MOST_NAMES]
    ]
    if len(articles) > _MOST_NAMES:
        lines.append(Text(f"… and {len(articles) - _MOST_NAMES:,} more; --json lists them all"))
    return Group(table, Text(""), *lines)


def count(number: int, word: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def clean(text: str) -> str:
    """Take from a text all that could steer a terminal or reorder what it shows."""
    return "".join(
        "�" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t\u200d" else c
        for c in text
    )


def error_line(console: Console, message: str) -> None:
    """Write an error as one line."""
    console.print(Text.assemble(("error: ", "bold red"), clean(message)), soft_wrap=True)


def _numbered(
    citations: Sequence[Citation], kinships: Sequence[Kinship] = ()
) -> list[RenderableType]:
    views: list[RenderableType] = []
    for number, citation in enumerate(citations):
        views.append(Text.assemble((f"[{number + 1}] ", "bold"), _source(citation.article)))
        kinship = _kinship(kinships[number], citations) if kinships else ""
        lines = [_sentence(citation), Text(_speaker(citation)), Text(kinship)]
        views += [Padding(line, (0, 0, 0, 4), expand=False) for line in lines if line.plain]
    return views


def _speaker(citation: Citation) -> str:
    return " ".join(clean(part) for part in attribution(citation) or ())


def _kinship(kinship: Kinship, citations: Sequence[Citation]) -> str:
    if kinship.repeats is not None:
        return f"same wording as [{kinship.repeats + 1}]"
    copies = [
        f"[{copy + 1}] {clean(short_source(citations[copy].article))}" for copy in kinship.copies
    ]
    return f"also in: {', '.join(copies)}" if copies else ""


def _said_in(citation: Citation) -> str:
    speaker = _speaker(citation)
    return _source(citation.article) + (f" ({speaker})" if speaker else "")


def _source(article: Article) -> str:
    parts = (article.title, article.publisher, written_date(article.published))
    return clean(" · ".join(part for part in parts if part))


def _sentence(citation: Citation) -> Text:
    start, end = citation.sentence
    text = citation.article.text
    if (citation.start, citation.end) == citation.sentence:
        return Text(clean(citation.quote), style="dim")
    return Text.assemble(
        (clean(text[start : citation.start]), "dim"),
        (clean(citation.quote), "bold"),
        (clean(text[citation.end : end]), "dim"),
    )
