"""The widget's files as the service gives them: kept by browsers, open to all, nothing besides."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qa import Assistant
from ui.embed.files import offer_widget
from ui.http import HttpOptions, Operation, create_service, surround
from ui.http.credentials import Login, Tokens
from ui.proxied import Place

ROOT = Path(__file__).parents[1]
PAGE = "https://news.example"


def client_of(assistant: Assistant, **settings: object) -> TestClient:
    options = HttpOptions(**settings)  # type: ignore[arg-type]
    operation = Operation.of(options)
    service = create_service(assistant, options, operation)
    offer_widget(service)
    surround(service, options, operation)
    return TestClient(service, "http://localhost", raise_server_exceptions=False)


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return client_of(assistant, origins=[PAGE])


def part(client: TestClient, name: str, path: str = "") -> str:
    """The address of what the script brings."""
    folder = re.search(r"embed/[0-9a-f]+/", client.get(f"{path}/embed.js").text)
    assert folder
    return f"/{folder[0]}{name}"


@pytest.mark.parametrize("path", ["/embed.js", "/pullquote.js"])
def test_what_keeps_its_address_is_asked_for_again_by_its_tag(
    client: TestClient, path: str
) -> None:
    given = client.get(path)
    assert given.headers["content-type"] == "text/javascript; charset=utf-8"
    assert given.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": given.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [("widget.js", "text/javascript"), ("answers.css", "text/css"), ("pullquote.js", "text/java")],
)
def test_what_the_script_brings_never_has_to_be_asked_for_again(
    client: TestClient, name: str, kind: str
) -> None:
    given = client.get(part(client, name))
    assert given.status_code == 200
    assert given.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert given.headers["content-type"].startswith(kind)
    assert given.content == (ROOT / "ui" / "embed" / name).read_bytes()


@pytest.mark.parametrize("path", ["", "/news"])
def test_the_service_that_has_the_chat_gives_them_too(assistant: Assistant, path: str) -> None:
    from ui.server import build

    service = build(assistant, local=True, place=Place(path))
    client = TestClient(service, "http://localhost")
    given = client.get(f"{path}/embed.js")
    assert given.headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get(path + part(client, "widget.js", path)).status_code == 200


def test_of_another_version_or_name_there_is_nothing(client: TestClient) -> None:
    assert client.get("/embed/0123456789ab/widget.js").status_code == 404
    missing = client.get(part(client, "files.js"))
    assert missing.json()["error"] == "There is no such file of the widget; load the page again."
    assert client.get(part(client, "files.py")).status_code == 404


def test_only_listed_pages_may_read_them_and_caches_keep_them_apart(client: TestClient) -> None:
    for origin, allowed in ((PAGE, PAGE), ("https://other.example", None)):
        given = client.get(part(client, "widget.js"), headers={"Origin": origin})
        assert given.headers.get("access-control-allow-origin") == allowed
    assert "Origin" in client.get(part(client, "widget.js")).headers["vary"]


@pytest.mark.parametrize(
    "settings", [{"tokens": Tokens({"page": "t" * 20})}, {"login": Login("ann", "secret")}]
)
def test_they_are_open_where_all_else_asks_for_credentials(
    assistant: Assistant, settings: dict[str, object]
) -> None:
    client = client_of(assistant, **settings)
    open_to_all = ["/embed.js", "/pullquote.js", part(client, "widget.js")]
    assert [client.get(path).status_code for path in open_to_all] == [200] * 3
    shut = ["/embed.json", "/embed/", "/embed/0/a.js/b", "/embed/0/..%2f..%2fdocs", "/docs"]
    assert [client.get(path).status_code for path in shut] == [401] * 5
    assert client.post("/embed.js").status_code == 401
    assert client.post("/api/v1/ask", json={"question": "Who?"}).status_code == 401


def test_they_are_no_part_of_the_documentation(client: TestClient) -> None:
    assert not [path for path in client.get("/openapi.json").json()["paths"] if "embed" in path]


def test_the_wheel_has_every_file_of_the_widget() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert {"ui.embed", "ui.mcp"} <= set(named["packages"])
    there = {file for file in (ROOT / "ui" / "embed").iterdir() if file.suffix not in {".py", ""}}
    given = {
        file
        for pattern in named["package-data"]["ui.embed"]
        for file in (ROOT / "ui" / "embed").glob(pattern)
    }
    assert there == given


def test_the_documented_attributes_are_those_that_are_read() -> None:
    table = (ROOT / "docs" / "other-apps.md").read_text("utf-8").split("| attribute |")[1]
    documented = set(re.findall(r"(?m)^\| `data-(\w+)`", table))
    code = "".join(
        (ROOT / "ui" / "embed" / f).read_text("utf-8") for f in ("widget.js", "embed.js")
    )
    read = set(re.findall(r"(?:[gh][ea][ts]Attribute\(\"|dataset\.)(\w+)", code))
    styled = set(re.findall(r":host\(\[(\w+)=", (ROOT / "ui/embed/widget.css").read_text("utf-8")))
    assert documented == (read | styled)
