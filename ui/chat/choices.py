"""What the filters of the chat offer: publishers, articles, and the days they span."""

from __future__ import annotations

from typing import TypedDict

from index import Library, written_date
from ui.chat.cards import title_of

_MOST_ARTICLES = 300  # in one list; of more, an article is chosen where it stands open


class Choice(TypedDict):
    """An article that can be chosen: its id, and how it is named."""

    id: str
    name: str


class Choices(TypedDict):
    """All that can be chosen; days are ISO dates, or empty where none is known."""

    publishers: list[str]
    articles: list[Choice]
    earliest: str
    latest: str


def list_choices(library: Library) -> Choices:
    """Give what can be chosen; no articles where they are too many for a list."""
    info = library.info()
    articles = library.articles() if info.articles <= _MOST_ARTICLES else []
    named: list[Choice] = []
    for article in articles:
        parts = (title_of(article), article.publisher, written_date(article.published))
        named.append({"id": article.id, "name": " · ".join(part for part in parts if part)})
    return {
        "publishers": info.publishers,
        "articles": sorted(named, key=lambda choice: choice["name"].casefold()),
        "earliest": info.earliest.isoformat() if info.earliest else "",
        "latest": info.latest.isoformat() if info.latest else "",
    }
