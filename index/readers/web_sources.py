"""Where on a web page its metadata stand: in which meta element, in JSON-LD, or in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.language_codes import language_code
from index.readers.metadata import one_line

_JSON_LD, _PAGE = "JSON-LD", "text of the page"
_LONGEST = 500  # characters; what is longer describes, and may hold anything
_DESCRIBING = ("description", "keywords")


class PageSources:
    """What a page says of itself, and where; taken down before anything is taken out of its tree.

    The extraction of trafilatura does not tell where it found what: the places are found again.
    """

    def __init__(self, tree: Any) -> None:
        self._said = [
            (_bare(words), place) for words, place in _said(tree) if len(words) <= _LONGEST
        ]
        self.language = _language(tree)

    def of(self, value: object) -> str:
        """Name the place where a value stands: by itself, or else with other words."""
        wanted = _bare(value.isoformat() if isinstance(value, date) else str(value))
        for words, place in self._said:
            if words == wanted:
                return place
        return next((place for words, place in self._said if wanted in words), _PAGE)


def _said(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if not any(word in name.lower() for word in _DESCRIBING):
            yield element.get("content") or "", f"meta element {one_line(name)[:60]}".strip()
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            yield from ((words, _JSON_LD) for words in _strings(element.text or ""))
    for element in tree.iter("link"):
        yield element.get("href") or "", f"link element {one_line(element.get('rel') or '')[:60]}"
    for element in tree.iter("title", "h1", "time"):
        words = element.get("datetime") or element.text_content()
        yield words, f"{element.tag} element"


def _strings(written: str) -> Iterator[str]:
    """Give every text in JSON, however deep, in its order."""
    try:
        waiting = [json.loads(written)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting += reversed(list(value.values()) if isinstance(value, dict) else value)


def _language(tree: Any) -> str:
    """Give the code of the language that the page says it is in."""
    root = tree.getroottree().getroot()
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    return language_code(root.get("lang") or root.get(xml) or root.get("xml:lang") or "")


def _bare(words: str) -> str:
    return one_line(words).casefold()
