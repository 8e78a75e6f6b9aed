"""Metadata that somebody gives for all files, for where an article says nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from index.articles import Article

T = TypeVar("T")

_OPTION = "option"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What stands in for metadata that an article, its file and its file's name do not tell.

    The language is a code of ISO 639; one that is given is not detected.
    """

    publisher: str = ""
    author: str = ""
    published: date | None = None
    language: str = ""

    def fill(self, items: Iterable[Article | T]) -> Iterator[Article | T]:
        """Pass the items on, articles with what they lack."""
        for item in items:
            yield self._filled(item) if isinstance(item, Article) else item

    def _filled(self, article: Article) -> Article:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        missing = {
            name: value for name, value in given.items() if value and not getattr(article, name)
        }
        sources = {**article.sources, **dict.fromkeys(missing, _OPTION)}
        return replace(article, **missing, sources=sources) if missing else article
