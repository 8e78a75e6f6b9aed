"""Plain text and Markdown, with optional front matter in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.articles import Article, slug
from index.errors import InputError
from index.language_codes import language_code
from index.readers.decoding import decode
from index.readers.metadata import (
    FILE_NAME,
    FIRST_LINE,
    FRONT_MATTER,
    FileName,
    gathered,
    one_line,
    parse_date,
    words,
)

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.DOTALL
)
_NOTHING = ("", "~", "null", "Null", "NULL")
_LONGEST_TITLE = 120


def read(path: Path, data: bytes) -> Iterator[Article]:
    """Read one article; its text is what follows the front matter, unchanged.

    Raises:
        InputError: the file is not text, or its front matter cannot be read.
    """
    metadata, text = _front_matter(decode(data))
    name = FileName.of(path)
    day = parse_date(metadata.get("published") or metadata.get("date"))
    language = language_code(words(metadata, "language") or words(metadata, "lang"))
    titles = [
        (words(metadata, "title"), FRONT_MATTER),
        (_first_line(text), FIRST_LINE),
        (name.title, FILE_NAME),
    ]
    yield Article(
        id=slug(path.stem),
        text=text,
        origin=str(path),
        **gathered(
            title=titles,
            publisher=[(words(metadata, "publisher"), FRONT_MATTER)],
            author=[(words(metadata, "author"), FRONT_MATTER)],
            published=[(day, FRONT_MATTER), (name.published, FILE_NAME)],
            url=[(words(metadata, "url"), FRONT_MATTER)],
            language=[(language, FRONT_MATTER)],
        ),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    import yaml  # late: `import qa` stays quick

    try:
        # The base loader leaves every scalar the text that it is: the others make numbers and dates
        # of them, and stumble over a month 13 in a dozen ways.
        metadata = yaml.BaseLoader(match[1]).get_single_data()
    except RecursionError:
        raise InputError("the front matter is nested too deeply") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: "\\U99999999"
        why = " ".join(str(error).split())
        raise InputError(f"the front matter is not valid YAML ({why})") from None
    if not isinstance(metadata, dict):  # a rule of three hyphens, not front matter
        return {}, text
    known = {str(key).lower(): value for key, value in metadata.items() if value not in _NOTHING}
    return known, text[match.end() :]


def _first_line(text: str) -> str:
    line = one_line(next((line for line in text.splitlines() if line.strip()), ""))
    heading = _heading(line)
    title = heading or line
    return title if len(title) <= _LONGEST_TITLE and (heading or not title.endswith(".")) else ""


def _heading(line: str) -> str:
    """Give the words of a Markdown heading; empty when the line is none."""
    # By hand: regular expressions for this took cubic time on a line of many spaces.
    marks, _, rest = line.partition(" ")
    if not 1 <= len(marks) <= 6 or marks.strip("#"):
        return ""
    title = rest.rstrip("#")
    return title.rstrip() if title.endswith(" ") else rest  # the last word may be C#
