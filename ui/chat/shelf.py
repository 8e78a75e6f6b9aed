"""The page of the chat that lists the articles of a library, to search in, to read, to remove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypedDict

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index import InputError, Library, written_date
from ui.chat.markup import counted, dotted, escape, isolate
from ui.chat.references import Reference

_SHOWN = 50  # articles at a time
_Words = Annotated[str, Field(max_length=500)]


class Wanted(BaseModel):
    """Which articles the page wants to list; the first `after` are there already."""

    model_config = ConfigDict(extra="forbid")
    words: _Words = ""
    publisher: _Words = ""
    after: Annotated[int, Field(ge=0, le=10_000_000)] = 0

    @classmethod
    def parse(cls, sent: object) -> Wanted:
        """Read what the page sent.

        Raises:
            InputError: it is something else.
        """
        try:
            return cls.model_validate(sent)
        except ValidationError:
            raise InputError("The page sent what is no search. Load it again.") from None


class Listed(TypedDict):
    """A part of the list: its rows, how many fit in all, and how many are not yet shown."""

    html: str
    said: str
    more: int


@dataclass(frozen=True, slots=True)
class _Row:
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
        self._rows: tuple[int, list[_Row]] | None = None

    def part(self, wanted: Wanted) -> Listed:
        """Write a part of the list of those that have all the words in their title or byline."""
        words = wanted.words.casefold().split()
        fitting = [
            row
            for row in self._current()
            if (not wanted.publisher or row.publisher == wanted.publisher)
            and all(word in row.searched for word in words)
        ]
        shown = fitting[wanted.after : wanted.after + _SHOWN]
        said = counted(len(fitting), "article")
        return {
            "html": "".join(self._item(row) for row in shown),
            "said": said if fitting else "No article fits.",
            "more": max(0, len(fitting) - wanted.after - len(shown)),
        }

    def _current(self) -> list[_Row]:
        generation = self._library.info().generation
        if self._rows is None or self._rows[0] != generation:
            self._rows = generation, _read(self._library)
        return self._rows[1]

    def _item(self, row: _Row) -> str:
        parts = (row.publisher, row.author)
        about = dotted([*(isolate(part) for part in parts), escape(written_date(row.published))])
        remove = (
            '<div class="pq-entry-tools"><button type="button" class="pq-tool pq-take-out" '
            f'data-article="{escape(row.id)}">Remove</button></div>'
        )
        return (
            '<li class="pq-entry"><button type="button" class="pq-entry-open pq-shelved" '
            f'{Reference(row.id).attributes}><span class="pq-title" dir="auto">'
            f'{escape(row.title)}</span><span class="pq-source">{about}</span></button>'
            f"{remove if self.changeable else ''}</li>"
        )


def _read(library: Library) -> list[_Row]:
    rows = []
    for article in library.articles():
        title = article.title or article.id
        searched = " ".join((title, article.publisher, article.author)).casefold()
        row = _Row(
            article.id, title, article.publisher, article.author, article.published, searched
        )
        rows.append(row)
    return sorted(rows, key=lambda row: (row.published or date.min, row.title), reverse=True)
