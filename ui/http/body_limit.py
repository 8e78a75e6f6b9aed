"""Refuse bodies that no question needs, before they are read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.http.problems import problem

LARGEST_BODY = 1024 * 1024  # bytes; room to say of a far too long question how long it is


class BodyLimit:
    """ASGI middleware for what is posted; files that are put have a bound of their own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or say how large it may be; the server holds it to its length."""
        refusal = None
        if scope["type"] == "http" and scope["method"] == "POST":
            headers = Headers(scope=scope)
            length = headers.get("content-length", "")
            # Beside a Transfer-Encoding the server does not look at the length (RFC 9112, 6.3).
            if not length.isdecimal() or "transfer-encoding" in headers:
                refusal = problem(scope, 411, "A Content-Length is needed.")
            elif int(length) > LARGEST_BODY:
                refusal = problem(scope, 413, f"At most {LARGEST_BODY:,} bytes can be read.")
        await (refusal or self._app)(scope, receive, send)
