"""The client in JavaScript, in a browser on a page of another origin, and in Node."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import serving
from http_clients import served
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from qa import Assistant, Turn
from ui.http import HttpOptions

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from starlette.requests import Request

CLIENT = Path(__file__).parents[1] / "ui" / "embed" / "pullquote.js"
KEEPER = "Who is the lighthouse keeper?"

Run = Callable[[str, str], Any]  # the body of an async function of (m, address), and the address


async def empty(_: Request) -> Response:
    return HTMLResponse(
        "<!doctype html><title>elsewhere</title>", headers={"Cache-Control": "no-store"}
    )


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """A page of another origin."""
    with serving(Starlette(routes=[Route("/", empty)])) as address:
        yield address


@pytest.fixture(scope="module")
def service(assistant_told: Assistant, elsewhere: str) -> Iterator[str]:
    with serving(served(assistant_told, HttpOptions(origins=[elsewhere]))) as address:
        yield address


@pytest.fixture(params=["node", pytest.param("browser", marks=pytest.mark.browser)])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    if request.param == "node":
        if not shutil.which("node"):
            pytest.skip("there is no node on this machine")
        return lambda body, address: in_node(tmp_path, body, address)
    browser, elsewhere = map(request.getfixturevalue, ("browser", "elsewhere"))
    return lambda body, address: in_browser(browser, elsewhere, body, address)


def in_node(folder: Path, body: str, address: str) -> Any:
    script = folder / "script.mjs"
    script.write_text(
        f"import * as m from {json.dumps(CLIENT.as_uri())};\n"
        f"const run = async (m, address) => {{ {body} }};\n"
        f"console.log(JSON.stringify(await run(m, {json.dumps(address)}) ?? null));\n"
    )
    done = subprocess.run(
        ["node", script], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_browser(browser: BrowserContext, elsewhere: str, body: str, address: str) -> Any:
    page = browser.new_page()
    page.goto(elsewhere)
    # As a page would name it; of a service that is not one of ours, from where it stands.
    source = CLIENT.read_text("utf-8")
    made = "URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))"
    given = f"""async ([address, source]) => {{
        const m = await import({made});
        return await (async (m, address) => {{ {body} }})(m, address) ?? null;
    }}"""
    told = page.evaluate(given, [address, source])
    page.close()
    return told


def test_a_question_is_answered_with_words_that_its_offsets_give(run: Run, service: str) -> None:
    body = f"""
        const pullquote = new m.Pullquote(address + "/");
        const answer = await pullquote.ask({KEEPER!r}, {{ publishers: ["The Coast"] }});
        const [{{ article, start, end }}] = answer.citations;
        const whole = await pullquote.article(article);
        return [answer.text, m.sliceText(whole.text, start, end),
                await pullquote.slice(article, start, end), m.turnOf(answer)];
    """
    text, sliced, slice_, turn = run(body, service)
    assert text == sliced == slice_ == "Marta Lind"
    assert turn == {
        "question": KEEPER,
        "answer": "Marta Lind",
        "sentence": "since spring the lighthouse keeper is Marta Lind, who paints.",
        "articles": ["island"],
    }


def test_a_turn_is_that_of_the_assistant(run: Run, service: str, assistant_told: Assistant) -> None:
    turn = run(f"return m.turnOf(await new m.Pullquote(address).ask({KEEPER!r}));", service)
    own = Turn.of(assistant_told.ask(KEEPER))
    assert (turn["question"], turn["answer"]) == (own.question, own.answer)
    assert (turn["sentence"], tuple(turn["articles"])) == (own.sentence, own.article_ids)
    small_talk = "return m.turnOf(await new m.Pullquote(address).ask('hello'));"
    assert run(small_talk, service) is None


def test_a_stream_tells_what_is_done_and_ends_with_the_answer(run: Run, service: str) -> None:
    body = f"""
        const pullquote = new m.Pullquote(address), told = [];
        const turns = [m.turnOf(await pullquote.ask({KEEPER!r}))];
        for await (const {{ name, data }} of pullquote.stream("When did she?", {{ turns }})) {{
            told.push([name, data.understood, data.passages?.length]);
        }}
        return told;
    """
    told = run(body, service)
    assert told[0][0] == "understood"
    assert told[0][1]
    assert told[-1][0] == "answer"
    assert {length for name, _, length in told if name == "passages"} == {8}


def test_articles_are_listed_page_by_page_and_searched(run: Run, service: str) -> None:
    body = """
        const pullquote = new m.Pullquote(address);
        const first = await pullquote.articles({ limit: 1, after: null, since: null });
        const next = await pullquote.articles({ limit: 1, after: first.next });
        const coast = await pullquote.articles({ publishers: ["The Coast"] });
        const found = await pullquote.search("lighthouse keeper", { limit: 2 });
        const batch = await pullquote.batch(["hello", "Who is the lighthouse keeper?"]);
        const all = (await pullquote.articles()).articles;
        const ids = [first, next].map(({ articles }) => articles[0].id);
        return [ids[0] === all[0].id && ids[1] === all[1].id, coast.articles.map(({ id }) => id),
                found.passages.map(({ article }) => article), batch.map(({ text }) => text)];
    """
    ordered, coast, found, batch = run(body, service)
    assert ordered
    assert coast == ["island"]
    assert found[0] == "island"
    assert len(found) == 2
    assert batch == ["", "Marta Lind"]


def test_offsets_count_whole_characters(run: Run, service: str) -> None:
    assert run("return m.sliceText('a😀b́c', 1, 4);", service) == "😀b́"


def problem(call: str) -> str:
    return f"""
        const pullquote = new m.Pullquote(address);
        try {{ {call} }} catch (error) {{
            return [error instanceof m.PullquoteError, error.name, error.message, error.status,
                    error.retryAfter, Boolean(error.requestId)];
        }}
    """


def test_a_problem_is_an_error_with_its_sentence(run: Run, service: str) -> None:
    own, name, sentence, status, wait, request = run(
        problem("await pullquote.ask('Who?', { publishers: ['Nobody'] });"), service
    )
    assert (own, name, status, wait, request) == (True, "PullquoteError", 400, None, True)
    assert sentence.startswith("There is no publisher 'Nobody' in this library.")
    missing = run(problem("await pullquote.article('no such article');"), service)
    assert missing[3] == 404
    assert "'no such article'" in missing[2]


def test_what_cannot_be_reached_is_an_error_that_says_so(run: Run) -> None:
    told = run(problem("await pullquote.ask('Who?');"), "http://127.0.0.1:9")
    assert told[0]
    assert told[2].startswith("http://127.0.0.1:9 cannot be reached")
    assert told[3] == 0


def test_whoever_stops_asking_is_told_of_nothing_but_that(run: Run, service: str) -> None:
    body = """
        const stop = new AbortController(), pullquote = new m.Pullquote(address);
        stop.abort();
        const failed = [];
        for (const ask of [() => pullquote.ask("Who?", { signal: stop.signal }),
                           () => pullquote.stream("Who?", { signal: stop.signal }).next()]) {
            await ask().catch((error) => failed.push(error.name));
        }
        return failed;
    """
    assert run(body, service) == ["AbortError", "AbortError"]


# What a service may send, and how a network may cut it

_ANSWER = json.dumps({"text": "Zoë 😀"}, ensure_ascii=False)
STREAMS = {
    "empty": f"event: understood\n\nevent: answer\ndata: {_ANSWER}\n\nevent: x\n\n",
    "whole": f"event: understood\ndata: {{}}\n\nevent: answer\ndata: {_ANSWER}\n\n",
    "returns": f": waiting\r\n\r\nevent:answer\r\ndata:{_ANSWER}\r\nid: 3\r\n\r\n",
    "lines": f"event: answer\rdata: {_ANSWER[:-1]}\rdata: }}\r\r",
    "cut": f"event: understood\ndata: {{}}\n\nevent: answer\ndata: {_ANSWER}\n",
    "error": 'event: error\ndata: {"error": "No room.", "status": 503, "request_id": "r1"}\n\n',
}


async def stream(request: Request) -> Response:
    sent = STREAMS[(await request.json())["question"]].encode()

    async def bytewise() -> Any:
        for place in range(len(sent)):
            yield sent[place : place + 1]
            await asyncio.sleep(0)

    return StreamingResponse(bytewise(), media_type="text/event-stream")


async def crowded(_: Request) -> Response:
    return JSONResponse({"error": "Too many."}, 429, headers={"Retry-After": "7"})


async def broken(_: Request) -> Response:
    return HTMLResponse("<h1>Bad gateway</h1>", 502)


@pytest.fixture(scope="module")
def odd(elsewhere: str) -> Iterator[str]:
    """A service that sends what the real one, or a proxy before it, may send at times."""
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware

    routes = [
        Route("/api/v1/ask/stream", stream, methods=["POST"]),
        Route("/api/v1/ask", crowded, methods=["POST"]),
        Route("/api/v1/articles/x", broken),
    ]
    policy = Middleware(
        CORSMiddleware,
        allow_origins=[elsewhere],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type"],
        expose_headers=["Retry-After"],
    )
    with serving(Starlette(routes=routes, middleware=[policy])) as address:
        yield address


@pytest.mark.parametrize("name", ["whole", "returns", "lines", "empty"])
def test_events_are_read_however_they_are_cut(run: Run, odd: str, name: str) -> None:
    body = f"""
        let last;
        for await (last of new m.Pullquote(address).stream({name!r})) {{}}
        return last;
    """
    assert run(body, odd) == {"name": "answer", "data": {"text": "Zoë 😀"}}


def test_a_stream_that_was_cut_off_or_failed_is_an_error(run: Run, odd: str) -> None:
    drain = "for await (const _ of pullquote.stream({!r})) {{}}"
    assert run(problem(drain.format("cut")), odd)[2:4] == ["The answer was cut off. Ask again.", 0]
    assert run(problem(drain.format("error")), odd)[2:] == ["No room.", 503, None, True]


def test_who_is_to_wait_is_told_how_long(run: Run, odd: str) -> None:
    assert run(problem("await pullquote.ask('Who?');"), odd)[2:5] == ["Too many.", 429, 7]


def test_what_a_proxy_says_is_an_error_with_a_sentence(run: Run, odd: str) -> None:
    told = run(problem("await pullquote.article('x');"), odd)
    assert told[0]
    assert told[2:4] == ["The service answered 502 Bad Gateway", 502]


# What the documentation says

DOCUMENTED = (CLIENT.parents[2] / "docs" / "other-apps.md").read_text("utf-8")


def test_the_documented_program_runs_as_it_is(run: Run, service: str) -> None:
    blocks = re.findall(r"```js\n(.*?)```", DOCUMENTED, re.DOTALL)
    (names,) = re.findall(r"import (\{.*?\}) from", blocks[0])
    program = "\n".join(blocks).replace("http://127.0.0.1:7860", service)
    program = re.sub(r"import .*\n", f"const {names} = m;\n", program, count=1)
    program = program.replace("Who is the Pentagon spokesman?", KEEPER)
    program = program.replace("console.log", "told.push").replace("2020-01-07", "2020-01-01")
    told = run(f"const told = []; {program} return told;", service)
    assert told[:3] == [True, "Marta Lind", "Marta Lind"]
    assert "reading 8 passages" in told


def test_the_documented_methods_are_there(run: Run, service: str) -> None:
    table = DOCUMENTED.split("| method | gives |")[1].split("\n\n")[0]
    named = re.findall(r"`(\w+)\(", table)
    assert len(named) > 5
    body = """
        const pullquote = new m.Pullquote(address);
        return Object.fromEntries(NAMED.map((name) => [name, typeof (pullquote[name] ?? m[name])]));
    """
    told = run(body.replace("NAMED", json.dumps(named)), service)
    assert set(told.values()) == {"function"}
