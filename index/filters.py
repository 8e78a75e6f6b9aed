"""Search some articles of a library only: by publisher, id, date and language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from index.catalog import Listed, PassageIds
from index.errors import InputError
from index.language_codes import language_code

_MOST_NAMES = 10  # named in an error


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles to search: those that meet every condition given.

    Any of the publishers, in capitals or not; any of the article ids; published from `since` to
    `until`, both days included; in any of the languages, by their codes or English names. An
    article without a date, or of unknown language, does not pass a filter with one.
    """

    publishers: Sequence[str] = ()
    articles: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    languages: Sequence[str] = ()

    def __bool__(self) -> bool:
        """Whether there is any condition."""
        names = self.publishers or self.articles or self.languages
        return bool(names or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What passes a filter: articles by id, and all of their passages."""

    articles: list[str]
    passages: PassageIds


@dataclass(frozen=True, slots=True)
class Roll:
    """All articles of one state of a library, for filters to choose from.

    It is kept in memory: to read it takes longer than a search. `passages` is int64 (n, 2), the
    number of an article and the id of one of its passages.
    """

    articles: list[Listed]
    passages: NDArray[np.int64]

    def allow(self, where: ArticleFilter) -> Allowed:
        """Choose what passes a filter; that may be nothing.

        Raises:
            InputError: the filter names a publisher, an article or a language that is not there.
        """
        languages = self._check(where)
        publishers, ids = {name.casefold() for name in where.publishers}, set(where.articles)
        chosen = [
            article
            for article in self.articles
            if (not publishers or article.publisher.casefold() in publishers)
            and (not ids or article.id in ids)
            and (not languages or article.language in languages)
            and _is_between(article.published, where.since, where.until)
        ]
        numbers = [article.number for article in chosen]
        passages = self.passages[np.isin(self.passages[:, 0], numbers), 1]
        return Allowed([article.id for article in chosen], passages)

    def _check(self, where: ArticleFilter) -> set[str]:
        """Give the codes of the languages that the filter names."""
        publishers = {a.publisher.casefold(): a.publisher for a in self.articles if a.publisher}
        for name in where.publishers:
            if name.casefold() not in publishers:
                raise _unknown("publisher", name, publishers.values())
        ids = {article.id for article in self.articles}
        for id in where.articles:
            if id not in ids:
                raise _unknown("article", id, ids)
        codes = {article.language for article in self.articles} - {""}
        wanted = {name: language_code(name) for name in where.languages}
        for name, code in wanted.items():
            if code not in codes:
                raise _unknown("language", name, codes)
        return set(wanted.values())


def _is_between(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return not (since or until)
    return (since or day) <= day <= (until or day)


def _unknown(kind: str, name: str, there: Iterable[str]) -> InputError:
    names = {other.casefold(): other for other in sorted(there)}
    if not names:
        return InputError(f"There is no {kind} {name!r}: the library names no {kind} at all.")
    close = [names[near] for near in get_close_matches(name.casefold(), names, 1)]
    guess = f" Did you mean {close[0]!r}?" if close else ""
    listed = ", ".join(map(repr, list(names.values())[:_MOST_NAMES]))
    more = len(names) - _MOST_NAMES
    rest = f" and {more:,} more" if more > 0 else ""
    return InputError(f"There is no {kind} {name!r} in this library.{guess} It has {listed}{rest}.")
