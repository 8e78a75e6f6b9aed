"""Messages of many parts, as mail and saved web pages are: parsed, and the bytes of a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart


def parse_message(data: bytes) -> EmailMessage:
    """Parse a message; whatever the bytes are, the standard library makes one of them."""
    import email.policy  # late: only mail and saved pages need it

    return email.message_from_bytes(data, policy=email.policy.default)


def parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """Give a message and its own parts: an attached message is one of them, and stays closed."""
    yield message
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from parts(part)


def content(part: MIMEPart) -> bytes:
    """Give the bytes of a part, out of the letters that they travelled in."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
