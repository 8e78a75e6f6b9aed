"""The files of the widget, as the service gives them to other pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response

from ui.http.etags import tagged
from ui.http.paths import CLIENT, WIDGET, WIDGET_PART

_HERE = Path(__file__).parent
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_ALWAYS_ASK = "no-cache"  # kept, and asked for again by its ETag: 304 as long as it is the same
_FOREVER = "public, max-age=31536000, immutable"  # the address changes with the content
_VERSION_SIGN = b"{{version}}"


def offer_widget(service: FastAPI) -> None:
    """Add the routes of the widget's files to a service, before a chat is mounted at its root.

    `/embed.js` and `/pullquote.js` keep their addresses; what they bring stands under an address
    that changes with the content, and never has to be asked for again.
    """
    files = {file.name: file.read_bytes() for file in sorted(_HERE.iterdir()) if _is_file(file)}
    now = hashlib.sha256(b"\0".join(files.values())).hexdigest()[:12]
    start = files["embed.js"].replace(_VERSION_SIGN, now.encode())

    @service.get(WIDGET, include_in_schema=False)
    def embed(request: Request) -> Response:
        """Give the script that a page names."""
        return _given(request, "embed.js", start, _ALWAYS_ASK)

    @service.get(CLIENT, include_in_schema=False)
    def client(request: Request) -> Response:
        """Give the client for pages with a face of their own."""
        return _given(request, "pullquote.js", files["pullquote.js"], _ALWAYS_ASK)

    @service.get(WIDGET_PART, include_in_schema=False)
    def part(request: Request, version: str, name: str) -> Response:
        """Give a file that the script brings."""
        if version != now or name not in files:
            raise HTTPException(404, "There is no such file of the widget; load the page again.")
        return _given(request, name, files[name], _FOREVER)


def _is_file(path: Path) -> bool:
    return path.suffix in _TYPES


def _given(request: Request, name: str, content: bytes, caching: str) -> Response:
    # "Vary", else a browser could give a page of another origin what it kept for one of this.
    headers = {"Cache-Control": caching, "Vary": "Origin"}
    return tagged(request, content, _TYPES[Path(name).suffix], headers)
