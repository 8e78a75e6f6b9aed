"""JSON Lines: one article a line, with its text and metadata as fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.articles import Article, slug
from index.errors import InputError
from index.readers.decoding import decode
from index.readers.metadata import one_line, parse_date, words

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read(path: Path, data: bytes) -> Iterator[Article | InputError]:
    """Read an article from each line with the field `text`; a bad line comes back as its error.

    Fields read beside it: `id`, `title`, `publisher`, `author`, `published` or `date`, `url`.
    """
    for number, line in enumerate(decode(data).split("\n"), start=1):
        if line.strip():
            try:
                yield _article(path, number, line)
            except InputError as error:
                yield InputError(f"line {number}: {error}")


def _article(path: Path, number: int, line: str) -> Article:
    try:
        record = json.loads(line)
    except RecursionError:
        raise InputError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise InputError(f"not valid JSON ({error})") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise InputError("no field 'text' with the words of an article")
    name = words(record, "id") or f"{path.stem}-{number}"
    return Article(
        id=slug(name),
        title=words(record, "title") or one_line(name),
        text=record["text"],
        publisher=words(record, "publisher"),
        author=words(record, "author"),
        published=parse_date(record.get("published") or record.get("date")),
        url=words(record, "url"),
        origin=f"{path}#{name}",
    )
