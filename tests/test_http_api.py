"""The HTTP service, with toys for models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from typing import NoReturn

import pytest
from fastapi.testclient import TestClient
from toys import make_article

from index import InputError, Library, LibraryBusyError, LibraryError, ModelError, PullquoteError
from qa import Assistant, answer_from_json, answer_to_json
from ui.chat.app import mount_chat
from ui.http import create_service
from ui.server import listen


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_service(assistant), raise_server_exceptions=False)


@pytest.fixture
def chat(assistant: Assistant) -> Iterator[TestClient]:
    """The service with the chat mounted on it."""
    mounted = mount_chat(create_service(assistant), assistant)
    with TestClient(mounted, raise_server_exceptions=False) as client:
        yield client


def test_a_question_gets_the_answer_that_python_gets(
    client: TestClient, assistant: Assistant
) -> None:
    response = client.post("/api/v1/ask", json={"question": "Who is the harbour master?"})
    assert response.status_code == 200
    answer = answer_from_json(response.json())
    assert answer.citations == assistant.ask("Who is the harbour master?").citations
    assert answer.text == "Ingrid Solberg"


@pytest.mark.parametrize("question", ["", "   ", "x" * 1001, "Who \\ud800?"])
def test_a_bad_question_is_a_400_with_a_sentence(client: TestClient, question: str) -> None:
    body = f'{{"question": "{question}"}}'
    response = client.post(
        "/api/v1/ask", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code == 400
    assert response.json()["error"].startswith("The question ")


def test_a_body_that_is_no_question_is_a_422(client: TestClient) -> None:
    for body in (b'{"q": "Who?"}', b"\xff", b"", b"[]", b'{"question": 1}'):
        response = client.post("/api/v1/ask", content=body)
        assert response.status_code == 422
        assert response.json()["error"].startswith("Send JSON such as")


@pytest.mark.parametrize(
    ("chosen", "cited"),
    [
        ({}, {"harbour", "bridge"}),
        ({"publishers": ["THE COAST"]}, {"harbour"}),
        ({"publishers": ["The Coast", "Daily Ferry"], "until": "2021-05-08"}, {"harbour"}),
        ({"articles": ["bridge", "bakery"]}, {"bridge"}),
        ({"since": "2021-05-09", "until": None}, {"bridge"}),
        ({"since": "2021-05-10"}, set()),
    ],
)
def test_only_the_articles_chosen_are_asked(
    client: TestClient, chosen: dict[str, object], cited: set[str]
) -> None:
    body = {"question": "Who is the harbour master?", **chosen}
    answer = answer_from_json(client.post("/api/v1/ask", json=body).json())
    assert {citation.article.id for citation in answer.citations} == cited


def test_a_follow_up_is_understood_from_the_turns_sent(client: TestClient) -> None:
    turn = {"question": "Who is the harbour master?", "answer": "Ingrid Solberg"}
    body = {"question": "Where was she born?", "turns": [turn]}
    answer = client.post("/api/v1/ask", json=body).json()
    assert answer["understood"] == "Where was Ingrid Solberg born?"
    for turns, status in (([turn] * 9, 422), ([{"question": "x" * 1001}], 400)):
        assert client.post("/api/v1/ask", json={**body, "turns": turns}).status_code == status


def test_an_article_of_an_earlier_turn_that_is_gone_breaks_nothing(client: TestClient) -> None:
    turn = {"question": "Who is the harbour master?", "answer": "Ingrid", "articles": ["gone"]}
    answer = client.post("/api/v1/ask", json={"question": "Who said that?", "turns": [turn]})
    assert answer.status_code == 200
    assert answer.json()["understood"]


def test_an_answer_says_how_it_came_about_when_asked(client: TestClient) -> None:
    body = {"question": "Who is the harbour master?", "explain": True}
    explanation = client.post("/api/v1/ask", json=body).json()["explanation"]
    assert explanation["candidates"][0]["text"] == "Ingrid Solberg"
    assert {"dense_rank", "lexical_rank", "spans"} <= explanation["passages"][0].keys()
    for plain in ({}, {"explain": False}):
        body = {"question": "Who is the harbour master?", **plain}
        assert client.post("/api/v1/ask", json=body).json()["explanation"] is None
    described = client.get("/openapi.json").json()["components"]["schemas"]["Question"]
    assert "explanation" in described["properties"]["explain"]["description"]


def test_small_talk_and_metadata_come_over_http(client: TestClient) -> None:
    talk = client.post("/api/v1/ask", json={"question": "hello"}).json()
    assert (talk["kind"], talk["found"]) == ("small_talk", False)
    assert talk["reply"].startswith("Hello!")
    about = client.post(
        "/api/v1/ask", json={"question": "Who published the story titled “About bridge”?"}
    ).json()
    assert [fact["value"] for fact in about["facts"]] == ["Daily Ferry"]


def test_a_choice_of_what_is_not_there_is_a_400_that_says_what_is(client: TestClient) -> None:
    body = {"question": "Who?", "publishers": ["The Cost"]}
    response = client.post("/api/v1/ask", json=body)
    assert response.status_code == 400
    assert "Did you mean 'The Coast'?" in response.json()["error"]


@pytest.mark.parametrize(
    "chosen",
    [
        {"since": "May 2021"},
        {"until": "2021-13-01"},
        {"until": 0},
        {"since": "2021-05-09T00:00:00"},
        {"publishers": "The Coast"},
        {"publishers": ["x" * 501]},
        {"articles": ["bridge"] * 101},
    ],
)
def test_a_choice_that_cannot_be_read_is_a_422(
    client: TestClient, chosen: dict[str, object]
) -> None:
    response = client.post("/api/v1/ask", json={"question": "Who?", **chosen})
    assert response.status_code == 422
    assert '"since": "2020-01-07"' in response.json()["error"]
    assert f" Here {next(iter(chosen))!r} does not fit: " in response.json()["error"]


def test_articles_are_listed_and_read(client: TestClient) -> None:
    listed = client.get("/api/v1/articles").json()["articles"]
    assert [record["id"] for record in listed] == ["bakery", "bridge", "harbour"]
    assert listed[1]["published"] == "2021-05-09"
    assert "text" not in listed[1]
    article = client.get("/api/v1/articles/bridge").json()
    assert article["text"].startswith("Engineers closed the bridge")
    assert listed[1]["characters"] == len(article["text"])


@pytest.mark.parametrize("id", ["nowhere", "..%2F..%2Fetc%2Fpasswd", "%00"])
def test_an_article_that_is_not_there_is_a_404(client: TestClient, id: str) -> None:
    response = client.get(f"/api/v1/articles/{id}")
    assert response.status_code == 404


def test_where_files_stand_on_the_server_is_not_told(
    client: TestClient, assistant: Assistant, library: Library
) -> None:
    keeper = make_article("keeper", "The lighthouse keeper is Marta Lind.")
    library.add([replace(keeper, origin="/srv/secret/news/keeper.jsonl#7")])
    question = "Who is the lighthouse keeper?"
    answered = client.post("/api/v1/ask", json={"question": question}).json()
    assert answered["articles"][0]["origin"] == "keeper.jsonl#7"
    assert client.get("/api/v1/articles/keeper").json()["origin"] == "keeper.jsonl#7"
    in_process = answer_to_json(assistant.ask(question))
    assert in_process["articles"][0]["origin"] == "/srv/secret/news/keeper.jsonl#7"


@pytest.mark.parametrize("served", ["client", "chat"])
@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("GET", "/api/v1/ask", 405, "POST"),
        ("DELETE", "/api/v1/articles/bridge", 405, "GET"),
        ("GET", "/api/v1/nothing", 404, None),
        ("POST", "/api/v1/articles/a/b", 405, "GET"),
        ("GET", "/api/v1/v1", 404, None),
        ("GET", "/api/v1/", 404, None),
    ],
)
def test_a_route_that_there_is_not_is_a_sentence(
    request: pytest.FixtureRequest,
    served: str,
    method: str,
    path: str,
    status: int,
    allowed: str | None,
) -> None:
    client: TestClient = request.getfixturevalue(served)
    response = client.request(method, path, headers={"content-length": "0"})
    assert response.status_code == status
    assert response.json().keys() == {"error"}
    assert path in response.json()["error"]
    assert "it is" not in response.json()["error"]
    assert response.headers.get("allow") == allowed


@pytest.mark.parametrize("served", ["client", "chat"])
@pytest.mark.parametrize("route", ["ask", "articles", "articles/bridge", "health"])
def test_a_former_route_is_told_by_its_new_name(
    request: pytest.FixtureRequest, served: str, route: str
) -> None:
    former = request.getfixturevalue(served).get(f"/api/{route}")
    assert former.status_code == 404
    assert former.json() == {"error": f"There is no /api/{route}; it is /api/v1/{route} now."}


def test_the_chat_answers_for_its_own_routes(chat: TestClient) -> None:
    assert chat.get("/").status_code == 200
    assert chat.get("/nowhere").json() == {"detail": "Not Found"}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("Ask otherwise."), 400),
        (LibraryError("The library is damaged."), 503),
        (LibraryBusyError("Another process writes."), 503),
        (ModelError("There is no model."), 503),
    ],
)
def test_what_only_the_server_can_mend_is_a_503(
    client: TestClient,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    error: PullquoteError,
    status: int,
) -> None:
    monkeypatch.setattr(Library, "articles", failing(error))
    response = client.get("/api/v1/articles")
    assert (response.status_code, response.json()) == (status, {"error": str(error)})


@pytest.mark.parametrize("served", ["client", "chat"])
def test_a_failure_is_a_500_that_tells_nothing_of_the_inside(
    request: pytest.FixtureRequest, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client: TestClient = request.getfixturevalue(served)
    monkeypatch.setattr(Library, "articles", failing(RuntimeError("/srv/secret")))
    response = client.get("/api/v1/articles")
    assert response.status_code == 500
    assert response.json() == {"error": "Something failed here; the log of the server says what."}


def test_the_library_is_described(client: TestClient) -> None:
    told = client.get("/api/v1/library").json()
    assert told["passages"] >= 3
    assert told == {
        "version": version("pullquote"),
        "articles": 3,
        "passages": told["passages"],
        "generation": told["generation"],
        "publishers": ["Daily Ferry", "The Coast"],
        "earliest": "2021-05-07",
        "latest": "2021-05-09",
        "languages": {"en": 3},
    }


def test_the_documentation_loads_nothing_from_outside(client: TestClient) -> None:
    page = client.get("/docs").text
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert links
    assert all(link.startswith("/") for link in links)
    assert all(client.get(link).status_code == 200 for link in links)
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/v1/ask", "/api/v1/articles/{id}", "/api/v1/health", "/metrics"} <= paths.keys()


def failing(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def test_a_port_that_is_taken_is_an_input_error() -> None:
    with (
        listen("127.0.0.1", 0) as taken,
        pytest.raises(InputError, match="Choose another with --port"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])
