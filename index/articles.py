"""An article as it was given: its text and where it comes from."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from index.errors import InputError

Offsets = tuple[int, int]  # `[start, end)` in characters of a text


@dataclass(frozen=True, slots=True)
class Article:
    """One document. Every offset in pullquote counts characters of `text`.

    `id` is what people and gold sets call the article; a library makes it unique. `origin` is the
    file or address that the text came from, and tells one article from another when files are
    indexed again. Unknown metadata is the empty string, an unknown date None. `language` is a code
    of ISO 639 such as "en". `sources` tells where metadata come from: by the name of the field, in
    words for people, such as "front matter".
    """

    id: str
    title: str
    text: str
    publisher: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    origin: str = ""
    language: str = ""
    sources: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def heading(self) -> str:
        """Title, publisher and date in one line: what retrieval may match beside the text."""
        parts = (self.title, self.publisher, written_date(self.published))
        return " · ".join(part for part in parts if part)

    @property
    def content_hash(self) -> str:
        """SHA-256 of what is searched and shown of it, in hexadecimal digits.

        Left out are `id` and `origin`, and `language` and `sources`, which say something about it.
        """
        published = self.published.isoformat() if self.published else ""
        parts = [self.title, self.publisher, self.author, published, self.url, self.text]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def page_of(article_text: str, offset: int) -> int | None:
    """Tell the page that a character of an article's text stands on, counted from 1.

    Pages are parted by form feeds, as in an article read from a PDF; None where there are none.
    """
    if "\f" not in article_text:
        return None
    return article_text.count("\f", 0, offset) + 1


def check_article(article: Article) -> None:
    """Refuse an article that could not be stored, found or cited.

    Raises:
        InputError: it has no id, no origin, no text, or a field that is not valid Unicode.
    """
    if not article.id or not article.origin:
        raise InputError("it needs an id and an origin")
    if not article.text.strip():
        raise InputError("it has no text")
    values = {part.name: getattr(article, part.name) for part in fields(article)}
    values |= {f"source of its {name}": source for name, source in article.sources.items()}
    for name, value in values.items():
        if isinstance(value, str) and printable(value) != value:
            raise InputError(f"its {name} holds lone surrogates; decode it again")


def printable(text: str) -> str:
    """Put a question mark for each lone surrogate: no file, database or terminal takes one."""
    return text.encode(errors="replace").decode()


def written_date(day: date | None) -> str:
    """Write a date as news does (`8 January 2020`); empty when there is none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def slug(name: str) -> str:
    """Turn any name into an article id: lower-case words of any script, joined by hyphens."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).lower())
    return "-".join(words)[:80] or "article"
