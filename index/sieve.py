"""Decide which of the articles given to a library are to be stored, and write down the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.articles import Article, check_article
from index.boilerplate import without_boilerplate
from index.catalog import Catalog
from index.database import DatabaseError, explained
from index.errors import InputError
from index.labels import is_labelled, labelled
from index.readers import Skipped, is_gone


@dataclass(slots=True)
class Changes:
    """What adding articles did: ids of those added, changed and moved, origins of those unchanged.

    An article has moved when another file holds it now, and nothing else is different.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    passages: int = 0  # of the articles added and changed

    def include(self, more: Changes) -> None:
        """Add what another adding did."""
        self.added += more.added
        self.changed += more.changed
        self.moved += more.moved
        self.unchanged += more.unchanged
        self.skipped += more.skipped
        self.passages += more.passages


@dataclass(slots=True)
class _KeptBack:
    """An article whose content the library has under another origin, its twin's.

    Its text is not held, since a folder that has moved may hold more than the memory: the twin has
    it, and gives it only where it is to be replaced.
    """

    article: Article
    content: str
    twin: str


class Sieve:
    """Sifts the items of one run; `gone` tells of an origin not met in it if it is there no more.

    `moves` gives the old and the new origin of articles to be kept under another, once all are
    sifted. `labels` gives language and sources of articles, by origin, of which nothing else is
    different.
    """

    def __init__(
        self,
        library: Path,
        catalog: Catalog,
        changes: Changes,
        gone: Callable[[str], bool] = is_gone,
    ) -> None:
        self.moves: list[tuple[str, str]] = []
        self.labels: dict[str, tuple[str, Mapping[str, str]]] = {}
        self._library = library  # for errors
        self._catalog = catalog
        self._changes = changes
        self._gone = gone
        self._origins: set[str] = set()  # met in this run, whatever became of them
        self._contents: dict[str, str] = {}  # content hash to origin, as they stand after this run
        self._kept_back: dict[str, list[_KeptBack]] = {}  # by their twins

    def wanted(self, items: Iterable[Article | Skipped]) -> Iterator[Article]:
        """Pass on the articles to store.

        An article whose content is in the library under another origin is kept back to the end:
        only then is it known whether that origin still has this content. If it is gone, the article
        has moved.
        """
        kept_back = []
        for item in items:
            with explained(self._library):
                article = self._new(item)
                twin = article and self._untouched_twin(article.content_hash)
            if article and twin:
                kept = _KeptBack(replace(article, text=""), article.content_hash, twin)
                kept_back.append(kept)
                self._kept_back.setdefault(twin, []).append(kept)
            elif article:
                yield self._passed(article)
        for kept in kept_back:
            origin, twin = kept.article.origin, self._contents.get(kept.content)
            with explained(self._library):
                untouched = None if twin else self._untouched_twin(kept.content)
            if untouched and self._gone(untouched):
                self._contents[kept.content] = origin
                self.moves.append((untouched, origin))
            elif twin or untouched:
                self._skip(origin, f"the same article as {twin or untouched}")
            else:
                self._restore(kept)
                yield self._passed(kept.article)

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
            self._compare_labels(item)
            return None
        return item if self._has_words(item) else None

    def _compare_labels(self, article: Article) -> None:
        if is_labelled(article, *self._catalog.labels(article.origin)):
            self._changes.unchanged.append(article.origin)
        else:
            labels = labelled(article)
            self.labels[article.origin] = (labels.language, labels.sources)

    def _has_words(self, article: Article) -> bool:
        """Whether there is anything to search; else the article is written down as skipped."""
        words = bool(without_boilerplate(article.text, article.title))
        if not words:
            reason = "it holds nothing but lines such as “Advertisement” or “Share”"
            self._skip(article.origin, reason)
        return words

    def _untouched_twin(self, content: str) -> str | None:
        """Give the origin that has this content in the library, if this run has not met it."""
        twin = self._catalog.origin_of_content(content)
        return None if twin in self._origins else twin

    def _passed(self, article: Article) -> Article:
        for kept in self._kept_back.pop(article.origin, ()):
            self._restore(kept)  # from what this article replaces
        self._contents[article.content_hash] = article.origin
        return labelled(article)

    def _restore(self, kept: _KeptBack) -> None:
        """Give an article that was kept back its text again, as long as its twin has it."""
        if kept.article.text:
            return
        with explained(self._library):
            whole = replace(kept.article, text=self._catalog.text(kept.twin))
            if whole.content_hash != kept.content:
                raise DatabaseError(f"the article of {kept.twin} is not what was stored")
        kept.article = whole

    def _skip(self, origin: str, reason: str) -> None:
        self._changes.skipped.append(Skipped(origin, reason))
