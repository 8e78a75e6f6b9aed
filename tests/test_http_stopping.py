"""`pullquote serve` in a process of its own, asked to stop while it answers."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from commands import PATIENCE, Started, Toy
from http_clients import ASKED

ASK, READY = "/api/v1/ask", "/api/v1/ready"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "harbour.txt").write_text("The harbour master is Ingrid Solberg.")
    Toy(monkeypatch)("index", tmp_path / "library", tmp_path / "harbour.txt")
    return tmp_path / "library"


@pytest.fixture
def start(library: Path, tmp_path: Path) -> Iterator[Callable[..., Started]]:
    started = []

    def run(slowness: float, *options: object) -> Started:
        started.append(
            Started(tmp_path, "serve", library, "--port", 0, *options, slowness=slowness)
        )
        started[-1].wait_for("pullquote is at http")
        return started[-1]

    yield run
    for each in started:
        each.kill()


@contextmanager
def client_of(process: Started) -> Iterator[httpx.Client]:
    (address,) = re.findall(r"http://127\.0\.0\.1:\d+", process.written)
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        yield client


def is_running(client: httpx.Client, questions: int = 1) -> bool:
    return f"pullquote_questions_running {questions}.0" in client.get("/metrics").text


def test_an_answer_that_was_begun_is_given_before_the_end(start: Callable[..., Started]) -> None:
    process = start(5.0)
    with client_of(process) as client, ThreadPoolExecutor(1) as other:
        assert client.get(READY).status_code == 200
        asked = other.submit(client.post, ASK, json={"question": ASKED})
        process.wait_until(lambda: is_running(client))
        process.send(signal.SIGTERM)
        process.wait_until(lambda: client.get(READY).status_code == 503)
        assert client.get("/api/v1/health").status_code == 200
        refused = client.post(ASK, json={"question": ASKED})
        assert (refused.status_code, "stopping" in refused.json()["error"]) == (503, True)
        assert asked.result().status_code == 200
    assert process.end() == -signal.SIGTERM
    assert "Traceback" not in process.written


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_the_end_does_not_wait_for_ever(start: Callable[..., Started], sent: int) -> None:
    process = start(10 * PATIENCE, "--stop-within", 0.2, "--at-once", 2)
    with client_of(process) as client, ThreadPoolExecutor(2) as others:
        asked = others.submit(client.post, ASK, json={"question": ASKED})
        streamed = others.submit(client.get, f"{ASK}/stream", params={"question": ASKED})
        process.wait_until(lambda: is_running(client, 2))
        process.send(sent)
        assert process.end() == -sent
        unanswered, cut = asked.result(), streamed.result()
    assert unanswered.status_code == 503
    assert "stopped before this was answered" in unanswered.json()["error"]
    assert "event: answer" not in cut.text
    assert process.written.splitlines()[1:] == []  # after the line that says where it is


def test_a_page_that_is_open_does_not_keep_it(start: Callable[..., Started]) -> None:
    process = start(0.0, "--stop-within", 10 * PATIENCE)
    page = "/gradio_api/heartbeat/page"
    with client_of(process) as client, client.stream("GET", page) as held:
        assert held.status_code == 200
        process.send(signal.SIGTERM)
        held.read()  # to its end
    assert process.end() == -signal.SIGTERM
    assert process.written.splitlines()[1:] == []  # after the line that says where it is
