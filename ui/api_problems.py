"""What the HTTP service says where it cannot answer: a status, and a sentence for a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from typing_extensions import TypedDict

from index import LibraryError, ModelError, PullquoteError

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Problem(TypedDict):
    """What comes with a status of 400 or above: a sentence for a person."""

    error: str


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Say in a route's documentation that these statuses, too, may come."""
    return {status: {"model": Problem} for status in (*statuses, 500, 503)}


def explain_problems(service: FastAPI, example: str) -> None:
    """Make every problem of a service a `Problem`; `example` is a body that it would take.

    An app that is mounted on the service handles its own.
    """

    @service.exception_handler(PullquoteError)
    async def refuse(_: Request, error: PullquoteError) -> JSONResponse:
        # What was asked may be mended by whoever asked; a library or a model, only on the server.
        return _problem(503 if isinstance(error, LibraryError | ModelError) else 400, str(error))

    @service.exception_handler(RequestValidationError)
    async def explain(_: Request, _error: RequestValidationError) -> JSONResponse:
        # FastAPI's own handler sends the input back, and fails on bytes that are no text.
        return _problem(422, f"Send JSON such as {example}, with Content-Type: application/json.")

    @service.exception_handler(HTTPException)  # Starlette's: that of FastAPI is one of it
    async def refuse_route(_: Request, error: HTTPException) -> JSONResponse:
        return _problem(error.status_code, str(error.detail), error.headers)

    @service.exception_handler(Exception)
    async def fail(_: Request, _error: Exception) -> JSONResponse:
        # Starlette raises it again once this is sent, so that the log has it.
        return _problem(500, "Something failed here; the log of the server says what.")


def refuse_the_rest(service: FastAPI) -> None:
    """Answer for every route under `/api` that there is not, before a mounted app does.

    To be called when all routes have been added: the first that fits is taken.
    """

    @service.api_route("/api/{path:path}", methods=_METHODS, include_in_schema=False)
    async def refuse(request: Request) -> None:
        path, method = request.url.path, request.method
        allowed = [
            ", ".join(sorted(route.methods or ()))
            for route in service.routes
            if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL
        ]
        if allowed:
            wrong = f"{path} takes {allowed[0]}, not {method}; see /docs."
            raise HTTPException(405, wrong, headers={"Allow": allowed[0]})
        raise HTTPException(404, f"There is no {path}; see /docs for what there is.")


def _problem(status: int, error: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(Problem(error=error), status, headers)
