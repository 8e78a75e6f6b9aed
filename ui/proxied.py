"""Being shown by a proxy under a path of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from index import InputError

_OWN_NAMES = ["localhost", "127.0.0.1", "::1", "[::1]"]
_PATH = re.compile(r"(/[\w.~-]+)+")
_OUR_OWN = re.compile(r"/(api(/v1)?|docs|embed|gradio_api|metrics)")  # nobody could tell them apart


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proxy shows the service: a path, with the proxy's address before it if that is known.

    Both are empty where there is no proxy.
    """

    path: str = ""
    origin: str = ""

    @classmethod
    def read(cls, given: str) -> Place:
        """Read `/news` or `https://news.example/news`.

        Raises:
            InputError: it is something else.
        """
        try:
            parts = urlsplit(given)
            named = not parts.scheme or (parts.scheme in ("http", "https") and parts.hostname)
            path = parts.path.rstrip("/")
            fits = named and (not path or _PATH.fullmatch(path)) and given.startswith(("/", "http"))
            fits = fits and not _OUR_OWN.fullmatch(path)
        except ValueError:
            fits = False
        if not fits or parts.query or parts.fragment or (parts.netloc and not parts.scheme):
            raise InputError(
                f"{given!r} is no root path. Write it as /news or https://news.example/news; it "
                "cannot be a path of pullquote's own, such as /api or /docs."
            )
        return cls(path, f"{parts.scheme}://{parts.netloc}" if parts.scheme else "")

    @property
    def names(self) -> list[str]:
        """The names that a request through the proxy may call this machine by."""
        host = urlsplit(self.origin).hostname
        return [*_OWN_NAMES, host] if host else _OWN_NAMES


class PrefixTaker:
    """ASGI middleware that takes a proxy's path from requests: some proxies do so, some do not."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on without the prefix."""
        # To the last one, for routing would take another: all layers are to see the same path.
        while self._begins(scope.get("path", "")):
            path = scope["path"].removeprefix(self._prefix) or "/"
            begun, prefix, rest = scope["raw_path"].partition(quote(self._prefix).encode())
            # An encoded slash stays one, unless the prefix itself is encoded in a way of its own.
            raw = rest if prefix and not begun else quote(path).encode()
            scope = {**scope, "path": path, "raw_path": raw or b"/"}
        await self._app(scope, receive, send)

    def _begins(self, path: str) -> bool:
        return path == self._prefix or path.startswith(f"{self._prefix}/")
