"""What the documentation says of every route: what else may come, with examples of all of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from ui.http.examples import ANSWERS, BODIES, FILE, JSON
from ui.http.problems import Problem

_PROBLEM = TypeAdapter(Problem).json_schema()
_FILE = {"schema": {"type": "string", "format": "binary"}, "example": FILE}
_MEANING = {
    304: "It has not changed: see ETag and If-None-Match.",
    400: "It cannot be answered as it was asked; the sentence says what to change.",
    401: "Credentials are needed.",
    404: "There is no such article.",
    411: "The length of the body is missing.",
    413: "The body is too large.",
    422: "It has not the form that is described here.",
    429: "Too many questions are waiting, or too many were asked; see Retry-After.",
    500: "Something failed; the log of the server says what.",
    503: "The library or a model cannot be used, or the service is stopping.",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Say in a route's documentation that these statuses, too, may come, and those of all."""
    return documented_open(*statuses, 401, 429, 500, 503)


def documented_open(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Say it of a route that is open to everyone at any time."""
    return {status: _described(status) for status in sorted(statuses)}


def _described(status: int) -> dict[str, Any]:
    meaning = _MEANING[status]
    if status < 400:
        return {"description": meaning}
    example = Problem(error=meaning, request_id="0a1b2c3d")
    return {
        "description": meaning,
        "content": {JSON: {"schema": _PROBLEM, "example": example}},
    }


def add_examples(service: FastAPI) -> None:
    """Add an example of everything that is sent and comes back to a service's documentation."""
    plain = service.openapi

    def openapi() -> dict[str, Any]:
        # Only now: FastAPI takes every null from the examples that it is given itself.
        return _with_examples(plain())

    service.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's manual does it


def _with_examples(schema: dict[str, Any]) -> dict[str, Any]:
    for (method, path), (media_type, example) in ANSWERS.items():
        operation = schema["paths"].get(path, {}).get(method)
        if operation is None:  # a route that this service does not have
            continue
        contents = operation["responses"]["200"].setdefault("content", {})
        contents.setdefault(media_type, {"schema": {"type": "string"}})["example"] = example
        if method == "post":
            operation["requestBody"]["content"][JSON]["example"] = BODIES[path]
        elif method == "put":
            content = {"application/octet-stream": _FILE}
            operation["requestBody"] = {"required": True, "content": content}
    return schema
