"""Search some articles of a library only: by publisher, id, date and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


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

    def spans(self, day: date | None) -> bool:
        """Whether an article of this day meets the conditions on days."""
        if day is None:
            return not (self.since or self.until)
        return (self.since or day) <= day <= (self.until or day)
