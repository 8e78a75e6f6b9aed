"""What the service around the chat refuses, and which headers bind the browser."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.chat.guard import Guard


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse("answered")


GUARDED = Guard(Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])]))


@pytest.fixture
def client() -> TestClient:
    return TestClient(GUARDED)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload/",
        "/gradio_api/upload_progress",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file%3D/etc/passwd",
        "/gradio_api%2Ffile=/etc/passwd",
        "/gradio_api/file/x",
        "/gradio_api/proxy=http://elsewhere.example",
        "/gradio_api/stream/x",
        "/gradio_api/deep_link",
        "/gradio_api/runs",
        "/gradio_api/",
        "/prefix/gradio_api/upload",
    ],
)
def test_routes_that_the_chat_leaves_idle_are_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/config", "/api/v1/ask", "/gradio_api/info", "/gradio_api/component_server/"]
)
def test_the_rest_passes_with_headers_that_bind_the_browser(client: TestClient, path: str) -> None:
    answered = client.get(path)
    assert answered.text == "answered"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert answered.headers["referrer-policy"] == "no-referrer"
    policy = answered.headers["content-security-policy"]
    assert "default-src 'self'; " in policy
    assert policy.endswith("frame-ancestors 'self'")
    assert "http" not in policy


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # no browser
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://proxy.example"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # such as another port of this machine
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_pages_of_other_sites_cannot_make_the_chat_do_anything(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    path = "/gradio_api/component_server/"
    assert client.post(path, content=b"{}", headers=headers).status_code == status
    assert client.get(path, headers=headers).status_code == 200
    assert client.post("/api/v1/ask", content=b"{}", headers=headers).status_code == 200
