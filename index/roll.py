"""All articles of one state of a library in columns, for filters to choose from."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from index.allowed import Allowed
from index.article_rows import day_of
from index.catalog import Catalog
from index.errors import InputError
from index.filters import ArticleFilter
from index.language_codes import language_code
from index.schema import article_columns
from index.stored_vectors import StoredVectors

_MOST_NAMES = 10  # named in an error


@dataclass(frozen=True, slots=True)
class Column:
    """A value of every article: the different ones, and each article's place among them."""

    values: list[str]
    places: NDArray[np.int32]

    @classmethod
    def of(cls, values: Sequence[str]) -> Column:
        """Make a column of the values of all articles."""
        known: dict[str, int] = {}
        places = (known.setdefault(value, len(known)) for value in values)
        filled = np.fromiter(places, np.int32, len(values))
        return cls(list(known), filled)

    def where(self, meets: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Tell of every article whether its value meets a condition; it is asked once a value."""
        return np.array([meets(value) for value in self.values], np.bool_)[self.places]


@dataclass(frozen=True, slots=True)
class Roll:
    """What filters know of the articles; kept in memory, as to read it takes longer than a search.

    Articles stand in the order of their passages' ids, and no others are between the passages of
    one: they are stored in one go. `ids` gives an article's place by its id. `bounds` is int64
    (articles + 1,): the first passage of each, and one more than the last of all.
    """

    ids: dict[str, int]
    publishers: Column
    days: Column  # as they are written in the catalog
    languages: Column
    bounds: NDArray[np.int64]

    @classmethod
    def read(cls, catalog: Catalog) -> Roll:
        """Read all articles of a catalog, without their texts.

        The first passage of each is looked up in an index; to group all passages takes longer.
        """
        rows = catalog.connection.execute(
            "SELECT id, publisher, ifnull(published, ''), language, "  # noqa: S608  # of constants
            "ifnull((SELECT min(id) FROM passages WHERE article = number), 0) AS first "
            f"FROM (SELECT number, {article_columns(catalog.connection)} FROM articles) "
            "ORDER BY first"
        ).fetchall()
        ids, publishers, days, languages, first = zip(*rows, strict=True) if rows else ((),) * 5
        bounds = np.array([*first, 1 + StoredVectors(catalog).last_id()], np.int64)
        return cls(
            {id: place for place, id in enumerate(ids)},
            Column.of(publishers),
            Column.of(days),
            Column.of(languages),
            bounds,
        )

    def allow(self, where: ArticleFilter) -> Allowed:
        """Choose what passes a filter; that may be nothing.

        Raises:
            InputError: the filter names a publisher, an article or a language that is not there.
        """
        chosen = np.ones(len(self.ids), np.bool_)
        if where.publishers:
            wanted = {name: name.casefold() for name in where.publishers}
            there = {name.casefold(): name for name in self.publishers.values if name}
            _check("publisher", wanted, there, there.values())
            chosen &= self.publishers.where(lambda name: name.casefold() in wanted.values())
        if where.articles:
            _check("article", {id: id for id in where.articles}, self.ids, self.ids)
            named = np.zeros_like(chosen)
            named[[self.ids[id] for id in where.articles]] = True
            chosen &= named
        if where.languages:
            codes = {name: language_code(name) for name in where.languages}
            known = {code for code in self.languages.values if code}
            _check("language", codes, known, known)
            chosen &= self.languages.where(lambda code: code in codes.values())
        if where.since or where.until:
            chosen &= self.days.where(lambda day: where.spans(day_of(day)))
        edges = self.bounds[np.flatnonzero(np.diff(chosen, prepend=False, append=False))]
        articles = list(compress(self.ids, chosen.tolist()))
        return Allowed(articles, len(articles) / max(1, len(chosen)), edges)


def _check(kind: str, wanted: dict[str, str], there: Container[str], names: Iterable[str]) -> None:
    """Refuse a name of which what it stands for is not there; `names` are those that are."""
    for name, meant in wanted.items():
        if meant not in there:
            raise InputError(_refusal(kind, name, names))


def _refusal(kind: str, name: str, there: Iterable[str]) -> str:
    names = {other.casefold(): other for other in sorted(there)}
    if not names:
        return f"There is no {kind} {name!r}: the library names no {kind} at all."
    close = [names[near] for near in get_close_matches(name.casefold(), names, 1)]
    guess = f" Did you mean {close[0]!r}?" if close else ""
    listed = ", ".join(map(repr, list(names.values())[:_MOST_NAMES]))
    more = len(names) - _MOST_NAMES
    rest = f" and {more:,} more" if more > 0 else ""
    return f"There is no {kind} {name!r} in this library.{guess} It has {listed}{rest}."
