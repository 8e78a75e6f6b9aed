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
    """Read an article from each line with a field for its text; a bad line comes as its error.

    Raises:
        InputError: no line has the text, or a field whose name was chosen.
    """
    fields = fields or Fields()
    lines = {
        number: _record(line)
        for number, line in enumerate(decode(data).split("\n"), start=1)
        if line.strip()
    }
    records = [record for record in lines.values() if isinstance(record, dict)]
    if records:
        fields.check_there({name: None for record in records for name in record}, "field")
    for number, record in lines.items():
        try:
            yield _article(path, number, record, fields)
        except InputError as error:
            yield InputError(f"line {number}: {error}")


def _record(line: str) -> dict[str, object] | InputError:
    try:
        record = json.loads(line)
    except RecursionError:
        return InputError("the JSON is nested too deeply")
    except ValueError as error:
        return InputError(f"not valid JSON ({error})")
    if not isinstance(record, dict):
        return InputError('not an object with fields; write one as {"text": "…"}')
    return record


def _article(
    path: Path, number: int, record: dict[str, object] | InputError, fields: Fields
) -> Article:
    if isinstance(record, InputError):
        raise record
    return article_of(record, path, number, fields, "field")
