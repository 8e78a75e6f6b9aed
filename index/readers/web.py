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
from index.readers.metadata import (
    FILE_NAME,
    HTML_LANG,
    FileName,
    found_date,
    found_words,
    gathered,
    web_address,
)
from index.readers.mime import content, parse_message, parts
from index.readers.web_sources import PageSources

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})

# A sentence ends, or words run on as they do in scripts without spaces and full stops.
_PROSE = re.compile(
    r"[.!?…][\"'”’)\]]*(?:\s|$)|[。！？｡।॥؟۔።։]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{40}"
)
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
    found, text, sources = _extract(page.text)
    if not _PROSE.search(text) or sources is None:
        raise InputError(
            "no article was found in the page: it holds menus, a script or a list alone; save it "
            "again once it has loaded, or save its text"
        )
    page.check(text)
    name = FileName.of(path)
    of, author, day = sources.of, found_words(found.author), found_date(found.date)
    title, publisher = found_words(found.title), found_words(found.sitename)
    saved, url = web_address(address), web_address(found.url)
    yield Article(
        id=slug(path.stem),
        text=text,
        origin=str(path),
        **gathered(
            title=[(title, of(title)), (name.title, FILE_NAME)],
            publisher=[(publisher, of(publisher))],
            author=[(author.replace("; ", ", "), of(author.partition("; ")[0]))],
            published=[(day, of(day)), (name.published, FILE_NAME)],
            url=[(url, of(url)), (saved, "address that the page was saved from")],
            language=[(sources.language, HTML_LANG)],
        ),
    )


def _extract(page: str) -> tuple[Any, str, PageSources | None]:
    """Give trafilatura's account of a page, its main text as a reader sees it, and its metadata."""
    from trafilatura import bare_extraction  # late: it takes 0.3 s, and only web pages need it

    tree = parse_html(page)
    if tree is None:
        return None, "", None
    sources = PageSources(tree)
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
    return found, "" if body is None else text_of(body), sources


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
