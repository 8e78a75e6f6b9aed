"""Who may ask the service: by tokens, by a password, from which sites, and how often."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from browsing import serving
from commands import Toy
from http_clients import ASKED, client_of, served
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

import ui.http.door
from index import InputError
from qa import Assistant
from ui.http import HttpOptions
from ui.http.credentials import Login, Tokens
from ui.http.origins import check_origins
from ui.proxied import Place

ANN, BOB = "ann-has-this-token", "bob~has/this+one=="
TOKENS = Tokens({"ann": ANN, "bob": BOB})
LOGIN = Login("carl", "secret")
CLOSED = ["/api/v1/articles", "/api/v1/library", "/metrics", "/docs", "/openapi.json", "/nowhere"]
OPEN = ["/api/v1/health", "/api/v1/ready"]


@pytest.fixture(autouse=True)
def no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.http.door, "_DELAY", 0.0)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("route", CLOSED)
def test_without_a_token_nothing_is_told(assistant: Assistant, route: str) -> None:
    client = client_of(assistant, tokens=TOKENS)
    for headers in (
        {},
        bearer(""),
        bearer(ANN[:-1]),
        bearer("ä"),
        {"Authorization": f"Basic {ANN}"},
    ):
        refused = client.get(
            route, headers={name: value.encode() for name, value in headers.items()}
        )
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == 'Bearer realm="pullquote"'
        assert refused.json()["error"] == "A bearer token is needed here."
    assert client.get("/api/v1/articles", auth=("carl", "secret")).status_code == 401


def test_no_way_of_writing_a_path_or_method_gets_past_the_door(assistant: Assistant) -> None:
    service = served(assistant, HttpOptions(tokens=TOKENS), place=Place("/news"))
    library = [
        "/api/v1/library",
        "//api/v1/library",
        "/%61pi/v1/library",
        "/news/news/api/v1/library",
    ]
    like_open = [
        f"/api/v1/health{end}"
        for end in ("/", ";x", "%00", "/../library", "%2f..%2flibrary", "%0a", "/api/v1/library")
    ]
    with serving(service) as address:
        for path in (*library, *like_open, "/embed.js/../metrics", "/news//metrics"):
            for method in ("GET", "HEAD", "OPTIONS", "POST", "health"):
                # By a client that sends a path as it is.
                connection = HTTPConnection(address.removeprefix("http://"), timeout=60)
                connection.request(method, path)
                assert (path, connection.getresponse().status) == (path, 401)
                connection.close()


def test_a_websocket_stays_shut(assistant: Assistant) -> None:
    client = client_of(assistant, tokens=TOKENS)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/v1/health"):
        pass


@pytest.mark.parametrize("token", [ANN, BOB])
def test_with_a_token_everything_is_there(assistant: Assistant, token: str) -> None:
    client = client_of(assistant, tokens=TOKENS)
    asked = client.post("/api/v1/ask", json={"question": ASKED}, headers=bearer(token))
    assert asked.json()["text"] == "Ingrid Solberg"
    assert client.get("/docs", headers=bearer(token)).status_code == 200


@pytest.mark.parametrize("route", OPEN)
def test_whoever_watches_over_the_service_needs_no_token(assistant: Assistant, route: str) -> None:
    client = client_of(assistant, tokens=TOKENS, login=LOGIN, rate=1)
    for _ in range(3):
        told = client.get(route)
        assert told.status_code == 200
        assert told.json().keys() == {"status"}


def test_with_a_password_too_either_opens(assistant: Assistant) -> None:
    client = client_of(assistant, tokens=TOKENS, login=LOGIN)
    assert client.get("/api/v1/library", headers=bearer(ANN)).status_code == 200
    assert client.get("/api/v1/library", auth=("carl", "secret")).status_code == 200
    refused = client.get("/api/v1/library", auth=("carl", "wrong"))
    assert refused.status_code == 401
    assert refused.headers.get_list("www-authenticate") == [
        'Basic realm="pullquote", charset="UTF-8"',
        'Bearer realm="pullquote"',
    ]
    assert refused.json()["error"] == "A name and a password or a bearer token are needed here."


def test_tokens_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    for encoding in ("utf-8", "utf-8-sig"):
        file.write_text(f"# ours\n\nann: {ANN}\n{BOB}\n", encoding)
        assert dict(Tokens.read(file).by_name) == {"ann": ANN, "token-4": BOB}
    assert ANN not in repr(Tokens.read(file))


@pytest.mark.parametrize(
    "text",
    ["", "# none\n", "ann:short", "ann:has a space in its middle", f"ann:{ANN}\nann:{BOB}", "ann:"],
)
def test_a_file_without_good_tokens_is_refused_and_not_shown(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens"
    file.write_text(text)
    with pytest.raises(InputError) as refused:
        Tokens.read(file)
    for secret in ("short", "space", ANN, BOB):
        assert secret not in str(refused.value)
    with pytest.raises(InputError, match="Cannot read the tokens"):
        Tokens.read(tmp_path / "none")


def test_the_documentation_names_what_opens(assistant: Assistant) -> None:
    described = client_of(assistant, tokens=TOKENS).get("/openapi.json", headers=bearer(ANN)).json()
    assert described["components"]["securitySchemes"] == {
        "bearer": {"type": "http", "scheme": "bearer"}
    }
    assert described["paths"]["/api/v1/ask"]["post"]["security"] == [{"bearer": []}]
    assert "securitySchemes" not in client_of(assistant).get("/openapi.json").json()["components"]


SITE = "https://news.example"
ASKING = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
WITH_TOKEN = {**ASKING, "Access-Control-Request-Headers": "authorization,content-type"}


def test_pages_of_a_site_that_is_named_may_ask(assistant: Assistant) -> None:
    client = client_of(assistant, origins=[SITE], tokens=TOKENS, rate=1)
    allowed = client.options("/api/v1/ask", headers=WITH_TOKEN)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == SITE
    headers = {"Origin": SITE, **bearer(ANN)}
    answers = [
        client.post("/api/v1/ask", json={"question": ASKED}, headers=headers),
        client.post("/api/v1/ask", json={"question": ASKED}, headers=headers),
        client.post("/api/v1/ask", json={"question": ASKED}, headers={"Origin": SITE}),
    ]
    assert [answer.status_code for answer in answers] == [200, 429, 401]
    for answer in answers:  # the page can read why it was refused, too
        assert answer.headers["access-control-allow-origin"] == SITE
        assert "X-Request-ID" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers


def test_pages_of_other_sites_may_not(assistant: Assistant) -> None:
    other = {**ASKING, "Origin": "https://evil.example"}
    for client in (client_of(assistant), client_of(assistant, origins=[SITE])):
        assert client.options("/api/v1/ask", headers=other).status_code >= 400
        answer = client.get("/api/v1/library", headers=other)
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_pages_of_a_site_that_is_named_may_not_change_the_library(
    assistant: Assistant, method: str
) -> None:
    client = client_of(assistant, origins=["*"], allow_upload=True)
    asking = {"Origin": SITE, "Access-Control-Request-Method": method}
    assert client.options("/api/v1/articles/bridge", headers=asking).status_code == 400


def test_an_origin_is_a_scheme_and_a_host(assistant: Assistant) -> None:
    given = ["https://News.example:443", "http://a.example:80", "http://localhost:3000", "*"]
    assert check_origins(given) == (
        "https://news.example",
        "http://a.example",
        "http://localhost:3000",
        "*",
    )
    for wrong in ("news.example", "https://news.example/", "https://a b", "null", "ftp://x", ""):
        with pytest.raises(InputError, match="is no origin"):
            check_origins([wrong])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--tokens", "none"], "Cannot read the tokens in none"),
        (["--cors", "news.example"], "'news.example' is no origin"),
        (["--auth", "ann"], "Write --auth as USER:FILE"),
    ],
)
def test_a_service_is_not_started_with_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, wrong: list[str], said: str
) -> None:
    assert said in Toy(monkeypatch)("serve", *wrong)


def test_a_client_that_asks_too_often_is_told_when_to_come_again(assistant: Assistant) -> None:
    client = client_of(assistant, tokens=TOKENS, rate=3)
    statuses = [client.get("/api/v1/library", headers=bearer(ANN)).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = client.get("/api/v1/library", headers=bearer(ANN))
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["error"].startswith("At most 3 requests a minute may be made here.")
    assert client.get("/api/v1/library", headers=bearer(BOB)).status_code == 200


def test_no_way_of_writing_the_path_of_a_proxy_gets_around_the_limit(assistant: Assistant) -> None:
    service = served(assistant, HttpOptions(rate=1), place=Place("/news"))
    client = TestClient(service)
    assert client.get("/api/v1/library").status_code == 200
    for prefix in ("", "/news", "/news/news", "/%6eews/news/news"):
        assert client.get(f"{prefix}/api/v1/library").status_code == 429


def test_without_credentials_a_client_is_its_address(assistant: Assistant) -> None:
    service = served(assistant, HttpOptions(rate=1))
    for address in ("192.0.2.1", "192.0.2.2"):
        client = TestClient(service, client=(address, 1))
        assert client.get("/api/v1/library").status_code == 200
        assert client.get("/api/v1/library").status_code == 429


@pytest.mark.parametrize(("trusted", "after"), [("127.0.0.1", 200), ("192.0.2.9", 429)])
def test_only_a_proxy_that_is_trusted_says_who_a_client_is(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, trusted: str, after: int
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", trusted)
    with serving(served(assistant, HttpOptions(rate=1))) as address:
        statuses = [
            httpx.get(f"{address}/api/v1/library", headers={"X-Forwarded-For": client}).status_code
            for client in ("203.0.113.1", "203.0.113.2")
        ]
    assert statuses == [200, after]


def test_a_batch_counts_as_its_questions(assistant: Assistant) -> None:
    client = client_of(assistant, rate=5)
    batch = {"questions": [ASKED] * 3}
    assert client.post("/api/v1/ask/batch", json=batch).status_code == 200
    assert client.post("/api/v1/ask/batch", json=batch).status_code == 429
    assert client.get("/api/v1/library").status_code == 200
    larger = client_of(assistant, rate=5).post("/api/v1/ask/batch", json={"questions": ["x"] * 6})
    assert larger.status_code == 400
    assert "Send a smaller batch" in larger.json()["error"]


def test_a_body_that_no_question_needs_is_refused(assistant: Assistant) -> None:
    client = client_of(assistant)
    for route in ("/api/v1/ask", "/api/v1/ask/stream", "/api/v1/ask/batch", "/api/v1/search"):
        large = client.post(route, content=b"x" * 1_048_577)
        assert large.status_code == 413
        assert large.json()["error"] == "At most 1,048,576 bytes can be read."
        assert client.post(route, content=iter([b"x"])).status_code == 411
        assert client.post(route, content=b"x" * 1_048_576).status_code == 422
        # A server that is told both follows the second, which has no bound.
        both = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
        assert client.post(route, content=b"x" * 5, headers=both).status_code == 411
