"""The names under which records keep an article's parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.articles import Article, slug
from index.errors import InputError
from index.readers.metadata import one_line, parse_date, words


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields in JSON Lines, and of columns in tables.

    Where `published` is left as it is, a field `date` stands in for it.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    publisher: str = "publisher"
    author: str = "author"
    published: str = "published"
    url: str = "url"


def article_of(record: Mapping[str, object], path: Path, number: int, fields: Fields) -> Article:
    """Make an article of the record on line `number` of a file.

    Raises:
        InputError: it has no text, or a field that cannot be read.
    """
    text = record.get(fields.text)
    if not isinstance(text, str):
        present = ", ".join(one_line(str(name)) for name in record) or "none"
        raise InputError(
            f"no field '{fields.text}' with the words of an article; its fields: {present:.300}"
        )
    name = words(record, fields.id) or f"{path.stem}-{number}"
    return Article(
        id=slug(name),
        title=words(record, fields.title) or one_line(name),
        text=text,
        publisher=words(record, fields.publisher),
        author=words(record, fields.author),
        published=_published(record, fields),
        url=words(record, fields.url),
        origin=f"{path}#{name}",
    )


def _published(record: Mapping[str, object], fields: Fields) -> date | None:
    value = record.get(fields.published)
    if not value and fields.published == Fields().published:
        value = record.get("date")
    return parse_date(value)
