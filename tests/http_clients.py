"""The HTTP service as it is run, without the chat, for tests to ask."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from qa import Assistant
from ui.http import HttpOptions, Operation, create_service, surround

ASKED = "Who is the harbour master?"


def served(assistant: Assistant, options: HttpOptions | None = None, **settings: Any) -> FastAPI:
    """The service with its layers; `settings` are those of `surround`."""
    options = options or HttpOptions()
    operation = Operation.of(options)
    service = create_service(assistant, options, operation)
    surround(service, options, operation, **settings)
    service.state.operation = operation
    return service


def client_of(assistant: Assistant, **options: Any) -> TestClient:
    """A client of the service with these options."""
    service = served(assistant, HttpOptions(**options))
    return TestClient(service, "http://localhost", raise_server_exceptions=False)


def events_of(stream: str) -> list[tuple[str, Any]]:
    """The names and the data of server-sent events."""
    events = []
    for block in stream.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if fields:
            assert fields.keys() == {"event", "data"}
            events.append((fields["event"], json.loads(fields["data"])))
    return events
