"""Web pages: saved as HTML, or with all their parts as MHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.articles import Article, slug
from index.errors import InputError
from index.readers.decoding import Decoded, decode_declared, decode_markup
from index.readers.markup import parse_html, text_of
from index.readers.metadata import FileName, found_date, found_words, web_address
from index.readers.mime import content, parse_message, parts

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\s|$)")
_BUNDLES = frozenset({".mhtml", ".mht"})


def read(path: Path, data: bytes) -> Iterator[Article]:
    """Read the one article of a page: its main text, without menus, comments and scripts.

    Paragraphs have an empty line between them. Metadata come from the page's own (meta elements,
    JSON-LD); what is missing, from the file's name.

    Raises:
        InputError: the page cannot be decoded, or holds no article.
    """
    page, address = (
        _unbundled(data) if path.suffix.lower() in _BUNDLES else (decode_markup(data), "")
    )
    found, text = _extract(page.text)
    if not _SENTENCE_END.search(text):
        raise InputError(
            "no article was found in the page: it holds menus, a script or a list alone; save it "
            "again once it has loaded, or save its text"
        )
    page.check(text)
    name = FileName.of(path)
    yield Article(
        id=slug(path.stem),
        title=found_words(found.title) or name.title,
        text=text,
        publisher=found_words(found.sitename),
        author=found_words(found.author).replace("; ", ", "),
        published=found_date(found.date) or name.published,
        url=web_address(found.url, address),
        origin=str(path),
    )


def _extract(page: str) -> tuple[Any, str]:
    """Give trafilatura's account of a page, and its main text as a reader sees it."""
    from trafilatura import bare_extraction  # late: it takes 0.3 s, and only web pages need it

    tree = parse_html(page)
    if tree is None:
        return None, ""
    # A date found anywhere in the text would be as good as any other: none is better.
    dates = {"original_date": True, "extensive_search": False}
    found = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dates,
    )
    body = getattr(found, "body", None)
    return found, "" if body is None else text_of(body)


def _unbundled(data: bytes) -> tuple[Decoded, str]:
    """Give the page of an MHTML file, which is its first part in HTML, and the page's address."""
    message = parse_message(data)
    for part in parts(message):
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            declared = part.get_content_charset("")
            data = content(part)
            page = decode_declared(data, declared) if declared else decode_markup(data)
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            return page, str(address or "")
    raise InputError("no web page is in the file; save it again as 'web page, single file'")
