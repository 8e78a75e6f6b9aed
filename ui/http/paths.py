"""The addresses of the HTTP service, and which of them are special."""

from __future__ import annotations

import re

from starlette.types import Scope

API = "/api/v1"
ASK = f"{API}/ask"
STREAM = f"{API}/ask/stream"
BATCH = f"{API}/ask/batch"
SEARCH = f"{API}/search"
ARTICLES = f"{API}/articles"
ARTICLE = f"{API}/articles/{{id:path}}"  # an id may have slashes
TEXT = f"{API}/articles/{{id:path}}/text"
LIBRARY = f"{API}/library"
HEALTH = f"{API}/health"
READY = f"{API}/ready"
METRICS = "/metrics"

WIDGET = "/embed.js"
CLIENT = "/pullquote.js"
WIDGET_PART = "/embed/{version}/{name}"

_WIDGET_FILE = re.compile(r"/embed\.js|/pullquote\.js|/embed/[0-9a-f]+/[a-z]+\.(?:js|css)")


def is_probe(scope: Scope) -> bool:
    """Tell whether a request only asks whether the service runs."""
    return scope["type"] == "http" and scope["path"] in (HEALTH, READY)


def is_open(scope: Scope) -> bool:
    """Tell whether a request needs no credentials, which a script tag could not send."""
    return is_probe(scope) or bool(
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and _WIDGET_FILE.fullmatch(scope["path"])
    )


def is_work(scope: Scope) -> bool:
    """Tell whether a request has something done: by the API, or by the page of the chat."""
    if scope["type"] != "http" or is_probe(scope):
        return False
    return bool(scope["path"].startswith("/api/") or scope["method"] == "POST")
