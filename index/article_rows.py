"""Articles as rows of a library's database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from index.articles import Article
from index.database import Connection, DatabaseError


def insert_article(db: Connection, article: Article, id: str) -> int:
    """Store an article under an id; gives the number of its row."""
    row = {
        "id": id,
        "origin": article.origin,
        "content_hash": article.content_hash,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "text": article.text,
        "language": article.language,
        "sources": json.dumps(dict(article.sources)),
    }
    marks = ", ".join(f":{name}" for name in row)
    number = db.execute(
        f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})",  # noqa: S608  # names of ours
        row,
    ).lastrowid
    return number or 0


def change_labels(db: Connection, origin: str, language: str, sources: Mapping[str, str]) -> str:
    """Change the language and the sources of the article of an origin; gives its id."""
    query = "UPDATE articles SET language = ?, sources = ? WHERE origin = ? RETURNING id"
    (row,) = db.execute(query, (language, json.dumps(dict(sources)), origin)).fetchall()
    return str(row[0])


def article_of_row(row: Sequence[str]) -> Article:
    """Make an article of its columns, in the order of `index.schema.article_columns`."""
    id, title, text, publisher, author, published, url, origin, language, sources = row
    return Article(
        id, title, text, publisher, author, day_of(published), url, origin, language,
        sources_of(sources),
    )  # fmt: skip


def sources_of(written: str) -> dict[str, str]:
    """Read the sources of an article's metadata, by the name of the field; none if damaged."""
    with suppress(ValueError, RecursionError):
        read = json.loads(written)
        if isinstance(read, dict):
            return {field: str(source) for field, source in read.items()}
    return {}


def are_sources(written: str) -> bool:
    """Whether the sources of an article's metadata are as they are written by `put`."""
    return json.dumps(sources_of(written)) == written


def day_of(published: str | None) -> date | None:
    """Read the day of publication."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        raise DatabaseError(f"the day of an article is {published!r}") from None
