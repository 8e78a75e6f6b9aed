"""Metadata of an article as its file gives it: fields of words, the date, and its file's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dateutil.parser

from index.articles import printable
from index.errors import InputError

# Where metadata come from, in words for people.
FRONT_MATTER, FIRST_LINE, FILE_NAME = "front matter", "first line of the text", "file name"
HTML_LANG, FEED, DOCUMENT = "HTML lang attribute", "feed", "document properties"
BY_TEMPLATE = frozenset({HTML_LANG, FEED, DOCUMENT})  # the same for all that one program writes

_LONGEST_FIELD = 500  # characters; a field is shown with every citation
_LONGEST_DATE = 100  # characters
_DATED_NAME = re.compile(r"(\d{4})[-_.](\d{2})[-_.](\d{2})(?!\d)[\s_.-]*(.*)", re.DOTALL)
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


def found_words(*values: object) -> str:
    """Give the first of some values that a program wrote and that is text, as one line.

    What is too long is cut, and lone surrogates become question marks: no person can mend them.
    """
    for value in values:
        line = one_line(printable(value)) if isinstance(value, str) else ""
        if line:
            return line if len(line) <= _LONGEST_FIELD else line[: _LONGEST_FIELD - 1] + "…"
    return ""


def found_date(*values: object) -> date | None:
    """Give the first of some values that a program wrote and that is a whole date."""
    for value in values:
        try:
            day = parse_date(one_line(value) if isinstance(value, str) else value)
        except InputError:
            continue
        if day:
            return day
    return None


def gathered(**offered: Sequence[tuple[object, str]]) -> dict[str, Any]:
    """Give for each field the first value that there is, and for `sources` where each comes from.

    What is offered for a field are values with their sources, the best first.
    """
    chosen = {
        field: next(((value, source) for value, source in values if value), None)
        for field, values in offered.items()
    }
    there = {field: choice for field, choice in chosen.items() if choice}
    return {
        **{field: value for field, (value, _) in there.items()},
        "sources": {field: source for field, (_, source) in there.items()},
    }


def web_address(*values: object) -> str:
    """Give the first of some values that is an address on the web; a cut one would lead nowhere."""
    for value in values:
        address = value.strip() if isinstance(value, str) else ""
        if re.fullmatch(r"https?://[^\s\x00-\x1f\ud800-\udfff]+", address, re.IGNORECASE):
            return address if len(address) <= _LONGEST_FIELD else ""
    return ""


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name tells of its one article: `2020-01-08-harbour-opens.html`."""

    title: str
    published: date | None

    @classmethod
    def of(cls, path: Path) -> FileName:
        """Take a name apart: a date that it begins with, and words for a title."""
        dated = _DATED_NAME.fullmatch(path.stem)
        day = found_date("-".join(dated.groups()[:3])) if dated else None
        name = dated[4] if dated and day and dated[4] else path.stem
        title = name if " " in name else re.sub(r"[-_]+", " ", name)
        return cls(one_line(title) or one_line(path.stem), day)


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
