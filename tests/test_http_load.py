"""Many questions at once: a bounded queue, a clear refusal beyond it, nothing lost or mixed up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from browsing import serving
from http_clients import events_of, served
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Answer, Assistant
from ui.http import HttpOptions
from ui.waiting_line import BusyError, WaitingLine

ASKING = 100
PLACES = 20
PATIENCE = 300.0  # seconds; a slow machine is no failure


class Held(Assistant):
    """Answers only when it is let; says how many questions are being answered at once."""

    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        self.let = threading.Event()
        self.most = self._now = 0
        self._counting = threading.Lock()

    def ask(self, question: str, **options: object) -> Answer:
        with self._counting:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            assert self.let.wait(PATIENCE)
            return super().ask(question, **options)  # type: ignore[arg-type]
        finally:
            with self._counting:
                self._now -= 1


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    keepers = [
        make_article(f"isle-{n}", f"The lighthouse keeper of Isle{n} is Marta Lind{n}.")
        for n in range(ASKING)
    ]
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(keepers)
        yield Held(library, ToyReader(), TOY_CALIBRATION)


def question(number: int) -> str:
    return f"Who is the lighthouse keeper of Isle{number}?"


def ask(client: httpx.Client, number: int) -> httpx.Response:
    """Ask in one of the three ways, by the number."""
    article = f"isle-{number}"
    body = {"question": question(number), "articles": [article]}
    if number % 3 == 0:
        return client.post("/api/v1/ask", json=body)
    if number % 3 == 1:
        asked = {"question": question(number), "article": article}
        return client.get("/api/v1/ask/stream", params=asked)
    batch = {"questions": [question(number)], "articles": [article]}
    return client.post("/api/v1/ask/batch", json=batch)


def text_of(response: httpx.Response) -> str:
    if response.headers["content-type"].startswith("text/event-stream"):
        return str(dict(events_of(response.text))["answer"]["text"])
    answer = response.json()
    return str(answer["answers"][0]["text"] if "answers" in answer else answer["text"])


def all_at_once(address: str, held: Held, refused: int) -> list[httpx.Response]:
    """Ask all at once, and let them be answered when so many have been refused."""
    limits = httpx.Limits(max_connections=ASKING)
    answered: list[httpx.Response] = []
    with (
        httpx.Client(base_url=address, timeout=PATIENCE, limits=limits) as client,
        ThreadPoolExecutor(ASKING) as people,
    ):
        tasks = [people.submit(ask, client, number) for number in range(ASKING)]
        for task in tasks:
            task.add_done_callback(
                lambda task: (
                    answered.append(task.result()),
                    held.let.set() if len(answered) >= refused else None,
                )
            )
        if not refused:
            held.let.set()
        return [task.result() for task in tasks]


@pytest.mark.parametrize("waiting", [PLACES - 2, ASKING])
def test_each_gets_its_own_answer_or_is_told_to_come_again(held: Held, waiting: int) -> None:
    options = HttpOptions(at_once=2, waiting=waiting)
    room = min(ASKING, options.at_once + waiting)
    with serving(served(held, options)) as address:
        responses = all_at_once(address, held, ASKING - room)
        after = httpx.get(f"{address}/metrics").text
    statuses = [response.status_code for response in responses]
    assert (statuses.count(200), statuses.count(429)) == (room, ASKING - room)
    for number, response in enumerate(responses):
        if response.status_code == 200:
            assert text_of(response) == f"Marta Lind{number}"
        else:
            assert int(response.headers["retry-after"]) >= 1
            assert response.json()["error"].startswith("Too many questions are waiting. Ask again")
    assert held.most <= options.at_once
    assert "pullquote_questions_waiting 0.0" in after
    assert f'pullquote_questions_total{{outcome="found"}} {float(room)}' in after


def test_articles_are_read_while_all_places_are_taken(held: Held) -> None:
    service = served(held, HttpOptions(at_once=1, waiting=59))
    with (
        serving(service) as address,
        httpx.Client(base_url=address, timeout=PATIENCE) as client,
        ThreadPoolExecutor(60) as people,
    ):
        tasks = [people.submit(ask, client, 0) for _ in range(60)]
        line = service.state.operation.line
        while line.running + line.waiting < 60:
            assert not any(task.done() for task in tasks)
            time.sleep(0.01)
        assert client.post("/api/v1/ask", json={"question": question(1)}).status_code == 429
        assert httpx.get(f"{address}/api/v1/articles/isle-7").status_code == 200
        assert httpx.get(f"{address}/api/v1/ready").status_code == 200
        held.let.set()
        assert {task.result().status_code for task in tasks} == {200}


def test_the_chat_waits_in_the_same_line(held: Held, tmp_path: Path) -> None:
    from ui.chat.functions import server_functions
    from ui.chat.shelf import Shelf
    from ui.feedback import FeedbackFile

    line = WaitingLine(at_once=1, waiting=0)
    shelf, feedback = Shelf(held.library, changeable=False), FeedbackFile(tmp_path / "f.jsonl")
    functions = server_functions(held, list, feedback, shelf, line)
    (ask_in_chat,) = (each for each in functions if each.__name__ == "ask_in_chat")
    held.let.set()
    with line.place():
        refused = ask_in_chat({"question": question(1)})
        assert (refused["ok"], "Too many questions" in refused["html"]) == (False, True)
    assert ask_in_chat({"question": question(1)})["ok"]


def test_a_place_is_free_again_whatever_happened() -> None:
    line = WaitingLine(at_once=1, waiting=1)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            line.wait_for(lambda: 1 / 0)
    with line.place(), line.place():
        assert line.waiting == 2
        with pytest.raises(BusyError, match=r"Ask again in \d+ second"), line.place():
            pass
    assert line.wait_for(lambda: 7) == 7
    line.close()
