"""The HTTP service, with toys for models."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from qa import Assistant, answer_from_json
from ui.api import create_service
from ui.server import example_questions, listen


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_service(assistant), raise_server_exceptions=False)


def test_a_question_gets_the_answer_that_python_gets(
    client: TestClient, assistant: Assistant
) -> None:
    response = client.post("/api/ask", json={"question": "Who is the harbour master?"})
    assert response.status_code == 200
    answer = answer_from_json(response.json())
    assert answer.citations == assistant.ask("Who is the harbour master?").citations
    assert answer.text == "Ingrid Solberg"


@pytest.mark.parametrize("question", ["", "   ", "x" * 1001, "Who \\ud800?"])
def test_a_bad_question_is_a_400_with_a_sentence(client: TestClient, question: str) -> None:
    body = f'{{"question": "{question}"}}'
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.json()["error"].startswith("The question ")


def test_a_body_that_is_no_question_is_a_422(client: TestClient) -> None:
    for body in (b'{"q": "Who?"}', b"\xff", b"", b"[]", b'{"question": 1}'):
        response = client.post("/api/ask", content=body)
        assert response.status_code == 422
        assert response.json()["error"].startswith("Send JSON such as")


def test_articles_are_listed_and_read(client: TestClient) -> None:
    listed = client.get("/api/articles").json()
    assert [record["id"] for record in listed] == ["bakery", "bridge", "harbour"]
    assert listed[1]["published"] == "2021-05-09"
    assert "text" not in listed[1]
    article = client.get("/api/articles/bridge").json()
    assert article["text"].startswith("Engineers closed the bridge")
    assert listed[1]["characters"] == len(article["text"])


@pytest.mark.parametrize("id", ["nowhere", "..%2F..%2Fetc%2Fpasswd", "%00"])
def test_an_article_that_is_not_there_is_a_404(client: TestClient, id: str) -> None:
    response = client.get(f"/api/articles/{id}")
    assert response.status_code == 404


def test_health_counts(client: TestClient) -> None:
    health = client.get("/api/health").json()
    assert (health["status"], health["articles"]) == ("ok", 3)
    assert health["passages"] >= 3


def test_the_documentation_loads_nothing_from_outside(client: TestClient) -> None:
    page = client.get("/docs").text
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert links
    assert all(link.startswith("/") for link in links)
    assert all(client.get(link).status_code == 200 for link in links)
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/articles", "/api/articles/{id}", "/api/health"} <= paths.keys()


def test_a_port_that_is_taken_is_an_input_error() -> None:
    from index import InputError

    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(InputError, match="Choose another with --port"):
            listen("127.0.0.1", taken.getsockname()[1])


def test_examples_are_titles_where_the_starter_articles_are_not(assistant: Assistant) -> None:
    titles = example_questions(assistant.library.articles())
    assert titles == ["About bakery", "About bridge", "About harbour"]
