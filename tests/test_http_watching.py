"""What a service tells of itself: ids of requests, its log, its figures, whether it is ready."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import httpx
import pytest
from browsing import serving
from http_clients import ASKED, client_of, served
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from index import Library, LibraryDamagedError
from qa import Assistant
from ui.http import HttpOptions
from ui.http.credentials import Tokens
from ui.http.logs import configure_logging
from ui.log_choices import LogFormat, LogLevel
from ui.proxied import Place

SANE = ["a", "0f-9_b.C", "x" * 64]
INSANE = ["", "x" * 65, "a b", "<b>", "a\tb", "ä"]


@pytest.mark.parametrize("sent", [*SANE, *INSANE])
def test_an_id_that_is_sent_is_kept_if_it_is_sane(assistant: Assistant, sent: str) -> None:
    client = client_of(assistant)
    given = client.get("/api/v1/health", headers={"X-Request-ID": sent.encode()})
    kept = given.headers["x-request-id"]
    assert (kept == sent) is (sent in SANE)
    assert len(kept) == 32 or kept in SANE


def test_every_problem_has_the_id_of_its_request(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = served(assistant, HttpOptions(rate=4), place=Place("/news"))
    client = TestClient(service, raise_server_exceptions=False)
    monkeypatch.setattr(Library, "article", lambda *_: 1 / 0)
    problems = [
        client.post("/api/v1/ask", json={"question": ""}),
        client.post("/api/v1/ask", json={}),
        client.get("/api/v1/nowhere"),
        client.get("/api/v1/articles/bridge"),
        client.get("/api/v1/articles"),
    ]
    assert [problem.status_code for problem in problems] == [400, 422, 404, 500, 429]
    for problem in problems:
        assert problem.headers["x-request-id"] == problem.json()["request_id"]


@pytest.fixture
def log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], str]]:
    """Gives what was logged; in the end things are logged as they were before."""
    loggers = [logging.getLogger(name) for name in ("root", "ui", "qa", "index", "uvicorn")]
    before = [(each.level, each.handlers[:]) for each in loggers]
    # Where a server ran in this process before, uvicorn has a log of its own.
    monkeypatch.setattr(logging.getLogger("uvicorn"), "handlers", [])
    monkeypatch.setattr(logging.getLogger("uvicorn"), "propagate", True)
    yield lambda: capsys.readouterr().err
    for each, (level, handlers) in zip(loggers, before, strict=True):
        each.setLevel(level)
        each.handlers[:] = handlers


def test_a_request_is_a_line_of_json(assistant: Assistant, log: Callable[[], str]) -> None:
    configure_logging(LogFormat.JSON, LogLevel.INFO)
    client = client_of(assistant, tokens=Tokens({"ann": "the-token-of-ann"}))
    headers = {"Authorization": "Bearer the-token-of-ann", "X-Request-ID": "mine"}
    client.post("/api/v1/ask", json={"question": ASKED}, headers=headers)
    client.get("/api/v1/ask/stream", params={"question": ASKED}, headers=headers)
    client.get("/api/v1/articles/bridge", headers=headers)
    written = log()
    lines = [json.loads(line) for line in written.splitlines()]
    assert all(line["request_id"] == "mine" and line["level"] == "INFO" for line in lines)
    requests = [line for line in lines if "route" in line]
    assert [(line["method"], line["route"], line["status"]) for line in requests] == [
        ("POST", "/api/v1/ask", 200),
        ("GET", "/api/v1/ask/stream", 200),
        ("GET", "/api/v1/articles/{id}", 200),
    ]
    assert {line["client"] for line in requests} == {"ann"}
    assert [line["outcome"] for line in lines if "outcome" in line] == ["found", "found"]
    for secret in ("harbour", "Solberg", "the-token"):
        assert secret not in written


def test_questions_are_logged_where_that_is_wanted(
    assistant: Assistant, log: Callable[[], str]
) -> None:
    configure_logging(LogFormat.TEXT, LogLevel.INFO)
    client_of(assistant, log_questions=True).post("/api/v1/ask", json={"question": ASKED})
    assert f"question='{ASKED}'" in log()


def test_a_failure_is_logged_with_its_traceback_and_its_request(
    assistant: Assistant, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "article", lambda *_: 1 / 0)
    configure_logging(LogFormat.JSON, LogLevel.WARNING)
    with serving(served(assistant), log_config=None) as address:
        failed = httpx.get(f"{address}/api/v1/articles/x", headers={"X-Request-ID": "mine"})
        assert failed.status_code == 500
    line = json.loads(log().splitlines()[0])
    assert (line["request_id"], line["level"]) == ("mine", "ERROR")
    assert "ZeroDivisionError" in line["exc_info"]


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """The figures, by their names and the values of their labels."""
    read = client.get("/metrics")
    assert read.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(read.text)
        for sample in family.samples
    }


def test_requests_and_questions_are_counted(assistant: Assistant) -> None:
    client = client_of(assistant)
    for question in (ASKED, ASKED, "Which zebra won?", "hello", ""):
        client.post("/api/v1/ask", json={"question": question})
    client.post("/api/v1/ask/batch", json={"questions": [ASKED, "hello"]})
    client.get("/api/v1/articles/bridge")
    client.get("/api/v1/articles/nowhere")
    client.request("BREW", "/api/v1/ask")
    client.get("/nowhere")
    told = figures(client)
    questions = {
        key[1]: value for key, value in told.items() if key[0] == "pullquote_questions_total"
    }
    assert questions == {"found": 3, "not_found": 1, "small_talk": 2, "refused": 1}
    requests = {
        key[1:]: value for key, value in told.items() if key[0] == "pullquote_http_requests_total"
    }
    assert requests[("POST", "/api/v1/ask", "200")] == 4
    assert requests[("POST", "/api/v1/ask", "400")] == 1
    assert requests[("GET", "/api/v1/articles/{id}", "404")] == 1
    assert requests[("GET", "none", "404")] == 1
    assert not any("nowhere" in part or "BREW" in part for key in requests for part in key)
    assert told[("pullquote_http_request_seconds_count", "POST", "/api/v1/ask")] == 5
    assert told[("pullquote_question_seconds_count", "read")] == 6
    assert told[("pullquote_library_articles",)] == 3
    assert told[("pullquote_questions_waiting",)] == told[("pullquote_questions_running",)] == 0
    assert told[("pullquote_ready",)] == 1


@pytest.mark.parametrize("path", ["/api/v1/health", "/api/v1/articles", "/metrics", "/docs"])
def test_head_gets_what_get_does_without_the_body(assistant: Assistant, path: str) -> None:
    with serving(served(assistant)) as address:
        whole, head = httpx.get(address + path), httpx.head(address + path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers.get("etag") == whole.headers.get("etag")


def test_a_library_that_cannot_be_read_is_not_ready(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(assistant)

    def damaged(_: Library) -> None:
        raise LibraryDamagedError("/srv/secret is damaged.")

    monkeypatch.setattr(Library, "info", damaged)
    told = client.get("/api/v1/ready")
    assert told.status_code == 503
    assert "/srv" not in told.text
    assert client.get("/api/v1/health").status_code == 200


def test_what_stops_is_not_ready_and_takes_no_more_questions(assistant: Assistant) -> None:
    service = served(assistant, HttpOptions())
    client = TestClient(service, raise_server_exceptions=False)
    service.state.operation.activity.stopping = True
    assert client.get("/api/v1/health").status_code == 200
    assert client.get("/api/v1/ready").status_code == 503
    assert figures(client)[("pullquote_ready",)] == 0
    refused = client.post("/api/v1/ask", json={"question": ASKED})
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert refused.json()["error"] == "The service is stopping. Ask again soon."
