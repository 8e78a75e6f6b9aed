"""Articles without their texts, kept in memory for as long as the library does not change."""

from __future__ import annotations

from index import ArticleFilter, Library
from ui.http.passages import ArticleSummary, summary


class Summaries:
    """Every article of a library, in the order of ids. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: tuple[int, dict[str, ArticleSummary]] | None = None

    def fitting(self, where: ArticleFilter, title: str) -> list[ArticleSummary]:
        """Give the articles that pass a filter and have all these words in their titles.

        Raises:
            InputError: the filter names a publisher or a language that is not there.
        """
        words = title.casefold().split()
        every = self._current()
        chosen = self._library.ids(where) if where else every
        return [
            every[id]
            for id in chosen
            if id in every and all(word in every[id]["title"].casefold() for word in words)
        ]

    def _current(self) -> dict[str, ArticleSummary]:
        generation = self._library.info().generation
        known = self._known
        if known is None or known[0] != generation:
            articles = {article.id: summary(article) for article in self._library.articles()}
            self._known = known = generation, articles
        return known[1]
