"""What the HTTP service says where it cannot answer: a status, and a sentence for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NotRequired

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import Scope
from typing_extensions import TypedDict

from index import LibraryError, ModelError, PullquoteError
from ui.http.paths import API
from ui.http.request_ids import HEADER, request_id
from ui.uploads import TooLargeError
from ui.waiting_line import BusyError

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_FORMER = re.compile(r"/api/((?:ask|articles|health)(?:/.*)?)")  # before there were versions


class Problem(TypedDict):
    """What comes with a status of 400 or above: a sentence for a person, and the request's id."""

    error: str
    request_id: NotRequired[str]


def problem(
    scope: Scope, status: int, error: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Write a problem as the answer to a request."""
    id = request_id(scope)
    named = {HEADER: id} if id else {}  # also where no layer is around it to add that
    return JSONResponse(problem_of(scope, error), status, {**(headers or {}), **named})


def problem_of(scope: Scope, error: str) -> Problem:
    """Write a problem of a request."""
    id = request_id(scope)
    return Problem(error=error, request_id=id) if id else Problem(error=error)


def explain_problems(service: FastAPI, bodies: Mapping[str, object]) -> None:
    """Make every problem of a service a `Problem`; `bodies` are examples, by their routes.

    An app that is mounted on the service handles its own.
    """

    @service.exception_handler(PullquoteError)
    async def refuse(request: Request, error: PullquoteError) -> JSONResponse:
        status, headers = status_of(error)
        return problem(request.scope, status, str(error), headers)

    @service.exception_handler(RequestValidationError)
    async def explain(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request.scope, 422, _advice(request, error, bodies))

    @service.exception_handler(HTTPException)  # Starlette's: that of FastAPI is one of it
    async def refuse_route(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request.scope, error.status_code, str(error.detail), error.headers)

    @service.exception_handler(Exception)
    async def fail(request: Request, _error: Exception) -> JSONResponse:
        # Starlette raises it again once this is sent, so that the log has it.
        return problem(
            request.scope, 500, "Something failed here; the log of the server says what."
        )


def status_of(error: PullquoteError) -> tuple[int, dict[str, str]]:
    """Give the status and the headers for an error."""
    if isinstance(error, BusyError):
        return 429, {"Retry-After": str(error.retry_after)}
    if isinstance(error, TooLargeError):
        return 413, {}
    # What was asked may be mended by whoever asked; a library or a model, only on the server.
    return (503 if isinstance(error, LibraryError | ModelError) else 400), {}


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
        if former := _FORMER.fullmatch(request.scope["path"]):
            raise HTTPException(404, f"There is no {path}; it is {API}/{former[1]} now.")
        raise HTTPException(404, f"There is no {path}; see /docs for what there is.")


def _advice(request: Request, error: RequestValidationError, bodies: Mapping[str, object]) -> str:
    # FastAPI's own handler sends the input back, and fails on bytes that are no text.
    first = error.errors()[0]
    where, *names = first["loc"]
    why = str(first["msg"]).removeprefix("Value error, ")
    named = names and isinstance(names[0], str)  # else it is no JSON at all
    wrong = f"{names[0]!r} does not fit: {why}." if named else ""
    if where in ("query", "path"):
        return f"In the address, {wrong}"
    example = json.dumps(bodies.get(getattr(request.scope.get("route"), "path", ""), {}))
    advice = f"Send JSON such as {example}, with Content-Type: application/json."
    return f"{advice} Here {wrong}" if wrong else advice
