"""Tables as CSV and TSV: one article a row, with its text and metadata in columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from index.articles import Article
from index.errors import InputError
from index.readers.decoding import decode
from index.readers.fields import Fields, article_of
from index.readers.metadata import one_line

SUFFIXES = frozenset({".csv", ".tsv", ".tab"})

_DELIMITERS = ",;\t|"  # the best when two are as frequent in the header is the first
_LONGEST_CELL = 100_000_000  # characters; more than any file that is read


def read(path: Path, data: bytes, fields: Fields | None = None) -> Iterator[Article | InputError]:
    """Read an article from each row below the row with the names of the columns.

    A bad row comes back as its error. Cells are separated by commas, semicolons, tabs or bars,
    whichever the first row has most of.

    Raises:
        InputError: no column has the name of the text, or one that was chosen.
    """
    fields = fields or Fields()
    every, broken = _rows(path, decode(data))
    rows = [(number, row) for number, row in every if any(cell.strip() for cell in row)]
    columns = _columns(rows[0][1] if rows else [], fields)
    for number, row in rows[1:]:
        yield _article(path, number, columns, row, fields)
    if broken:
        raise broken


def _rows(path: Path, text: str) -> tuple[list[tuple[int, list[str]]], InputError | None]:
    """Give the rows, each with the number of its last line, and why they break off, if they do."""
    header = text.lstrip().partition("\n")[0]
    tabs = path.suffix.lower() != ".csv"
    delimiter = "\t" if tabs else max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    longest_cell = csv.field_size_limit(_LONGEST_CELL)  # the default is shorter than a long read
    try:
        for row in reader:
            rows.append((reader.line_num, row))  # noqa: PERF401 - those before an error are kept
    except csv.Error as error:
        return rows, InputError(f"the table breaks off at line {reader.line_num} ({error})")
    finally:
        csv.field_size_limit(longest_cell)
    return rows, None


def _columns(header: list[str], fields: Fields) -> list[str]:
    """Give the names of the columns; a name in other capitals is still the name."""
    columns = [one_line(name) for name in header]
    names = {name.casefold(): name for name in fields.names if name not in columns}
    columns = [names.get(column.casefold(), column) for column in columns]
    fields.check_there(columns, "column")
    return columns


def _article(
    path: Path, number: int, columns: list[str], row: list[str], fields: Fields
) -> Article | InputError:
    if len(row) != len(columns):
        return InputError(
            f"line {number}: {len(row)} cells where the table has {len(columns)} columns; put "
            "quotation marks around cells that hold separators"
        )
    try:
        return article_of(dict(zip(columns, row, strict=True)), path, number, fields, "column")
    except InputError as error:
        return InputError(f"line {number}: {error}")
