"""Keep the page to itself: headers that bind the browser, and only routes that the chat uses."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio evaluates its templates and scripts, hence 'unsafe-inline' and 'unsafe-eval'; nothing may
# come from, or go to, another host.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_GRADIO = "/gradio_api/"
# Named rather than forbidden, so that what a later Gradio adds stays shut. Left out are above all
# `upload` (writes files), `file=` and `proxy=` (read files, and fetch from other hosts).
_USED = frozenset(
    {
        "app_id",
        "call",
        "cancel",
        "component_server",
        "heartbeat",
        "info",
        "openapi.json",
        "queue",
        "reset",
        "startup-events",
        "theme.css",
    }
)
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware around the service that the chat is mounted on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await (_refusal(scope) or self._app)(scope, receive, send_guarded)


def _refusal(scope: Scope) -> JSONResponse | None:
    """Say why a request is refused; None for all that may pass."""
    # Whatever prefix the service is mounted under, Gradio's own routes begin here.
    _, gradio, route = scope["path"].partition(_GRADIO)
    if gradio and route.split("/")[0] not in _USED:
        return JSONResponse({"error": "Not found."}, 404)
    headers = Headers(scope=scope)
    if gradio and scope["method"] not in _READING and _is_of_another_site(headers):
        return JSONResponse({"error": "Only the page of this chat may ask for that."}, 403)
    return None


def _is_of_another_site(headers: Headers) -> bool:
    """Tell whether a browser says that a page of another site, or of another port, asks."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
