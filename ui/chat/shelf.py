"""The page of the chat that lists the articles of a library, to search in, to read, to remove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypedDict

from pydantic import Field

from index import Library, written_date
from ui.chat.markup import counted, dotted, escape, isolate
from ui.chat.references import Reference
from ui.chat.sent import Sent, Words

_SHOWN = 50  # articles at a time
_GLANCED_AT = 6  # articles that are shown before anything is opened


class Wanted(Sent):
    """Which articles the page wants to list; the first `after` are there already."""

    words: Words = ""
    publisher: Words = ""
    after: Annotated[int, Field(ge=0, le=10_000_000)] = 0


class Listed(TypedDict):
    """A part of the list: its rows, how many fit in all, and how many are not yet shown."""

    html: str
    said: str
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """An article without its text; `searched` holds its title and byline."""

    id: str
    title: str
    publisher: str
    author: str
    published: date | None
    searched: str


class Shelf:
    """The articles of a library, newest first, read anew only when the library has changed."""

    def __init__(self, library: Library, *, changeable: bool) -> None:
        self._library = library
        self.changeable = changeable
        self._rows: tuple[int, list[Row]] | None = None

    def rows(self, words: str = "", publisher: str = "") -> list[Row]:
        """Give the articles that have all the words in their title or byline, newest first."""
        sought = words.casefold().split()
        return [
            row
            for row in self._current()
            if (not publisher or row.publisher == publisher)
            and all(word in row.searched for word in sought)
        ]

    def part(self, wanted: Wanted) -> Listed:
        """Write a part of the list of those that fit."""
        fitting = self.rows(wanted.words, wanted.publisher)
        shown = fitting[wanted.after : wanted.after + _SHOWN]
        return {
            "html": "".join(self._item(row) for row in shown),
            "said": _said(wanted, len(fitting)),
            "more": max(0, len(fitting) - wanted.after - len(shown)),
        }

    def glance(self) -> str:
        """Write the newest articles, to stand where one will be read; nothing of no articles."""
        rows = self.rows()
        if not rows:
            return ""
        entries = "".join(_entry(row) for row in rows[:_GLANCED_AT])
        every = (
            f'<button type="button" class="pq-tool pq-every">All {len(rows):,} articles</button>'
            if len(rows) > _GLANCED_AT
            else ""
        )
        return f'<h2>In this library</h2><ul class="pq-list">{entries}</ul>{every}'

    def _current(self) -> list[Row]:
        generation = self._library.info().generation
        if self._rows is None or self._rows[0] != generation:
            self._rows = generation, _read(self._library)
        return self._rows[1]

    def _item(self, row: Row) -> str:
        tools = (
            '<div class="pq-entry-tools"><button type="button" class="pq-tool pq-take-out" '
            f'data-article="{escape(row.id)}">Remove</button></div>'
        )
        return _entry(row, tools if self.changeable else "")


def _entry(row: Row, tools: str = "") -> str:
    """Write an article as a row that opens it, with what else can be done to it."""
    parts = (row.publisher, row.author)
    about = dotted([*(isolate(part) for part in parts), escape(written_date(row.published))])
    return (
        '<li class="pq-entry"><button type="button" class="pq-entry-open pq-shelved" '
        f'{Reference(row.id).attributes}><span class="pq-title" dir="auto">{escape(row.title)}'
        f'</span><span class="pq-source">{about}</span></button>{tools}</li>'
    )


def _said(wanted: Wanted, fitting: int) -> str:
    if fitting:
        return counted(fitting, "article")
    if wanted.words or wanted.publisher:
        return "No article fits."
    return "There are no articles yet."


def _read(library: Library) -> list[Row]:
    rows = []
    for article in library.articles():
        title = article.title or article.id
        searched = " ".join((title, article.publisher, article.author)).casefold()
        row = Row(article.id, title, article.publisher, article.author, article.published, searched)
        rows.append(row)
    return sorted(rows, key=lambda row: (row.published or date.min, row.title), reverse=True)
