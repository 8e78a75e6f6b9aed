"""What the service says of itself in OpenAPI: an example of everything, and every one true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from http_clients import client_of, events_of
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from qa import Assistant, answer_from_json
from ui.http.examples import BODIES
from ui.http.passages import PassagesJson

METHODS = ("get", "post", "put", "delete")


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return client_of(assistant, allow_upload=True)


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/openapi.json").json())


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method, path, methods[method]


def test_every_route_says_what_it_does_and_gives_an_example(described: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in described["tags"]}
    for method, path, operation in operations(described):
        assert operation["description"], path
        assert set(operation["tags"]) <= tags
        for status, response in operation["responses"].items():
            contents = response.get("content", {}).values()
            assert status == "304" or contents, (path, status)
            assert all("example" in content for content in contents), (path, status)
        if method in ("post", "put"):
            (body,) = operation["requestBody"]["content"].values()
            assert "example" in body or BODIES[path], path


def test_the_example_of_a_body_is_taken(client: TestClient, described: dict[str, Any]) -> None:
    for method, path, operation in operations(described):
        if path in BODIES and method == "post":
            (content,) = operation["requestBody"]["content"].values()
            example = content["example"]
            assert example == BODIES[path]
            here = {**example, "publishers": []}  # those of the example are not in this library
            assert client.post(path, json=here).status_code == 200


def test_the_example_of_an_answer_is_one(described: dict[str, Any]) -> None:
    def example(path: str, media_type: str) -> Any:
        responses = described["paths"][path]["post"]["responses"]
        return responses["200"]["content"][media_type]["example"]

    answer = example("/api/v1/ask", "application/json")
    (citation,) = answer_from_json(answer).citations
    assert citation.quote == answer["text"]
    passages = example("/api/v1/search", "application/json")
    TypeAdapter(PassagesJson).validate_python(passages)
    events = events_of(example("/api/v1/ask/stream", "text/event-stream"))
    assert [name for name, _ in events] == ["understood", "passages", "answer"]
    assert dict(events)["answer"] == answer
