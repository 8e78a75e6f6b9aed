"""Articles over HTTP: parts of the list, parts of a text, and nothing sent twice."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from browsing import serving
from http_clients import ASKED, client_of, served
from starlette.testclient import TestClient
from toys import make_article

from index import Library
from qa import Assistant
from ui.http import HttpOptions
from ui.proxied import Place

ARTICLES = "/api/v1/articles"


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return client_of(assistant)


def ids(client: TestClient, **wanted: object) -> list[str]:
    return [each["id"] for each in client.get(ARTICLES, params=wanted).json()["articles"]]


def test_the_list_comes_in_parts_that_leave_nothing_out(client: TestClient) -> None:
    first = client.get(ARTICLES, params={"limit": 2}).json()
    assert ([each["id"] for each in first["articles"]], first["total"]) == (
        ["bakery", "bridge"],
        3,
    )
    rest = client.get(ARTICLES, params={"limit": 2, "after": first["next"]}).json()
    assert ([each["id"] for each in rest["articles"]], rest["total"]) == (["harbour"], 3)
    assert rest["next"] is None
    assert client.get(ARTICLES, params={"limit": 3}).json()["next"] is None
    assert ids(client, after="zebra") == []


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ({"publisher": "the coast"}, ["harbour"]),
        ({"publisher": ["The Coast", "Daily Ferry"]}, ["bridge", "harbour"]),
        ({"since": "2021-05-08"}, ["bridge"]),
        ({"until": "2021-05-08"}, ["harbour"]),
        ({"language": "English", "title": "ABOUT ba"}, ["bakery"]),
        ({"title": "bridge"}, ["bridge"]),
        ({"title": "zebra"}, []),
    ],
)
def test_the_list_is_chosen_from(
    client: TestClient, wanted: dict[str, object], listed: list[str]
) -> None:
    assert ids(client, **wanted) == listed


@pytest.mark.parametrize(
    ("wanted", "status", "said"),
    [
        ({"publisher": "The Cost"}, 400, "Did you mean 'The Coast'?"),
        ({"limit": 0}, 422, "In the address, 'limit' does not fit: Input should be"),
        ({"limit": 1001}, 422, "'limit'"),
        ({"since": "May"}, 422, "'since'"),
        ({"until": "0"}, 422, "a day is written as YYYY-MM-DD"),
        ({"publishers": "The Coast"}, 422, "'publishers'"),
    ],
)
def test_a_choice_that_does_not_fit_is_a_sentence(
    client: TestClient, wanted: dict[str, object], status: int, said: str
) -> None:
    refused = client.get(ARTICLES, params=wanted)
    assert refused.status_code == status
    assert said in refused.json()["error"]


def test_the_list_follows_the_library(client: TestClient, library: Library) -> None:
    library.add([make_article("zoo", "The zebra is called Ola.")])
    library.remove(["bakery"])
    assert ids(client) == ["bridge", "harbour", "zoo"]


def test_a_quote_is_checked_by_its_offsets(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": ASKED}).json()
    assert answer["citations"]
    for citation in answer["citations"]:
        text = f"{ARTICLES}/{citation['article']}/text"
        part = client.get(text, params={"start": citation["start"], "end": citation["end"]}).json()
        assert part["text"] == citation["quote"]
        whole = client.get(text).json()
        assert whole["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert (whole["start"], whole["end"]) == (0, whole["characters"])


def test_offsets_count_characters_however_many_bytes_they_have(
    client: TestClient, library: Library
) -> None:
    library.add([make_article("signs", "🦓🦓 é e\u0301 \u202eabc\r\nend")])
    text = f"{ARTICLES}/signs/text"
    assert client.get(text, params={"start": 1, "end": 4}).json()["text"] == "🦓 é"
    assert client.get(text, params={"start": 12, "end": 14}).json()["text"] == "\r\n"


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ({"start": 5, "end": 4}, 400),
        ({"end": 10_000}, 400),
        ({"start": 10_000}, 400),
        ({"start": 10**30}, 400),
        ({"start": -1}, 422),
        ({"end": "ten"}, 422),
    ],
)
def test_a_part_that_there_is_not_is_a_sentence(
    client: TestClient, part: dict[str, object], status: int
) -> None:
    refused = client.get(f"{ARTICLES}/bridge/text", params=part)
    assert refused.status_code == status
    assert refused.json()["error"]
    assert client.get(f"{ARTICLES}/nowhere/text").status_code == 404


ODD = [
    "a",
    "a/text",
    "a/text/text",
    "news/b.md",
    "å b?#%25",
    "x/../y",
    "/lead",
    "end/",
    "c//d",
    "%2F",
]


@pytest.mark.parametrize("prefix", ["", "/news"])
def test_an_article_is_found_whatever_its_id(
    assistant: Assistant, library: Library, prefix: str
) -> None:
    library.add([make_article(id, f"This is {id}.") for id in ODD])
    service = served(assistant, HttpOptions(allow_upload=True), place=Place("/news"))
    with serving(service) as server, httpx.Client(base_url=server) as client:
        for id in ODD:
            address = f"{prefix}{ARTICLES}/{quote(id, safe='')}"  # as encodeURIComponent writes it
            assert client.get(address).json()["text"] == f"This is {id}."
            part = client.get(f"{address}/text", params={"start": 8}).json()
            assert (part["article"], part["text"]) == (id, f"{id}.")
            assert client.delete(address).json() == {"removed": id}
            assert client.get(address).status_code == 404


def test_slashes_of_an_id_may_be_written_as_they_are(client: TestClient, library: Library) -> None:
    library.add([make_article("news/2020/b.md", "This is b.")])
    address = f"{ARTICLES}/news/2020/b.md"
    assert client.get(address).json()["text"] == "This is b."
    assert client.get(f"{address}/text", params={"end": 4}).json()["text"] == "This"


@pytest.mark.parametrize("path", ["", "?limit=1", "/bridge", "/bridge/text?start=3&end=9"])
def test_what_has_not_changed_is_not_sent_again(
    client: TestClient, library: Library, path: str
) -> None:
    first = client.get(ARTICLES + path)
    tag = first.headers["etag"]
    for known in (tag, f'"x", W/{tag}', "*"):
        again = client.get(ARTICLES + path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(ARTICLES + path, headers={"If-None-Match": '"x"'}).json() == first.json()
    library.add([make_article("about", "A new one, first in the list.")])
    changed = client.get(ARTICLES + path, headers={"If-None-Match": tag})
    assert changed.status_code == (304 if path.startswith("/bridge") else 200)
