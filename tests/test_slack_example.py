"""The example of a slash command: what is signed is answered, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import importlib.util
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from browsing import HOSTILE, ISLAND, MADE, Told
from handmade import answer, cite
from http_clients import served
from starlette.testclient import TestClient
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader

from index import Library
from qa import answer_to_json
from ui.http import HttpOptions
from ui.http.credentials import Tokens

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "t" * 20
FILE = Path(__file__).parents[1] / "docs" / "examples" / "slack.py"

spec = importlib.util.spec_from_file_location("slack_example", FILE)
assert spec
assert spec.loader
slack = importlib.util.module_from_spec(spec)
spec.loader.exec_module(slack)

Command = Callable[..., httpx.Response]


@pytest.fixture
def assistant_of_island(tmp_path: Path) -> Any:
    with Library.create(tmp_path / "island", ToyEncoder()) as library:
        library.add([ISLAND, HOSTILE])
        yield Told(library, ToyReader(), TOY_CALIBRATION)


@pytest.fixture
def pullquote(assistant_of_island: Any) -> httpx.AsyncClient:
    """The way to a service that asks for a token."""
    service = served(assistant_of_island, HttpOptions(tokens=Tokens({"slack": TOKEN})))
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(service),
        base_url="http://localhost",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )


@pytest.fixture
def command(pullquote: httpx.AsyncClient) -> Command:
    """Sends a slash command as Slack does; the signature is right unless one is given."""
    client = TestClient(slack.create_app(SECRET, pullquote))

    def send(text: str, sent: float | None = None, signature: str = "") -> httpx.Response:
        body = urlencode({"command": "/ask", "text": text, "user_id": "U1"}).encode()
        timestamp = str(int(time.time() if sent is None else sent))
        headers = {
            "X-Slack-Request-Timestamp": timestamp.encode(),
            "X-Slack-Signature": (signature or sign(timestamp, body)).encode("latin-1"),
        }
        return client.post("/slack/ask", content=body, headers=headers)

    return send


def sign(timestamp: str, body: bytes) -> str:
    base = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()


def test_slacks_own_example_of_a_signature_is_right() -> None:
    # The request and its signature as Slack's documentation works them out.
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect"
        b"&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        b"%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    assert slack.is_signed(secret, "1531420618", body, signature, 1531420618.0)
    for timestamp in ("", "-1", "1531420618.0", "1" * 5000):
        assert not slack.is_signed(secret, timestamp, body, signature, 1531420618.0)


def test_a_signed_question_is_answered_in_the_channel(command: Command) -> None:
    given = command("Who is the lighthouse keeper?").json()
    assert (given["response_type"], given["text"]) == ("in_channel", "Marta Lind")
    texts = [block["text"]["text"] for block in given["blocks"] if "text" in block]
    assert texts == ["“Marta Lind”"]
    source = given["blocks"][-1]["elements"][0]
    assert source["text"].startswith("<https://coast.example/island|About island> · The Coast · ")
    assert source["text"].endswith("since spring the lighthouse keeper is Marta Lind, who paints.")
    assert source["verbatim"] is True


@pytest.mark.parametrize(
    ("late", "signature"),
    [(0, "v0="), (0, "v0=" + "0" * 64), (0, "v0=é"), (301, ""), (-400, "")],
)
def test_what_slack_did_not_sign_just_now_is_refused(
    command: Command, late: float, signature: str
) -> None:
    assert command("Who?", time.time() - late, signature).status_code == 401


def test_a_signature_is_good_for_its_own_words_alone(command: Command) -> None:
    now = time.time()
    other = sign(str(int(now)), urlencode({"text": "Who opened the harbour?"}).encode())
    assert command("Who is the lighthouse keeper?", now, other).status_code == 401


def test_more_than_a_command_can_be_is_not_read(command: Command) -> None:
    assert command("x" * 70_000).status_code == 413


def test_words_of_articles_are_neither_links_nor_mentions(command: Command) -> None:
    given = command("What is the vault code?").json()
    marked = [
        element["text"]
        for block in given["blocks"]
        for element in block.get("elements", [])
        if element["type"] == "mrkdwn"
    ]
    assert any("&lt;img src=x" in text and "&amp;amp;" in text for text in marked)
    assert not any("<" in text for text in marked if "About hostile" in text)
    assert slack.escape("<!channel> & <@U1>\n") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


@pytest.mark.parametrize(
    "url", ["https://a.example/?x=1&y=2", "https://a.example/|b", "javascript:x"]
)
def test_only_a_plain_web_address_is_a_link(url: str) -> None:
    island = replace(ISLAND, url=url, title="A | <b>")
    told = answer_to_json(answer(cite("Marta Lind", island)))
    (text,) = [e["text"] for b in slack.answer_blocks(told) for e in b.get("elements", [])]
    reference = text.split(" · ")[0]
    linked = "<https://a.example/?x=1&amp;y=2|A ¦ &lt;b&gt;>"
    assert reference == (linked if "x=1" in url else "A | &lt;b&gt;")


def test_every_kind_of_answer_fits_what_slack_takes(command: Command) -> None:
    questions = [*MADE, "hello", "Which zebra won the cup?", "Who wrote the island story?"]
    for question in questions:
        given = command(question).json()
        assert given["response_type"] == "in_channel"
        assert 1 < len(given["blocks"]) <= 50
        for block in given["blocks"]:
            for shown in (block.get("text"), *block.get("elements", [])):
                assert shown is None or 0 < len(shown["text"]) <= 3000
        json.dumps(given)
    differ = command("How many were hurt?").json()["blocks"]
    assert [b["text"]["text"] for b in differ if "text" in b] == [
        "Sources differ:",
        "“7”",
        "“3”",
        "“12”",
    ]


def test_what_cannot_be_answered_is_told_to_the_asker_alone(command: Command) -> None:
    for text, sentence in (("  ", "Write a question after"), ("x" * 1001, "at most 1,000")):
        given = command(text).json()
        assert given["response_type"] == "ephemeral"
        assert sentence in given["text"]


def test_a_service_that_is_not_there_is_told(pullquote: httpx.AsyncClient) -> None:
    async def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody")

    client = httpx.AsyncClient(transport=httpx.MockTransport(refuse), base_url="http://localhost")
    timestamp, body = str(int(time.time())), b"text=Who%3F"
    given = TestClient(slack.create_app(SECRET, client)).post(
        "/slack/ask",
        content=body,
        headers={
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(timestamp, body),
        },
    )
    assert given.json()["text"].startswith("pullquote did not answer in time.")
    asyncio.run(client.aclose())


def test_it_says_which_variable_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET", raising=False)
    with pytest.raises(SystemExit, match="Set SLACK_SIGNING_SECRET"):
        slack.app_from_environment()
