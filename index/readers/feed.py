"""Feeds: each entry of an RSS or Atom file is an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.articles import Article, slug
from index.errors import InputError
from index.language_codes import language_code
from index.readers.decoding import decode_markup
from index.readers.markup import parse_xml, text_of, text_of_html
from index.readers.metadata import (
    FEED,
    found_date,
    found_words,
    gathered,
    one_line,
    web_address,
)

SUFFIXES = frozenset({".rss", ".atom", ".rdf", ".xml"})

# Names of other vocabularies are left alone: `media:title` is that of a picture.
_SPOKEN = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
    }
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRY = "entry of the feed"
_TEXTS = ("encoded", "content", "description", "summary")  # the whole text before its teaser
_DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")


def read(path: Path, data: bytes) -> Iterator[Article | InputError]:
    """Read an article from each entry; one without a text comes back as its error.

    The feed's title is the publisher. What is left of a damaged file is read, and the damage comes
    back as an error, too.

    Raises:
        InputError: the file is no RSS or Atom feed.
    """
    page = decode_markup(data)
    root, wrong = parse_xml(page.text)
    if root is None or _name(root) not in {"rss", "RDF", "feed", "channel"}:
        why = f" ({wrong})" if wrong else ""
        raise InputError(f"this XML is no RSS or Atom feed{why}")
    channel = root if _name(root) in {"feed", "channel"} else _child(root, "channel")
    publisher = "" if channel is None else found_words(_words(channel, "title"))
    language = "" if channel is None else _language(channel)
    for number, entry in enumerate(root.iter("{*}item", "{*}entry"), start=1):
        try:
            article = _article(path, number, entry, publisher, language)
            page.check(article.title + article.text)
            yield article
        except InputError as error:
            yield InputError(f"entry {number}: {error}")
    if wrong:
        yield InputError(f"the feed is damaged, and what stands there may be missing ({wrong})")


def _article(path: Path, number: int, entry: Any, publisher: str, language: str) -> Article:
    title = found_words(one_line(_words(entry, "title")))
    text = next((text for name in _TEXTS if (text := _words(entry, name))), "")
    if not text:
        raise InputError(f"‘{title}’ has no text" if title else "it has no text")
    url = web_address(_link(entry), _words(entry, "guid"), _words(entry, "id"))
    key = found_words(_words(entry, "guid"), _words(entry, "id"), url) or f"{path.stem}-{number}"
    day = found_date(*(_words(entry, name) for name in _DATES))
    return Article(
        id=slug(title or key),
        text=text,
        origin=f"{path}#{key}",
        **gathered(
            title=[(title, _ENTRY), (one_line(key), f"id of the {_ENTRY}")],
            publisher=[(publisher, f"title of the {FEED}")],
            author=[(found_words(_author(entry)), _ENTRY)],
            published=[(day, _ENTRY)],
            url=[(url, _ENTRY)],
            language=[(_language(entry), FEED), (language, FEED)],
        ),
    )


def _author(entry: Any) -> str:
    author = _child(entry, "author")
    name = "" if author is None else _words(author, "name")
    written = name or _words(entry, "creator") or _words(entry, "author")
    address, _, named = written.partition(" (")  # RSS: lawyer@boyer.net (Lawyer Boyer)
    return named.rstrip(")") if "@" in address and named else written


def _language(parent: Any) -> str:
    return language_code(_words(parent, "language") or str(parent.get(_XML_LANG) or ""))


def _link(entry: Any) -> str:
    """Give the address of an entry's page: the text of RSS, the attribute of Atom."""
    for link in entry.iterchildren("{*}link"):
        if _is_spoken(link) and link.get("rel", "alternate") == "alternate":
            return str(link.get("href") or link.text or "").strip()
    return ""


def _words(parent: Any, name: str) -> str:
    """Give the text of a child, as a reader sees it; empty when there is none."""
    child = _child(parent, name)
    if child is None:
        return ""
    if len(child):  # XHTML in Atom, or HTML that was not escaped
        return text_of(child)
    content = (child.text or "").strip()
    return content if child.get("type") == "text" else text_of_html(content)


def _child(parent: Any, name: str) -> Any:
    found = (child for child in parent.iterchildren("{*}" + name) if _is_spoken(child))
    return next(found, None)


def _is_spoken(element: Any) -> bool:
    return element.tag.rpartition("}")[0].lstrip("{") in _SPOKEN


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
