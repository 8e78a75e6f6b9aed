"""What stands around the routes of the service, from the outside in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ui.http.door import Doorkeeper
from ui.http.heads import HeadAsGet
from ui.http.operation import Operation
from ui.http.options import HttpOptions
from ui.http.rates import RateLimiter
from ui.http.request_ids import HEADER, RequestIds
from ui.http.stopping import StopGate
from ui.http.watching import Watcher
from ui.proxied import Place, PrefixTaker


def surround(
    service: FastAPI,
    options: HttpOptions,
    operation: Operation,
    *,
    place: Place | None = None,
    local: bool = False,
) -> None:
    """Put the layers around a service; `local` tells that only this machine reaches it.

    To be called when all else is mounted: what is added later stands outside.
    """
    inwards = list(_layers(options, operation, place or Place(), local))
    for layer, settings in reversed(inwards):
        service.add_middleware(layer, **settings)


def _layers(
    options: HttpOptions, operation: Operation, place: Place, local: bool
) -> Iterator[tuple[Any, dict[str, Any]]]:
    yield RequestIds, {}
    yield HeadAsGet, {}
    if place.path:
        yield PrefixTaker, {"prefix": place.path}
    yield Watcher, {"metrics": operation.metrics}
    if local:
        # Else a page of any site could read the library, by naming this machine as its own host.
        yield TrustedHostMiddleware, {"allowed_hosts": place.names}
    if options.origins:
        yield CORSMiddleware, _policy(options)  # outside the door: a browser asks it without a key
    yield StopGate, {"activity": operation.activity}
    if options.closed:
        yield Doorkeeper, {"login": options.login, "tokens": options.tokens}
    if operation.rates:
        yield RateLimiter, {"rates": operation.rates}


def _policy(options: HttpOptions) -> dict[str, Any]:
    """Let pages of these origins ask questions and read articles, without cookies or passwords."""
    return {
        "allow_origins": list(options.origins),
        "allow_methods": ["GET", "HEAD", "POST"],
        "allow_headers": ["Authorization", "Content-Type", "If-None-Match", HEADER],
        "expose_headers": ["ETag", "Retry-After", HEADER],
    }
