"""The service as it is run: for whom it opens, and behind a proxy."""

from __future__ import annotations

from pathlib import Path

import pytest
from proxies import Proxy
from starlette.testclient import TestClient

import ui.http.door
from index import InputError
from qa import Assistant
from ui.http import HttpOptions
from ui.http.credentials import Login
from ui.proxied import Place
from ui.server import build

LOGIN = Login("ann", "söcret: 1")
ROUTES = ["/", "/docs", "/config", "/metrics", "/api/v1/articles", "/gradio_api/info", "/nowhere"]


@pytest.fixture
def locked(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(ui.http.door, "_DELAY", 0.0)
    service = build(assistant, local=True, options=HttpOptions(login=LOGIN))
    return TestClient(service, "http://localhost", raise_server_exceptions=False)


@pytest.mark.parametrize("route", ROUTES)
def test_without_the_password_nothing_is_told(locked: TestClient, route: str) -> None:
    for given in (None, ("ann", ""), ("ann", "söcret: 2"), ("bob", "söcret: 1"), ("", "")):
        answered = locked.get(route, auth=given)
        assert answered.status_code == 401
        assert answered.headers["www-authenticate"].startswith("Basic ")
        assert answered.json()["error"] == "A name and a password are needed here."


@pytest.mark.parametrize("credentials", ["", "Basic", "Basic !!!", "Bearer YW5uOng=", "Basic YW5u"])
def test_broken_credentials_are_wrong_ones(locked: TestClient, credentials: str) -> None:
    assert locked.get("/", headers={"Authorization": credentials}).status_code == 401


def test_with_the_password_everything_is_there(locked: TestClient) -> None:
    given = {"Authorization": "Basic " + "YW5uOnPDtmNyZXQ6IDE="}  # ann:söcret: 1 in UTF-8
    assert locked.get("/", headers=given).status_code == 200
    assert locked.get("/api/v1/health", headers=given).json()["status"] == "ok"


def test_a_login_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("söcret: 1 \nanother line\n", "utf-8")
    assert Login.read(f"ann:{file}") == LOGIN
    assert "söcret" not in repr(LOGIN)
    file.write_text("\n")
    for wrong in ("ann", "ann:", f":{file}", f"ann:{file}", f"ann:{tmp_path / 'none'}"):
        with pytest.raises(InputError):
            Login.read(wrong)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("/news", Place("/news")),
        ("/a/b-c/", Place("/a/b-c")),
        ("https://news.example/news", Place("/news", "https://news.example")),
        ("http://news.example:8080", Place("", "http://news.example:8080")),
    ],
)
def test_a_root_path_is_a_path_or_an_address(given: str, read: Place) -> None:
    assert Place.read(given) == read


@pytest.mark.parametrize(
    "given",
    [
        "",
        "news",
        "//evil.example/x",
        "/a b",
        "/a?b",
        "/a#b",
        "ftp://a/b",
        "http:///x",
        "http://[",
        "/<b>",
        "/api",
        "https://news.example/docs/",
    ],
)
def test_anything_else_is_no_root_path(given: str) -> None:
    with pytest.raises(InputError, match="is no root path"):
        Place.read(given)


@pytest.mark.parametrize("strips", [True, False])
@pytest.mark.parametrize("given", ["/news", "https://news.example/news"])
def test_behind_a_proxy_every_route_is_under_its_path(
    assistant: Assistant, strips: bool, given: str
) -> None:
    place = Place.read(given)
    host = place.origin or "http://localhost"
    service = Proxy(build(assistant, local=True, place=place), strips)
    with TestClient(service, host, raise_server_exceptions=False) as client:
        assert client.get("/").status_code == 404
        assert client.get("/news/config").json()["root"] == f"{host}/news"
        page = client.get("/news/")
        assert page.status_code == 200
        assert client.get("/news/api/v1/health").json()["status"] == "ok"
        asked = client.post("/news/api/v1/ask", json={"question": "Who is the harbour master?"})
        assert asked.json()["text"] == "Ingrid Solberg"
        documentation = client.get("/news/docs").text
        assert '"/news/openapi.json"' in documentation.replace("'", '"')
        assert client.get("/news/openapi.json").json()["openapi"]
        assert client.get("/news/gradio_api/upload").status_code == 404


def test_a_name_that_is_not_ours_is_refused(assistant: Assistant) -> None:
    for place, host, status in (
        (None, "localhost", 200),
        (None, "evil.example", 400),
        (Place.read("/news"), "evil.example", 400),
        (Place.read("https://news.example/news"), "news.example", 200),
        (Place.read("https://news.example/news"), "evil.example", 400),
    ):
        client = TestClient(build(assistant, local=True, place=place), f"http://{host}")
        assert client.get("/api/v1/health").status_code == status
