"""The head of the page, rid of what Gradio says there of itself."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A manifest at the root of the host, where a page under a path has none; and what a link to the
# page would be shown with elsewhere: Gradio's name, and a picture from another host.
_FOREIGN = re.compile(rb'<link rel="manifest"[^>]*>|<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_BASE = re.compile(rb"<base [^>]*>")  # what follows may be relative to it
_OWN = (
    b'<link rel="icon" href="./favicon.ico" />'
    b'<meta name="description" content="Questions answered in the words of the articles" />'
)


class OwnHead:
    """ASGI middleware that changes the head of HTML pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of a page, the answer waits until it is whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        page: list[Message] = []  # its start, then its parts

        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                page.append(message)
            elif not page:
                await send(message)
            else:
                page.append(message)
                if not message.get("more_body"):
                    for part in _changed(page):
                        await send(part)

        await self._app(scope, receive, send_changed)


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(raw=list(start["headers"]))
    return headers.get("content-type", "").startswith("text/html")


def _changed(page: list[Message]) -> list[Message]:
    start, *parts = page
    body = b"".join(part.get("body", b"") for part in parts)
    if _FOREIGN.search(body):  # else it is no page of Gradio's, or an answer to HEAD
        body = _BASE.sub(lambda base: base[0] + _OWN, _FOREIGN.sub(b"", body), count=1)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
    return [start, {"type": "http.response.body", "body": body}]
