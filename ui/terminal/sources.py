"""Show in a terminal where words stand: the source, the sentence, the speaker, and the copies."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from index import Article, written_date
from qa import Citation, Cited
from ui.provenance import (
    Kinship,
    attribution,
    count_sources,
    kinships,
    page_line,
    short_source,
)
from ui.terminal.console import clean


def name_source(article: Article) -> str:
    """Name an article on a line: its title, publisher and date, as far as they are known."""
    parts = (article.title, article.publisher, written_date(article.published))
    return clean(" · ".join(part for part in parts if part))


def list_sources(cited: Cited, first: int = 1) -> list[RenderableType]:
    """List the citations with their sentences, the first of them with this number."""
    views: list[RenderableType] = []
    for place, (citation, kinship) in enumerate(zip(cited.citations, kinships(cited), strict=True)):
        views += _numbered(citation, first + place, _kinship(kinship, cited.citations, first))
    return views


def list_passages(passages: Sequence[Citation]) -> list[RenderableType]:
    """List passages, each on its own."""
    return [
        view
        for number, passage in enumerate(passages, start=1)
        for view in _numbered(passage, number)
    ]


def said_in(cited: Cited) -> str:
    """Say on one line in which articles words stand, and who says them there."""
    where = ", ".join(_named(citation) for citation in cited.citations)
    copied = cited.independent < len(cited.citations)
    return f"{where} · {count_sources(cited)}" if copied else where


def _numbered(citation: Citation, number: int, kinship: str = "") -> list[RenderableType]:
    lines = [_sentence(citation), Text(_speaker(citation)), Text(kinship)]
    return [
        Text.assemble((f"[{number}] ", "bold"), _place(citation)),
        *(_indented(paragraph) for line in lines if line.plain for paragraph in line.split("\n")),
    ]


def _indented(paragraph: Text) -> RenderableType:
    """Indent a paragraph by itself: several at once would be filled up to the longest."""
    return Padding(paragraph, (0, 0, 0, 4), expand=False) if paragraph.plain else paragraph


def _named(citation: Citation) -> str:
    speaker = _speaker(citation)
    return _place(citation) + (f" ({speaker})" if speaker else "")


def _place(citation: Citation) -> str:
    page = page_line(citation)
    return name_source(citation.article) + (f" · {page}" if page else "")


def _speaker(citation: Citation) -> str:
    return " ".join(clean(part) for part in attribution(citation) or ())


def _kinship(kinship: Kinship, citations: Sequence[Citation], first: int) -> str:
    if kinship.repeats is not None:
        return f"same wording as [{first + kinship.repeats}]"
    copies = [
        f"[{first + copy}] {clean(short_source(citations[copy].article))}"
        for copy in kinship.copies
    ]
    return f"also in: {', '.join(copies)}" if copies else ""


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
