"""Decide which of the articles given to a library are to be stored, and write down the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.articles import Article, check_article
from index.boilerplate import without_boilerplate
from index.catalog import Catalog
from index.errors import InputError
from index.readers import Skipped


@dataclass(frozen=True, slots=True)
class Changes:
    """What adding articles did: ids of those added and changed, origins of those unchanged."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class Sieve:
    """Sifts the items of one run."""

    def __init__(self, catalog: Catalog, changes: Changes) -> None:
        self._catalog = catalog
        self._changes = changes
        self._origins: set[str] = set()  # met in this run, whatever became of them
        self._contents: dict[str, str] = {}  # content hash to origin, as they stand after this run

    def wanted(self, items: Iterable[Article | Skipped]) -> Iterator[Article]:
        """Pass on the articles to store.

        An article whose content is in the library under another origin is kept back to the end:
        only then is it known whether that origin still has this content.
        """
        kept_back = []
        for item in items:
            article = self._new(item)
            if article and self._may_be_a_copy(article):
                kept_back.append(article)
            elif article:
                yield self._passed(article)
        for article in kept_back:
            twin = self._contents.get(article.content_hash) or self._untouched_twin(article)
            if twin:
                self._skip(article.origin, f"the same article as {twin}")
            else:
                yield self._passed(article)

    def _new(self, item: Article | Skipped) -> Article | None:
        """Give the article if its text is one that this run has not met and the library lacks."""
        if isinstance(item, Skipped):
            self._changes.skipped.append(item)
            return None
        try:
            check_article(item)
        except InputError as error:
            self._skip(item.origin or item.id, str(error))
            return None
        if item.origin in self._origins:
            self._skip(item.origin, "given twice; the first one is kept")
            return None
        self._origins.add(item.origin)
        content = item.content_hash
        if content in self._contents:
            self._skip(item.origin, f"the same article as {self._contents[content]}")
            return None
        if self._catalog.content_hash(item.origin) == content:
            self._contents[content] = item.origin
            self._changes.unchanged.append(item.origin)
            return None
        return item if self._has_words(item) else None

    def _has_words(self, article: Article) -> bool:
        """Whether there is anything to search; else the article is written down as skipped."""
        words = bool(without_boilerplate(article.text, article.title))
        if not words:
            reason = "it holds nothing but lines such as “Advertisement” or “Share”"
            self._skip(article.origin, reason)
        return words

    def _may_be_a_copy(self, article: Article) -> bool:
        return self._untouched_twin(article) is not None

    def _untouched_twin(self, article: Article) -> str | None:
        """Give the origin that has this content in the library, if this run has not met it."""
        twin = self._catalog.origin_of_content(article.content_hash)
        return None if twin in self._origins else twin

    def _passed(self, article: Article) -> Article:
        self._contents[article.content_hash] = article.origin
        return article

    def _skip(self, origin: str, reason: str) -> None:
        self._changes.skipped.append(Skipped(origin, reason))
