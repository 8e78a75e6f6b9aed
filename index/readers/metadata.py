"""Metadata of an article as its file gives it: fields of words, and the date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

import dateutil.parser

from index.articles import printable
from index.errors import InputError

_LONGEST_FIELD = 500  # characters; a field is shown with every citation
_LONGEST_DATE = 100  # characters
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """Turn line ends, control characters and runs of spaces into single spaces."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def words(metadata: Mapping[str, object], key: str) -> str:
    """Read a field of words as one line; a flat list is joined by commas.

    Raises:
        InputError: it holds anything else, is too long, or is not valid Unicode.
    """
    value = metadata.get(key)
    if value is None:
        return ""
    parts = []
    length = 0
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, str | int | float):
            raise InputError(f"the field '{key}' must be text or a plain list of texts")
        parts.append(str(item))
        length += len(parts[-1])
        # Before they are joined: YAML aliases can repeat one long text a million times.
        if length > _LONGEST_FIELD:
            raise InputError(
                f"the field '{key}' has more than {_LONGEST_FIELD} characters; shorten it"
            )
    line = one_line(", ".join(parts))
    if printable(line) != line:
        raise InputError(f"the field '{key}' holds lone surrogates; write it again")
    return line


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
    if not isinstance(value, str | int):
        raise InputError("the date must be text; write it as 2020-01-08")
    day = _whole_date(str(value))
    if day is None:
        raise InputError(f"{value!r:.{_LONGEST_DATE}} is not a whole date; write it as 2020-01-08")
    return day


def _whole_date(text: str) -> date | None:
    if len(text) > _LONGEST_DATE:
        return None
    try:
        # Two defaults that differ in every part: a text that leaves one out gives two dates.
        one, other = (
            dateutil.parser.parse(text, default=default)
            for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))
        )
    except (ValueError, OverflowError):
        return None
    return one.date() if one == other else None
