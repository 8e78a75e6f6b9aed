"""A slash command for Slack that asks pullquote: `/ask Who opened the harbour?`.

Run pullquote and this beside it, and give Slack the address of `/slack/ask` behind your TLS proxy:

    pullquote serve my-library
    SLACK_SIGNING_SECRET=… uvicorn --factory slack:app_from_environment \
        --app-dir docs/examples --port 8001

`PULLQUOTE_URL` says where pullquote is, `PULLQUOTE_TOKEN` one of its `--tokens`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import time
from typing import Any
from urllib.parse import parse_qs

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

PATIENCE = 2.5  # seconds: Slack gives up after 3
WINDOW = 300  # seconds that a signature is good for, so that a request cannot be sent again later
LARGEST_BODY = 64 * 1024  # bytes; a slash command has a few hundred
SOURCES = 3  # shown
LONGEST_TEXT = 2900  # characters; a section of Slack's takes 3,000


def is_signed(secret: str, timestamp: str, body: bytes, signature: str, now: float) -> bool:
    """Tell whether Slack signed a request, and not long ago.

    https://api.slack.com/authentication/verifying-requests-from-slack
    """
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(now - int(timestamp)) > WINDOW:
        return False
    base = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def escape(text: str) -> str:
    """Write text so that Slack shows it as it is: no mention, no link, on one line."""
    line = " ".join(text.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def answer_blocks(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Lay out an answer of `/api/v1/ask` in Slack's blocks."""
    if answer["reply"]:
        return [_plain(answer["reply"])]
    blocks = [_note(f"Understood as “{answer['understood']}”")] if answer["understood"] else []
    if answer["facts"]:
        return [*blocks, *(_plain(fact["sentence"]) for fact in answer["facts"][:SOURCES])]
    articles = {article["id"]: article for article in answer["articles"]}
    if not answer["found"]:
        blocks.append(_plain("Not found in these articles. The nearest passages:"))
        return [*blocks, *_sources(answer["nearest"], articles)]
    differing = [other for other in answer["alternatives"] if other["differs"]]
    if differing:
        blocks.append(_plain("Sources differ:"))
    for said in [answer, *differing, *answer["items"]]:
        blocks += [_plain(f"“{said['text']}”"), *_sources(said["citations"], articles)]
    return blocks[:50]  # Slack takes no more


def _sources(citations: list[dict[str, Any]], articles: dict[str, Any]) -> list[dict[str, Any]]:
    return [_source(citation, articles[citation["article"]]) for citation in citations[:SOURCES]]


def _source(citation: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    first, last = citation["sentence"]
    title, url = escape(article["title"]), article["url"]
    if url.startswith(("http://", "https://")) and not set(url) & set("<>| \t\r\n"):
        title = f"<{url.replace('&', '&amp;')}|{title.replace('|', '¦')}>"
    parts = (title, escape(article["publisher"]), article["published"] or "")
    reference = " · ".join(part for part in parts if part)
    sentence = escape(article["text"][first:last])[: LONGEST_TEXT // 2]
    shown = f"{reference}\n{sentence}"[:LONGEST_TEXT]
    # "verbatim": nothing in it is made a link or a mention.
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shown, "verbatim": True}]}


def _plain(text: str) -> dict[str, Any]:
    shown = {"type": "plain_text", "text": text[:LONGEST_TEXT], "emoji": False}
    return {"type": "section", "text": shown}


def _note(text: str) -> dict[str, Any]:
    shown = {"type": "plain_text", "text": text[:LONGEST_TEXT], "emoji": False}
    return {"type": "context", "elements": [shown]}


async def ask(request: Request) -> Response:
    """Answer a slash command."""
    settings, now = request.app.state.settings, time.time()
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return Response(status_code=413)
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not is_signed(settings["secret"], timestamp, body, signature, now):
        return Response("The signature is not Slack's.", status_code=401)
    question = parse_qs(body.decode(errors="replace")).get("text", [""])[0].strip()
    if not question:
        return _private("Write a question after the command, such as: /ask Who is the spokesman?")
    try:
        asked = await settings["client"].post("/api/v1/ask", json={"question": question})
        told = asked.json()
    except (httpx.HTTPError, ValueError):
        return _private("pullquote did not answer in time. Ask again in a moment.")
    if asked.status_code != 200:
        return _private(told.get("error", "pullquote could not answer."))
    # "text" is what notifications and screen readers get.
    shown = told["text"] or told["reply"] or "Not found in these articles"
    blocks = [_note(question), *answer_blocks(told)]
    return JSONResponse({"response_type": "in_channel", "text": escape(shown), "blocks": blocks})


def _private(sentence: str) -> Response:
    """Tell the person alone who asked."""
    return JSONResponse({"response_type": "ephemeral", "text": escape(sentence)})


def create_app(secret: str, client: httpx.AsyncClient) -> Starlette:
    """Make the app; `client` knows where pullquote is."""
    if not secret:
        raise SystemExit("Set SLACK_SIGNING_SECRET: it stands in your Slack app's settings.")
    made = Starlette(routes=[Route("/slack/ask", ask, methods=["POST"])])
    made.state.settings = {"secret": secret, "client": client}
    return made


def app_from_environment() -> Starlette:
    """Make the app that the variables of the environment describe."""
    token = os.environ.get("PULLQUOTE_TOKEN")
    client = httpx.AsyncClient(
        base_url=os.environ.get("PULLQUOTE_URL", "http://127.0.0.1:7860"),
        headers={"Authorization": f"Bearer {token}"} if token else {},
        timeout=PATIENCE,
    )
    return create_app(os.environ.get("SLACK_SIGNING_SECRET", ""), client)
