"""Turn text that others wrote into HTML that can be nothing but text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import bidirectional
from urllib.parse import urlsplit

Span = tuple[int, int]  # [start, end) in characters of an article's text

MARK_ID = "pq-span"  # of the chosen span: what the page scrolls to

# Braces, dollars and backticks mean something to the templates of gr.HTML. A parser of HTML would
# turn \r into \n and drop NUL, and the page must show as many characters as the article has.
# The end of a page is white space, for which a browser may show a box.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "{}$`\r"} | {0: "\ufffd", 12: " "}
_LINES = re.compile(r"\f|[\r\n]+|[^\r\n\f]+")


def escape(text: str) -> str:
    """Escape text for the inside of an element or of a quoted attribute."""
    return html.escape(text, quote=True).translate(_SIGNS)


def isolate(text: str) -> str:
    """Escape a piece of a line, so that its right-to-left marks cannot reorder what is around."""
    return f"<bdi>{escape(text)}</bdi>" if text else ""


def direction_of(text: str) -> str:
    """Tell by its first letter which way a text runs: `ltr` or `rtl`, as `dir="auto"` would."""
    ways = (bidirectional(sign) for sign in text)
    first = next((way for way in ways if way in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def link(address: str, label: str) -> str:
    """Link to a web address; only the label when the address is not http or https."""
    if not host(address):
        return label
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{label}</a>'


def host(address: str) -> str:
    """Give the host of an http or https address, and nothing for any other."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:  # such as a broken IPv6 host
        return ""


def dotted(parts: Sequence[str]) -> str:
    """Join pieces of HTML on a line; those that are empty leave no gap."""
    return " · ".join(part for part in parts if part)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def paragraphs(text: str, chosen: Span, others: Sequence[Span]) -> str:
    """Write a whole text as paragraphs; their text content is `text`, character for character.

    Line ends stand between the paragraphs in elements that the page hides, so that articles look
    alike whether they part paragraphs by one line end or by three. Form feeds stand in elements
    that carry the number of the page that begins there.
    """
    parts = []
    number = 1
    for line in _LINES.finditer(text):
        if line[0] == "\f":
            number += 1
            parts.append(f'<span class="pq-page" data-page="{number}">\f</span>')
        elif line[0].isspace():
            parts.append(f'<span class="pq-break">{escape(line[0])}</span>')
        else:
            parts.append(f'<p dir="auto">{marked(text, line.span(), chosen, others, MARK_ID)}</p>')
    return "".join(parts)


def marked(text: str, window: Span, chosen: Span, others: Sequence[Span] = (), id: str = "") -> str:
    """Write the window of a text with the chosen span marked, and other spans more lightly.

    Where spans overlap the chosen one wins. Its first piece carries `id`, if it begins in the
    window; with an `id`, pieces of other spans tell where theirs begins.
    """
    parts = []
    for start, end in _pieces(window, (chosen, *others)):
        piece = escape(text[start:end])
        if _covers(chosen, start):
            place = f' id="{id}" tabindex="-1"' if id and start == chosen[0] else ""
            piece = f"<mark{place}>{piece}</mark>"
        elif around := next((other for other in others if _covers(other, start)), None):
            place = f' data-span="{around[0]}"' if id else ""
            piece = f'<mark class="pq-other"{place}>{piece}</mark>'
        parts.append(piece)
    return "".join(parts)


def _pieces(window: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """Cut the window at every edge of a span."""
    first, last = window
    edges = {edge for span in spans for edge in span if first < edge < last}
    cuts = [first, *sorted(edges), last]
    return pairwise(cuts)


def _covers(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]
