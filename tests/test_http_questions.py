"""Questions over HTTP by other ways than one at a time: streamed, in batches, without reading."""

from __future__ import annotations

import asyncio
import json
from threading import Event

import httpx
import pytest
from browsing import serving
from http_clients import ASKED, client_of, events_of, served
from starlette.testclient import TestClient

from qa import Answer, Assistant
from qa.stages import Retrieved, Understood
from ui.http import HttpOptions
from ui.requests import Question

STREAM, BATCH, SEARCH = "/api/v1/ask/stream", "/api/v1/ask/batch", "/api/v1/search"


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return client_of(assistant)


def untimed(answer: dict[str, object]) -> dict[str, object]:
    return {**answer, "timings": None}


@pytest.fixture
def answered(client: TestClient) -> dict[str, object]:
    return untimed(client.post("/api/v1/ask", json={"question": ASKED}).json())


def test_an_answer_is_streamed_in_stages(client: TestClient, answered: dict[str, object]) -> None:
    streamed = client.post(STREAM, json={"question": ASKED})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    assert streamed.headers["cache-control"] == "no-cache"
    (first, understood), (second, found), (third, answer) = events_of(streamed.text)
    assert (first, second, third) == ("understood", "passages", "answer")
    assert understood == {"question": ASKED, "understood": ""}
    assert found == client.post(SEARCH, json={"question": ASKED}).json()
    assert untimed(answer) == answered


def test_an_event_source_gets_the_same(client: TestClient) -> None:
    asked = {"question": ASKED, "publisher": ["The Coast", "Daily Ferry"], "until": "2021-05-08"}
    events = dict(events_of(client.get(STREAM, params=asked).text))
    assert [article["id"] for article in events["answer"]["articles"]] == ["harbour"]
    assert client.get(STREAM, params={"question": ASKED, "publishers": "x"}).status_code == 422


def test_a_follow_up_is_streamed_as_it_is_understood(client: TestClient) -> None:
    turn = {"question": ASKED, "answer": "Ingrid Solberg"}
    streamed = client.post(STREAM, json={"question": "Where was she born?", "turns": [turn]})
    understood = dict(events_of(streamed.text))["understood"]
    assert understood["understood"] == "Where was Ingrid Solberg born?"


def test_small_talk_needs_no_passages(client: TestClient) -> None:
    streamed = client.post(STREAM, json={"question": "hello"}).text
    assert [name for name, _ in events_of(streamed)] == ["understood", "answer"]


@pytest.mark.parametrize(
    ("body", "status"),
    [({"question": " "}, 400), ({"question": "x" * 1001}, 400), ({"q": "Who?"}, 422)],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_streamed(
    client: TestClient, body: dict[str, str], status: int
) -> None:
    refused = client.post(STREAM, json=body)
    assert refused.status_code == status
    assert refused.json()["error"]


def test_what_goes_wrong_on_the_way_is_an_event(client: TestClient) -> None:
    asked = {"question": ASKED, "publishers": ["The Cost"]}
    streamed = client.post(STREAM, json=asked, headers={"X-Request-ID": "mine"})
    assert streamed.status_code == 200
    name, problem = events_of(streamed.text)[-1]
    assert (name, problem["status"], problem["request_id"]) == ("error", 400, "mine")
    assert "Did you mean 'The Coast'?" in problem["error"]


class Halting(Assistant):
    """Says how a question is understood, and then waits until it may go on."""

    def __init__(self, other: Assistant) -> None:
        vars(self).update(vars(other))
        self.go_on = Event()

    def ask(self, question: str, **options: object) -> Answer:
        answer = super().ask(question, **{**options, "on_stage": self._halt(options["on_stage"])})  # type: ignore[arg-type]
        self.go_on.wait(60)
        return answer

    def _halt(self, told: object) -> object:
        def tell(stage: Understood | Retrieved) -> None:
            told(stage)  # type: ignore[operator]
            if isinstance(stage, Retrieved):
                self.go_on.wait(60)

        return tell


def test_events_come_when_a_stage_is_done_and_not_later(assistant: Assistant) -> None:
    halting = Halting(assistant)
    with (
        serving(served(halting)) as address,
        httpx.stream("POST", address + STREAM, json={"question": ASKED}, timeout=60) as stream,
    ):
        lines = (line for line in stream.iter_lines() if line)
        assert next(lines) == "event: understood"
        assert json.loads(next(lines).removeprefix("data: "))["question"] == ASKED
        assert next(lines) == "event: passages"
        assert not halting.go_on.is_set()
        halting.go_on.set()
        assert list(lines)[1] == "event: answer"


def test_whoever_goes_away_gives_up_its_place(assistant: Assistant) -> None:
    halting = Halting(assistant)
    service = served(halting, HttpOptions(at_once=1, waiting=1))
    line = service.state.operation.line
    with serving(service) as address:
        for _ in range(3):  # more than there are places
            with httpx.stream("GET", address + STREAM, params={"question": ASKED}) as stream:
                assert stream.status_code == 200
                next(stream.iter_lines())
            halting.go_on.set()
            asyncio.run(until(lambda: not line.running and not line.waiting))
            halting.go_on.clear()


async def until(true: object) -> None:
    for _ in range(3000):
        if true():  # type: ignore[operator]
            return
        await asyncio.sleep(0.02)
    raise AssertionError


def test_a_batch_is_answered_in_its_order(client: TestClient, answered: dict[str, object]) -> None:
    questions = [ASKED, "Which zebra won?", "hello", *[ASKED] * 7]
    answers = client.post(BATCH, json={"questions": questions}).json()["answers"]
    assert [answer["question"] for answer in answers] == questions
    assert [answer["found"] for answer in answers[:3]] == [True, False, False]
    assert untimed(answers[-1]) == answered


def test_a_batch_looks_where_it_is_told(client: TestClient) -> None:
    body = {"questions": [ASKED, ASKED], "publishers": ["Daily Ferry"]}
    answers = client.post(BATCH, json=body).json()["answers"]
    assert [[a["id"] for a in answer["articles"]] for answer in answers] == [["bridge"]] * 2


@pytest.mark.parametrize(
    ("questions", "status", "said"),
    [
        ([], 422, "Send JSON such as"),
        ([ASKED] * 101, 422, '{"questions": ["Who is'),
        ([ASKED, " "], 400, "uestion 2"),
    ],
)
def test_a_batch_is_refused_as_a_whole(
    client: TestClient, questions: list[str], status: int, said: str
) -> None:
    refused = client.post(BATCH, json={"questions": questions})
    assert refused.status_code == status
    assert said in refused.json()["error"]


def test_passages_are_found_without_reading(client: TestClient, assistant: Assistant) -> None:
    found = client.post(SEARCH, json={"question": ASKED, "limit": 2}).json()
    assert [passage["rank"] for passage in found["passages"]] == [1, 2]
    assert {article["id"] for article in found["articles"]} == {"harbour", "bridge"}
    for passage in found["passages"]:
        article = assistant.library.article(passage["article"])
        assert article
        assert article.text[passage["start"] : passage["end"]] == passage["text"]
    for wrong in ({"limit": 0}, {"limit": 51}, {"turns": []}):
        assert client.post(SEARCH, json={"question": ASKED, **wrong}).status_code == 422


def test_a_question_in_an_address_has_what_a_body_has(assistant: Assistant) -> None:
    """What can be chosen by the one can be chosen by the other."""
    from ui.http.streaming import QuestionInAddress

    names = {"publisher": "publishers", "article": "articles", "language": "languages"}
    there = {names.get(name, name) for name in QuestionInAddress.model_fields}
    assert there == Question.model_fields.keys() - {"turns", "explain"}
