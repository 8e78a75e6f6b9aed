"""A browser on the chat over a small library, whose answers may be made by hand."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from handmade import answer, differing, told
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Alternative, Answer, Assistant
from ui.feedback import FeedbackFile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from starlette.types import ASGIApp

CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 1000  # milliseconds, which Playwright counts in

FILLER = "\n\n".join(f"it rained on the island, and line {'x' * i} was empty." for i in range(60))
ISLAND = make_article(
    "island",
    f"{FILLER}\n\nsince spring the lighthouse keeper is Marta Lind, who paints.\n\n{FILLER}",
    publisher="The Coast",
    published=date(2021, 5, 7),
    url="https://coast.example/island",
)
HOSTILE = make_article(
    "hostile",
    "the vault code is 4471 <img src=x onerror=\"document.title='owned'\"> {{constructor}} "
    "${document.title='owned'} \u202e<script>document.title='owned'</script> `x` &amp;",
    publisher="<b onmouseover=\"document.title='owned'\">press</b>",
    url="javascript:document.title='owned'",
)

_ITEMS = tuple(
    Alternative(name, (told(name.lower(), name, day),))
    for name, day in (("Tessay", 3), ("Hulm", 4))
)
MADE = {
    "How many were hurt?": differing(),
    "Which islands were cut off?": answer(*_ITEMS[0].citations, items=_ITEMS),
}


class Told(Assistant):
    """Gives the answers made by hand, and asks for all others."""

    def ask(self, question: str, **options: Any) -> Answer:
        return MADE.get(question) or super().ask(question, **options)


@contextmanager
def serving(service: ASGIApp, **settings: Any) -> Iterator[str]:
    """Serve on a port of its own; gives the address. `settings` are uvicorn's."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(service, "127.0.0.1", 0, log_level="warning", **settings)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.force_exit = server.should_exit = True  # a page's heartbeat would keep it waiting
    thread.join(20)


@pytest.fixture(scope="module")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> FeedbackFile:
    return FeedbackFile(tmp_path_factory.mktemp("data") / "feedback.jsonl")


@pytest.fixture(scope="module")
def assistant_told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Library.create(tmp_path_factory.mktemp("chat") / "library", ToyEncoder()) as library:
        library.add([replace(ISLAND, origin="/srv/secret/island.txt"), HOSTILE])
        library.add(article for made in MADE.values() for article in made.articles)
        yield Told(library, ToyReader(), TOY_CALIBRATION)


@pytest.fixture(scope="module")
def address(assistant_told: Assistant, feedback_file: FeedbackFile) -> Iterator[str]:
    """A server of the chat over a small library, on a port of its own."""
    from fastapi import FastAPI

    from ui.chat.app import mount_chat

    examples = ["Who is the lighthouse keeper?"]
    with serving(mount_chat(FastAPI(), assistant_told, lambda: examples, feedback_file)) as address:
        yield address


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("there is no chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=chromium,
            args=CHROMIUM,
            viewport={"width": 1440, "height": 900},
        )
        yield context
        context.close()


@pytest.fixture
def problems() -> list[str]:
    """What left the machine, and what the console complained of."""
    return []


@pytest.fixture
def page(browser: BrowserContext, address: str, problems: list[str]) -> Iterator[Page]:
    with opening(browser, address, problems) as opened:
        yield opened


@contextmanager
def opening(
    browser: BrowserContext,
    address: str,
    problems: list[str],
    headers: dict[str, str] | None = None,
) -> Iterator[Page]:
    """The chat, opened; in the end nothing may have left the machine, and nothing complained."""
    opened = browser.new_page()
    opened.set_extra_http_headers(headers or {})
    opened.set_default_timeout(60 * SECONDS)
    opened.on("pageerror", lambda error: problems.append(f"error: {error}"))
    opened.on(
        "console",
        lambda message: message.type == "error" and problems.append(f"console: {message.text}"),
    )
    local = (f"{address.rstrip('/')}/", "data:", "blob:")
    opened.on(
        "request",
        lambda request: request.url.startswith(local) or problems.append(f"left: {request.url}"),
    )
    opened.goto(address)
    opened.wait_for_selector(".pq-form")
    opened.evaluate("localStorage.clear()")  # of the tests before
    yield opened
    opened.close()
    assert problems == [], problems


def ask(page: Page, question: str) -> None:
    """Ask, and wait until this question has its answer."""
    turns = page.locator(".pq-turn").count()
    page.fill("#pq-question", question)
    page.press("#pq-question", "Enter")
    page.locator(".pq-turn").nth(turns).locator(".pq-answer, .pq-error").wait_for()


def last(page: Page, selector: str) -> list[str]:
    """The texts of what fits a selector in the last turn."""
    return page.locator(".pq-turn").last.locator(selector).all_inner_texts()


def is_in_view(page: Page) -> bool:
    """Tell whether the marked words stand inside the window, and nothing covers them."""
    script = """() => {
        const mark = document.querySelector('#pq-span');
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === mark;
    }"""
    return bool(page.evaluate(script))


def grave_faults(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe-core finds serious or critical: the rule, and the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not here")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
