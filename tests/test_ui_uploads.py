"""Articles sent over HTTP, and taken out: only where that is allowed, and within bounds."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import ui.uploads
from index import Library
from qa import Assistant
from ui.http import HttpOptions, create_service


@pytest.fixture
def client(assistant: Assistant) -> Iterator[TestClient]:
    service = create_service(assistant, HttpOptions(allow_upload=True))
    with TestClient(service, raise_server_exceptions=False) as client:
        yield client


def send(client: TestClient, name: str, data: bytes) -> list[dict[str, Any]]:
    """Send a file; gives all that is told of it."""
    answered = client.put("/api/v1/articles", params={"name": name}, content=data)
    assert answered.status_code == 200, answered.text
    return [json.loads(line) for line in answered.text.splitlines()]


def test_a_file_becomes_an_article_that_can_be_asked(
    client: TestClient, library: Library, assistant: Assistant
) -> None:
    told = send(
        client, "light.md", b"---\ntitle: The light\n---\nThe lighthouse keeper is Marta Lind."
    )
    assert told == [{"read": 1}, {"added": ["The light"], "unchanged": 0, "skipped": []}]
    assert assistant.ask("Who is the lighthouse keeper?").text == "Marta Lind"
    (origin,) = (origin for id, origin in library.origins().items() if id == "light")
    assert origin.startswith("upload:")
    assert origin.endswith("/light.md")


def test_the_same_again_adds_nothing_and_another_of_the_name_replaces_nothing(
    client: TestClient, library: Library
) -> None:
    before = len(library.articles())
    send(client, "light.txt", b"The keeper is Marta Lind.")
    assert send(client, "light.txt", b"The keeper is Marta Lind.")[-1]["unchanged"] == 1
    assert send(client, "light.txt", b"The keeper is Ola Strand.")[-1]["added"]
    assert len(library.articles()) == before + 2


def test_a_pasted_text_brings_its_metadata(client: TestClient, library: Library) -> None:
    record = {"title": "A day", "publisher": "Me", "published": "2021-05-07", "text": "It rained."}
    send(client, "A day.jsonl", json.dumps(record).encode())
    (article,) = (article for article in library.articles() if article.title == "A day")
    assert (article.publisher, article.published) == ("Me", date(2021, 5, 7))


def test_progress_counts_the_articles_of_an_archive(client: TestClient) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"Text number {number}.")
        archive.writestr("x.exe", "no")
    told = send(client, "all.zip", held.getvalue())
    assert [each.get("read") for each in told] == [1, 2, 3, 4, None]
    assert len(told[-1]["added"]) == 3
    assert told[-1]["skipped"] == ["files with names that end in .exe are not read"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.exe", b"x", "is of no kind that can be added"),
        ("pages.urls", b"http://127.0.0.1/", "is of no kind that can be added"),
        ("", b"x", "Give the file a name"),
        ("..", b"x", "Give the file a name"),
        ("x\0.txt", b"x", "Give the file a name"),
        ("x" * 300 + ".txt", b"x", "Give the file a name"),
        ("x.txt", b"", "is empty"),
    ],
)
def test_what_cannot_be_added_is_refused(
    client: TestClient, name: str, data: bytes, said: str
) -> None:
    answered = client.put("/api/v1/articles", params={"name": name}, content=data)
    assert answered.status_code == 400
    assert said in answered.json()["error"]


def test_folders_in_a_name_lead_nowhere(client: TestClient, library: Library) -> None:
    send(client, "../../etc/passwd.txt", b"A text of no harm.")
    assert any(origin.endswith("/passwd.txt") for origin in library.origins().values())
    assert not any(".." in origin for origin in library.origins().values())


def test_a_file_that_is_too_large_is_refused_however_it_is_sent(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.uploads, "LARGEST_UPLOAD", 10)
    path, params = "/api/v1/articles", {"name": "x.txt"}
    for headers in ({}, {"Content-Length": "5"}):
        answered = client.put(path, params=params, content=b"x" * 11, headers=headers)
        assert answered.status_code == 413
        assert "at most 0 MB" in answered.json()["error"]
    assert client.put(path, params=params, content=iter([b"x"])).status_code == 411


def test_nothing_of_a_file_stays_behind(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.uploads.tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    send(client, "light.txt", b"The keeper is Marta Lind.")
    client.put("/api/v1/articles", params={"name": "x.exe"}, content=b"x")
    client.put("/api/v1/articles", params={"name": "x.txt"}, content=b"")
    assert list((tmp_path / "t").iterdir()) == []


def test_an_article_is_taken_out(client: TestClient, library: Library) -> None:
    assert client.delete("/api/v1/articles/bakery").json() == {"removed": "bakery"}
    assert library.article("bakery") is None
    answered = client.delete("/api/v1/articles/bakery")
    assert answered.status_code == 404
    assert "There is no article 'bakery'" in answered.json()["error"]


def test_a_library_that_another_process_writes_to_is_a_sentence(
    client: TestClient, library: Library
) -> None:
    import filelock

    with filelock.FileLock(library.path / "writer.lock"):
        assert "Another process is writing" in send(client, "x.txt", b"It rained.")[-1]["error"]
        answered = client.delete("/api/v1/articles/bakery")
        assert answered.status_code == 503
        assert "Another process is writing" in answered.json()["error"]


def test_where_it_is_not_allowed_there_are_no_such_routes(assistant: Assistant) -> None:
    with TestClient(create_service(assistant), raise_server_exceptions=False) as client:
        sent = client.put("/api/v1/articles", params={"name": "x.txt"}, content=b"It rained.")
        assert sent.status_code == 405
        assert client.delete("/api/v1/articles/bakery").status_code == 405
    assert assistant.library.article("bakery")


def test_pages_of_other_sites_may_not_change_the_library(assistant: Assistant) -> None:
    from ui.chat.app import mount_chat

    service = create_service(assistant, HttpOptions(allow_upload=True))
    with TestClient(mount_chat(service, assistant, allow_upload=True)) as client:
        asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "DELETE"}
        answered = client.options("/api/v1/articles/bakery", headers=asked)
        assert answered.status_code == 400
        assert "access-control-allow-origin" not in answered.headers
