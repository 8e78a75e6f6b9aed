"""JSON Lines: one article a line, with its text and metadata as fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.articles import Article
from index.errors import InputError
from index.readers.decoding import decode
from index.readers.fields import Fields, article_of

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read(path: Path, data: bytes, fields: Fields | None = None) -> Iterator[Article | InputError]:
    """Read an article from each line with a field for its text; a bad line comes as its error."""
    for number, line in enumerate(decode(data).split("\n"), start=1):
        if line.strip():
            try:
                yield _article(path, number, line, fields or Fields())
            except InputError as error:
                yield InputError(f"line {number}: {error}")


def _article(path: Path, number: int, line: str, fields: Fields) -> Article:
    try:
        record = json.loads(line)
    except RecursionError:
        raise InputError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise InputError(f"not valid JSON ({error})") from None
    if not isinstance(record, dict):
        raise InputError('not an object with fields; write one as {"text": "…"}')
    return article_of(record, path, number, fields)
