"""Name every request, so that an answer, a problem and the log can be held side by side."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-ID"

_KEY = "request_id"
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id(scope: Scope) -> str:
    """Give the id of a request; empty where none was given to it."""
    return str(scope.get("state", {}).get(_KEY, ""))


def current_request_id() -> str:
    """Give the id of the request that this task answers; empty in between."""
    return _current.get()


class RequestIds:
    """ASGI middleware that keeps the id that a client sends, or makes one, and sends it back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope).get(HEADER, "")
        id = sent if _SANE.fullmatch(sent) else uuid.uuid4().hex
        scope.setdefault("state", {})[_KEY] = id
        _current.set(id)  # to the end of the task, for what the server logs of it afterwards

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        await self._app(scope, receive, send_named)
