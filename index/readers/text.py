"""Plain text and Markdown, with optional front matter in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dateutil.parser
import yaml

from index.articles import Article, slug
from index.errors import InputError
from index.readers.decoding import decode

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.DOTALL
)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*\s*\Z")
_LONGEST_TITLE = 120


def read(path: Path, data: bytes) -> Iterator[Article]:
    """Read one article; its text is what follows the front matter, unchanged.

    Raises:
        InputError: the file is not text, or its front matter cannot be read.
    """
    metadata, text = _front_matter(decode(data))
    title = _string(metadata, "title") or _first_line(text) or path.stem
    yield Article(
        id=slug(path.stem),
        title=title,
        text=text,
        publisher=_string(metadata, "publisher"),
        author=_string(metadata, "author"),
        published=parse_date(metadata.get("published", metadata.get("date"))),
        url=_string(metadata, "url"),
        origin=str(path),
    )


def parse_date(value: object) -> date | None:
    """Read a date from metadata: a date, or text such as `2020-01-08` or `Jan. 8, 2020`.

    Raises:
        InputError: there is a value, and it is no date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        # Two defaults that differ in every part: a text that leaves one out gives two dates.
        one, other = (
            dateutil.parser.parse(str(value), default=default)
            for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))
        )
    except (ValueError, OverflowError):
        one, other = datetime(2001, 1, 1), datetime(2002, 2, 2)
    if one != other:
        raise InputError(f"{value!r} is not a whole date; write it as 2020-01-08")
    return one.date()


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        metadata = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise InputError(f"the front matter is not valid YAML ({why})") from None
    if not isinstance(metadata, dict):  # a rule of three hyphens, not front matter
        return {}, text
    return {str(key).lower(): value for key, value in metadata.items()}, text[match.end() :]


def _string(metadata: dict[str, Any], key: str) -> str:
    value = metadata.get(key)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value).strip()


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    heading = _HEADING.match(line)
    title = heading[1] if heading else line
    return title if len(title) <= _LONGEST_TITLE and (heading or not title.endswith(".")) else ""
