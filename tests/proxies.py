"""A proxy that shows a service under a path."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class Proxy:
    """Passes on what is under `/news`, with that prefix or without it."""

    def __init__(self, app: ASGIApp, strips: bool) -> None:
        self._app = app
        self._strips = strips

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if not scope["path"].startswith("/news"):
                await Response("not here", 404)(scope, receive, send)
                return
            if self._strips:
                path = scope["path"].removeprefix("/news") or "/"
                scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)
