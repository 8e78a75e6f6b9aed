"""E-mail, newsletters above all: one article a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.articles import Article, printable, slug
from index.errors import InputError
from index.readers.decoding import decode_declared, decode_markup
from index.readers.markup import text_of_html
from index.readers.metadata import FILE_NAME, FileName, found_words, gathered, web_address
from index.readers.mime import content, parse_message, parts

if TYPE_CHECKING:
    from email.message import MIMEPart

SUFFIXES = frozenset({".eml"})

_STUB = 0.5  # plain text that is shorter than this part of the HTML is no copy of it


def read(path: Path, data: bytes) -> Iterator[Article | InputError]:
    """Read a message: its plain text, or its HTML as a reader sees it where that says much more.

    Of a newsletter the sender is the publisher, of other mail the author. Attached files come back
    as errors: they are not read.

    Raises:
        InputError: this is no message, or it has no text.
    """
    message = parse_message(data)
    if "From" not in message and "Subject" not in message:
        raise InputError("this is no e-mail: it has neither a sender nor a subject")
    text = _body(message)
    if not text.strip():
        raise InputError("the message has no text")
    name = FileName.of(path)
    sender = _sender(message)
    is_newsletter = "List-Unsubscribe" in message or "List-Id" in message
    subject = found_words(_header(message, "Subject"))
    address = web_address(_header(message, "Archived-At").strip("<> "))
    yield Article(
        id=slug(path.stem),
        text=text,
        origin=str(path),
        **gathered(
            title=[(subject, "mail header Subject"), (name.title, FILE_NAME)],
            publisher=[(sender if is_newsletter else "", "mail header From")],
            author=[("" if is_newsletter else sender, "mail header From")],
            published=[(_day(message), "mail header Date"), (name.published, FILE_NAME)],
            url=[(address, "mail header Archived-At")],
        ),
    )
    for part in parts(message):
        if part.get_content_disposition() == "attachment":
            attached = found_words(part.get_filename()) or part.get_content_type()
            yield InputError(f"the attachment {attached} is not read; save it as a file of its own")


def _body(message: MIMEPart) -> str:
    shown = [part for part in parts(message) if part.get_content_disposition() != "attachment"]
    plain, html = (
        "\n\n".join(
            text for part in shown if part.get_content_type() == kind and (text := _content(part))
        )
        for kind in ("text/plain", "text/html")
    )
    return html if len(plain) < _STUB * len(html) else plain


def _content(part: MIMEPart) -> str:
    """Decode a part without losing a character, which the standard library's own way may."""
    payload = content(part)
    if not payload.strip():
        return ""
    charset = part.get_content_charset("")
    is_html = part.get_content_type() == "text/html"
    decoded = (
        decode_markup(payload) if is_html and not charset else decode_declared(payload, charset)
    )
    text = text_of_html(decoded.text) if is_html else printable(decoded.text).replace("\r\n", "\n")
    decoded.check(text)
    if not is_html and part.get_param("format") == "flowed":
        text = _unflowed(text, part.get_param("delsp") == "yes")
    return text.strip()


def _unflowed(text: str, without_space: bool) -> str:
    """Put the lines of a paragraph together again (RFC 3676): they end in a space."""
    paragraphs = []
    line = ""
    for written in text.split("\n"):
        piece = written.removeprefix(" ")  # it is put before lines that begin with a space or ">"
        flows = piece.endswith(" ") and piece != "-- "
        line += piece[:-1] if flows and without_space else piece
        if not flows:
            paragraphs.append(line)
            line = ""
    return "\n".join([*paragraphs, line] if line else paragraphs)


def _header(message: MIMEPart, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except Exception:  # noqa: BLE001 - the standard library's parser fails on some in many ways
        return ""


def _sender(message: MIMEPart) -> str:
    try:
        addresses = message["From"].addresses
        return found_words(addresses[0].display_name, addresses[0].addr_spec)
    except Exception:  # noqa: BLE001 - as above, and "From" may be missing or name nobody
        return found_words(re.sub(r"<.*", "", _header(message, "From")))


def _day(message: MIMEPart) -> date | None:
    """Give the day on which it was sent, where it was sent."""
    from email.utils import parsedate_to_datetime  # late: only mail needs it

    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, OverflowError):
        return None
