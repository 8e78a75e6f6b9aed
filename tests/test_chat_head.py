"""The head of the page: nothing of Gradio's own, nothing at the root of the host."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from qa import Assistant
from ui.chat.head import OwnHead


def test_the_page_names_no_other_host_and_no_manifest(assistant: Assistant) -> None:
    from ui.chat.app import mount_chat

    page = TestClient(mount_chat(FastAPI(), assistant, list)).get("/")
    head = page.text.partition("<script")[0]
    assert not re.findall(r"manifest\.json|og:|twitter:|https?://", head)
    assert '<link rel="icon" href="./favicon.ico" />' in head
    assert int(page.headers["content-length"]) == len(page.content)


async def plain(request: Request) -> Response:
    return HTMLResponse("<head><base href='x'></head>its own")


async def in_parts(request: Request) -> Response:
    parts = ["<base href='./'><link rel=", '"manifest" href="/manifest.json" />', "text"]
    return StreamingResponse(iter(parts), media_type="text/html")


async def no_page(request: Request) -> Response:
    return Response('<link rel="manifest" href="/m" />', media_type="text/plain")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/plain", "<head><base href='x'></head>its own"),
        ("/no-page", '<link rel="manifest" href="/m" />'),
    ],
)
def test_what_is_no_page_of_gradio_is_left_as_it_is(path: str, shown: str) -> None:
    routes = [Route("/plain", plain), Route("/no-page", no_page)]
    assert TestClient(OwnHead(Starlette(routes=routes))).get(path).text == shown


def test_a_page_that_comes_in_parts_is_changed_as_a_whole() -> None:
    page = TestClient(OwnHead(Starlette(routes=[Route("/", in_parts)]))).get("/").text
    assert page.startswith("<base href='./'><link rel=\"icon\"")
    assert page.endswith(" />text")
    assert "manifest" not in page
