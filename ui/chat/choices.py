"""What the filters of the chat offer: publishers, languages, and articles that words find."""

from __future__ import annotations

from typing import TypedDict

from index import Library, written_date
from index.language_codes import language_name
from ui.chat.sent import Sent, Words
from ui.chat.shelf import Row, Shelf

_OFFERED = 20  # articles at a time


class Choice(TypedDict):
    """What can be chosen: as it is sent back, and as it is named."""

    id: str
    name: str


class ArticleChoice(Choice):
    """An article that can be chosen; `about` tells it from others of its title."""

    about: str


class Choices(TypedDict):
    """All that can be chosen, articles aside; no languages where there is but one."""

    publishers: list[str]
    languages: list[Choice]


class Sought(Sent):
    """Which articles the page wants to offer: those with these words, or the one of an id."""

    words: Words = ""
    id: Words = ""


def list_choices(library: Library) -> Choices:
    """Give what can be chosen."""
    info = library.info()
    known = [code for code in info.languages if code]
    named: list[Choice] = [{"id": code, "name": language_name(code)} for code in known]
    return {
        "publishers": info.publishers,
        "languages": sorted(named, key=lambda choice: choice["name"]) if len(known) > 1 else [],
    }


def find_articles(sought: Sought, shelf: Shelf) -> list[ArticleChoice]:
    """Give articles to choose from, the newest first."""
    if sought.id:
        return [_choice(row) for row in shelf.rows() if row.id == sought.id]
    return [_choice(row) for row in shelf.rows(sought.words)[:_OFFERED]]


def _choice(row: Row) -> ArticleChoice:
    parts = (row.publisher, written_date(row.published))
    return {"id": row.id, "name": row.title, "about": " · ".join(part for part in parts if part)}
