"""What every face says of an article itself: its metadata, and where each of them comes from."""

from __future__ import annotations

from dataclasses import dataclass

from index import Article, written_date
from index.language_codes import language_name

_NOT_SAID = "not told"


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One field of an article's metadata, for people; `value` is empty where it is not known."""

    label: str
    value: str
    source: str


def metadata_of(article: Article) -> list[Metadatum]:
    """List an article's metadata in a fixed order; no source where there is nothing to come."""
    values = {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": written_date(article.published),
        "url": article.url,
        "language": language_name(article.language) if article.language else "",
    }
    labels = {"published": "date", "url": "address"}
    return [
        Metadatum(
            labels.get(field, field),
            value,
            article.sources.get(field, _NOT_SAID if value else ""),
        )
        for field, value in values.items()
    ]
