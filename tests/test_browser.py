"""The chat in a real browser: quotes, sources, hostile articles, and nothing that leaves."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the chat over a small library, on a port of its own."""
    import uvicorn
    from fastapi import FastAPI

    from ui.app import mount_chat

    with Library.create(tmp_path_factory.mktemp("chat") / "library", ToyEncoder()) as library:
        library.add([replace(ISLAND, origin="/srv/secret/island.txt"), HOSTILE])
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        chat = mount_chat(FastAPI(), assistant, ["Who is the lighthouse keeper?"])
        server = uvicorn.Server(uvicorn.Config(chat, "127.0.0.1", 0, log_level="warning"))
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
    """The chat, opened; in the end nothing may have left the machine, and nothing complained."""
    opened = browser.new_page()
    opened.set_default_timeout(20 * SECONDS)
    opened.on("pageerror", lambda error: problems.append(f"error: {error}"))
    opened.on(
        "console",
        lambda message: message.type == "error" and problems.append(f"console: {message.text}"),
    )
    local = (f"{address}/", "data:", "blob:")
    opened.on(
        "request",
        lambda request: request.url.startswith(local) or problems.append(f"left: {request.url}"),
    )
    opened.goto(address)
    opened.wait_for_selector(".pq-form")
    yield opened
    opened.close()
    assert problems == []


def ask(page: Page, question: str) -> None:
    """Ask, and wait until this question has its answer."""
    turns = page.locator(".pq-turn").count()
    page.fill("#pq-question", question)
    page.press("#pq-question", "Enter")
    page.locator(".pq-turn").nth(turns).locator(".pq-answer, .pq-error").wait_for()


def test_a_quote_is_shown_and_its_source_opens_at_the_marked_words(page: Page) -> None:
    page.click("text=Who is the lighthouse keeper?")  # the example
    page.wait_for_selector(".pq-answer")
    assert page.inner_text(".pq-quote") == "Marta Lind"
    assert page.inner_text(".pq-card .pq-source") == "The Coast · 7 May 2021"
    assert page.inner_text(".pq-card mark") == "Marta Lind"

    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert page.inner_text("#pq-span") == "Marta Lind"
    assert page.text_content(".pq-text") == ISLAND.text
    assert page.get_attribute(".pq-paper a", "href") == "https://coast.example/island"
    assert is_in_view(page)


def test_the_keyboard_opens_a_source_and_comes_back(page: Page) -> None:
    ask(page, "Who is the lighthouse keeper?")
    page.focus(".pq-card")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pq-span:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-card:focus")


def test_on_a_phone_the_article_opens_below_at_the_marked_words(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "Who is the lighthouse keeper?")
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert is_in_view(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("text=Back to the answer")
    page.wait_for_selector(".pq-card:focus")


def test_a_hostile_article_is_only_text(page: Page) -> None:
    ask(page, "What is the vault code?")
    assert page.inner_text(".pq-quote") == "4471"
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert page.text_content(".pq-text") == HOSTILE.text
    assert page.inner_text(".pq-publisher") == HOSTILE.publisher
    page.hover(".pq-publisher")
    assert page.locator(".pq :is(img, script, b, a)").count() == 0
    assert page.title() == "pullquote"


def test_a_question_that_no_article_answers_says_so(page: Page) -> None:
    ask(page, "Which zebra won?")
    assert page.inner_text(".pq-missing") == "Not found in these articles"
    assert page.locator(".pq-quote").count() == 0
    page.locator(".pq-card").first.click()
    page.wait_for_selector("#pq-span")


def test_an_error_is_a_sentence_and_the_question_stays(page: Page) -> None:
    question = "Who? " * 300
    ask(page, question)
    assert page.inner_text(".pq-error").startswith("The question has 1,499 characters")
    assert page.input_value("#pq-question") == question


def test_when_the_server_is_gone_the_question_stays_and_can_be_asked_again(
    page: Page, problems: list[str]
) -> None:
    page.route("**/component_server/", lambda route: route.abort())
    ask(page, "Who is the lighthouse keeper?")
    assert page.inner_text(".pq-error").startswith("The server did not answer.")
    page.unroute("**/component_server/")
    page.press("#pq-question", "Enter")
    assert page.inner_text(".pq-quote") == "Marta Lind"
    assert len(problems) == 1  # of the request that was cut off
    problems.clear()


def test_what_a_person_types_is_only_text(page: Page) -> None:
    question = "<img src=x onerror=\"document.title='owned'\"> {{x}} ${y}"
    ask(page, question)
    assert page.inner_text(".pq-question") == question
    assert page.title() == "pullquote"


def test_the_gradio_client_gets_the_answer_as_json(address: str) -> None:
    from gradio_client import Client

    client = Client(address, verbose=False)
    answer = client.predict("Who is the lighthouse keeper?", api_name="/ask")
    assert answer["text"] == "Marta Lind"
    assert answer["articles"][0]["origin"] == "island.txt"
    start = ISLAND.text.index("Marta Lind")
    assert (answer["citations"][0]["start"], answer["citations"][0]["end"]) == (start, start + 10)
    client.close()


def test_pages_of_other_sites_cannot_read_answers(address: str) -> None:
    import httpx

    answered = httpx.get(f"{address}/config", headers={"Origin": "http://localhost:1"})
    assert answered.status_code == 200
    assert "access-control-allow-origin" not in answered.headers


def is_in_view(page: Page) -> bool:
    """Tell whether the marked words stand inside the window, and nothing covers them."""
    script = """() => {
        const mark = document.querySelector('#pq-span');
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === mark;
    }"""
    return bool(page.evaluate(script))
