"""The routes that tell how the service is, and what its library holds."""

from __future__ import annotations

import logging
from importlib.metadata import version

from fastapi import FastAPI, HTTPException, Response
from typing_extensions import TypedDict

from index import Library, LibraryError
from ui.http.documented import documented, documented_open
from ui.http.metrics import CONTENT_TYPE
from ui.http.operation import Operation
from ui.http.paths import HEALTH, LIBRARY, METRICS, READY

_log = logging.getLogger(__name__)


class Status(TypedDict):
    """One word on how the service is."""

    status: str


class LibraryJson(TypedDict):
    """What the library holds; `languages` counts articles by code, "" where it is not known."""

    version: str
    articles: int
    passages: int
    generation: int
    publishers: list[str]
    earliest: str | None
    latest: str | None
    languages: dict[str, int]


def add_health(service: FastAPI, library: Library, operation: Operation) -> None:
    """Add the routes; the first two say nothing but that, for they ask nobody who they are."""

    @service.get(HEALTH, responses=documented_open(), tags=["service"])
    async def health() -> Status:
        """Say that the service lives."""
        return {"status": "ok"}

    @service.get(READY, responses=documented_open(503), tags=["service"])
    def ready() -> Status:
        """Say that questions are answered: its models are loaded, the library is open."""
        if operation.activity.stopping:
            raise HTTPException(503, "The service is stopping.")
        try:
            library.info()
        except LibraryError as error:
            _log.warning("not ready: %s", error)  # for the log alone: it may name folders
            raise HTTPException(503, "The library cannot be read; the log says why.") from None
        return {"status": "ready"}

    @service.get(LIBRARY, responses=documented(), tags=["articles"])
    def describe_library() -> LibraryJson:
        """Say what the library holds, and which version of pullquote answers."""
        info = library.info()
        return {
            "version": version("pullquote"),
            "articles": info.articles,
            "passages": info.passages,
            "generation": info.generation,
            "publishers": info.publishers,
            "earliest": info.earliest.isoformat() if info.earliest else None,
            "latest": info.latest.isoformat() if info.latest else None,
            "languages": dict(info.languages),
        }

    @service.get(METRICS, responses=documented(), response_class=Response, tags=["service"])
    def metrics() -> Response:
        """Give figures for Prometheus: requests, questions, the queue, the library, the process."""
        info = library.info()
        written = operation.metrics.write(info.articles, info.passages)
        return Response(written, headers={"Content-Type": CONTENT_TYPE})
