"""PDF: the text of all pages, with a form feed between one page and the next."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.articles import Article, slug
from index.errors import InputError
from index.language_codes import language_code
from index.readers.metadata import (
    DOCUMENT,
    FILE_NAME,
    FIRST_LINE,
    FileName,
    found_date,
    found_words,
    gathered,
)
from index.readers.pdf_lines import pages_as_read

SUFFIXES = frozenset({".pdf"})

_LONGEST_TEXT = 20_000_000  # characters; pages that name each other can make any number
_UNREADABLE = 0.2  # of the characters: above it, the fonts do not tell what their signs mean
_FIRST_LINE = 150  # characters
_INFORMATION = "PDF document information"


def read(path: Path, data: bytes) -> Iterator[Article | InputError]:
    r"""Read one article; `index.page_of` tells the page of an offset, by the form feeds ("\f").

    A page that cannot be read stays empty, and comes back as an error as well.

    Raises:
        InputError: it is no PDF, is protected by a password, or holds no text that can be read.
    """
    reader = _opened(data)
    pages: list[str] = []
    for number in range(len(reader.pages)):
        try:
            pages.append(reader.pages[number].extract_text())
        except Exception as error:  # noqa: BLE001 - pypdf fails on damaged pages in many ways
            pages.append("")
            yield InputError(f"page {number + 1} cannot be read and is left out ({error!s:.200})")
        if sum(map(len, pages)) > _LONGEST_TEXT:
            raise InputError("its pages never seem to end; print it as a new PDF")
    text = "\f".join(pages_as_read([_clean(page) for page in pages]))
    if not text.strip():
        raise InputError(
            "the PDF holds no text, only pictures of it; run text recognition on it first (for "
            "instance with ocrmypdf)"
        )
    if _unreadable(text) > _UNREADABLE:
        raise InputError(
            "the fonts of the PDF do not tell which letters they show; run text recognition on it "
            "(for instance with ocrmypdf --force-ocr)"
        )
    yield _article(path, reader, text)


def _opened(data: bytes) -> Any:
    import pypdf  # late: only PDF needs it

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            len(reader.pages)
    except Exception as error:  # noqa: BLE001 - pypdf fails on damaged files in many ways
        raise InputError(
            f"this is not a whole PDF ({error!s:.200}); open it in a viewer, and print it anew"
        ) from None
    if locked:
        raise InputError(
            "the PDF is protected by a password; open it with the password, and save a copy without"
        )
    return reader


def _article(path: Path, reader: Any, text: str) -> Article:
    name = FileName.of(path)
    try:
        metadata = reader.metadata
        title, author = found_words(metadata.title), found_words(metadata.author)
        published = found_date(metadata.creation_date)
    except Exception:  # noqa: BLE001 - there may be none, or any sort of object in their place
        title, author, published = "", "", None
    if title.lower().startswith(("microsoft word - ", "untitled")) or title == path.stem:
        title = ""  # that of a file on the author's disk
    first = text.strip().splitlines()[0]
    heading = found_words(first) if len(first) <= _FIRST_LINE else ""
    return Article(
        id=slug(path.stem),
        text=text,
        origin=str(path),
        **gathered(
            title=[(title, _INFORMATION), (heading, FIRST_LINE), (name.title, FILE_NAME)],
            author=[(author, _INFORMATION)],
            published=[(published, _INFORMATION), (name.published, FILE_NAME)],
            language=[(_language(reader), DOCUMENT)],
        ),
    )


def _language(reader: Any) -> str:
    try:
        return language_code(str(reader.root_object.get("/Lang", "")))
    except Exception:  # noqa: BLE001 - any sort of object may stand in its place
        return ""


def _clean(page: str) -> str:
    """Leave out control characters and halves of characters, which no reader sees."""
    page = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    page = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs become whole
    return "".join(c for c in page if c in "\n\t" or not (c < " " or "\x7f" <= c < "\xa0"))


def _unreadable(text: str) -> float:
    signs = "".join(text.split())
    private = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in signs)
    return private / len(signs)
