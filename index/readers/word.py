"""Word documents (.docx): paragraphs and tables as a reader sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from index.articles import Article, slug
from index.errors import InputError
from index.language_codes import language_code
from index.readers.archive import check_sizes
from index.readers.metadata import (
    DOCUMENT,
    FILE_NAME,
    FIRST_LINE,
    FileName,
    found_date,
    found_words,
    gathered,
)

SUFFIXES = frozenset({".docx"})

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # how Word's older files begin, and those with a password
_LARGEST_CONTENTS = 200_000_000  # bytes when unpacked
_LONGEST_TITLE = 150  # characters
_TEMPLATE = date(2013, 12, 23)  # the day of every document that python-docx made and nobody dated
# Deleted words, the codes of fields, a second copy of a text box for old programs, and phonetics.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "rt"})
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(path: Path, data: bytes) -> Iterator[Article]:
    """Read one article: paragraphs with an empty line between, a row of a table as a line.

    Headers, footers, comments and footnotes are left out, and so is what was deleted with changes
    tracked.

    Raises:
        InputError: it is no .docx document, or holds no text.
    """
    document = _opened(data)
    text = "\n\n".join(_blocks(document.element.body))
    if not text:
        raise InputError("the document holds no text")
    name = FileName.of(path)
    core = document.core_properties
    made = found_date(core.created)
    titles = [
        (found_words(core.title), DOCUMENT),
        (_first_line(text), FIRST_LINE),
        (name.title, FILE_NAME),
    ]
    author = found_words(core.author) if core.author != "python-docx" else ""
    yield Article(
        id=slug(path.stem),
        text=text,
        origin=str(path),
        **gathered(
            title=titles,
            author=[(author, DOCUMENT)],
            published=[
                (name.published, FILE_NAME),
                (made if made != _TEMPLATE else None, DOCUMENT),
            ],
            language=[(language_code(found_words(core.language)), DOCUMENT)],
        ),
    )


def _opened(data: bytes) -> Any:
    import docx  # late: only Word documents need it

    if data.startswith(_OLD_OR_LOCKED):
        raise InputError(
            "the document is protected by a password or is of an older Word; save it as .docx "
            "without a password"
        )
    try:
        check_sizes(data, _LARGEST_CONTENTS)
        document = docx.Document(io.BytesIO(data))
        document.core_properties.title  # noqa: B018 - it is read only now, and may be damaged
    except Exception as error:  # noqa: BLE001 - python-docx fails on damaged files in many ways
        raise InputError(
            f"this is not a whole Word document ({error!s:.200}); open it, and save it again"
        ) from None
    return document


def _blocks(parent: Any) -> Iterator[str]:
    """Give paragraphs and tables in their order, those within content controls included."""
    for child in parent.iterchildren():
        name = _name(child)
        if name == "p":
            yield from filter(None, _paragraph(child))
        elif name == "tbl":
            rows = "\n".join(filter(None, map(_row, child.iterchildren("{*}tr"))))
            if rows:
                yield rows
        elif name not in _UNSEEN and len(child):
            yield from _blocks(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """Give a paragraph's words, and after them those of the text boxes that hang on it."""
    words: list[str] = []
    boxes: list[Any] = []
    _gather(paragraph, words, boxes)
    yield "".join(words).strip()
    for box in boxes:
        yield from _blocks(box)


def _gather(node: Any, words: list[str], boxes: list[Any]) -> None:
    for child in node.iterchildren():
        name = _name(child)
        if name == "txbxContent":
            boxes.append(child)
        elif name == "t":
            words.append(child.text or "")
        elif name in _SPACES and _name(node) == "r":  # elsewhere a "tab" is a place on the ruler
            words.append(_SPACES[name])
        elif name not in _UNSEEN:
            _gather(child, words, boxes)


def _row(row: Any) -> str:
    cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in row.iterchildren("{*}tc"))
    return " | ".join(filter(None, cells))


def _first_line(text: str) -> str:
    line = text.partition("\n")[0]
    return found_words(line) if len(line) <= _LONGEST_TITLE and not line.endswith(".") else ""


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
