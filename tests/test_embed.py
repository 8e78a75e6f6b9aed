"""The widget in a real browser: the example's page, from another origin than the service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import SECONDS, grave_faults, serving
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from qa import Assistant
from ui.embed.files import offer_widget
from ui.http import HttpOptions, Operation, create_service, surround
from ui.http.credentials import Tokens

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page
    from starlette.requests import Request

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "embed.html"
NAMED = "http://127.0.0.1:7860"  # where the example looks for the service
KEEPER = "Who is the lighthouse keeper?"
TOKEN = "t" * 20

Open = Callable[..., "Page"]


class Pages:
    """A site of its own: one page, which may be changed, with headers of its own."""

    def __init__(self) -> None:
        self.markup = ""
        self.headers: dict[str, str] = {}
        self.app = Starlette(routes=[Route("/", self._give)])

    async def _give(self, _: Request) -> HTMLResponse:
        return HTMLResponse(self.markup, headers={"Cache-Control": "no-store", **self.headers})


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages()


@pytest.fixture(scope="module")
def elsewhere(pages: Pages) -> Iterator[str]:
    with serving(pages.app) as address:
        yield address


@contextmanager
def offering(assistant: Assistant, options: HttpOptions) -> Iterator[str]:
    operation = Operation.of(options)
    service = create_service(assistant, options, operation)
    offer_widget(service)
    surround(service, options, operation, local=True)
    with serving(service) as address:
        yield address


@pytest.fixture(scope="module")
def service(assistant_told: Assistant, elsewhere: str) -> Iterator[str]:
    with offering(assistant_told, HttpOptions(origins=[elsewhere])) as address:
        yield address


@pytest.fixture
def opened(
    browser: BrowserContext, pages: Pages, elsewhere: str, service: str, problems: list[str]
) -> Iterator[Open]:
    """Opens the example's page, with its script looking to a service of ours."""
    page = browser.new_page()
    page.set_default_timeout(60 * SECONDS)
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("console", lambda told: told.type == "error" and problems.append(told.text))

    def open_page(address: str = service, script: str = "", **headers: str) -> Page:
        icon = '<link rel="icon" href="data:,">'  # else the browser asks for one
        pages.markup = EXAMPLE.read_text("utf-8").replace("<style>", f"{icon}<style>")
        pages.markup = pages.markup.replace(f'"{NAMED}/embed.js"', f'"{address}/embed.js" {script}')
        pages.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        page.goto(elsewhere)
        return page

    yield open_page
    page.close()
    assert problems == [], problems


def ask(page: Page, question: str) -> Locator:
    """Ask, and give the turn with its answer."""
    turns = page.locator("pull-quote .turn")
    number = turns.count()
    page.fill("pull-quote textarea", question)
    page.press("pull-quote textarea", "Enter")
    turns.nth(number).locator(".answer, .error").wait_for()
    return turns.nth(number)


def texts(turn: Locator, selector: str) -> list[str]:
    return turn.locator(selector).all_inner_texts()


def test_a_page_of_another_origin_gets_the_words_and_their_source(opened: Open) -> None:
    page = opened()
    assert page.locator("pull-quote h2").inner_text() == "Ask our reports"
    turn = ask(page, KEEPER)
    assert texts(turn, ".quote") == ["Marta Lind"]
    assert texts(turn, ".where")[0] == "The Coast · 7 May 2021"
    assert texts(turn, ".sentence mark") == ["Marta Lind"]
    link = turn.locator(".source a").first
    assert link.inner_text() == "About island"
    assert link.get_attribute("href") == "https://coast.example/island"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_follow_up_is_understood_from_the_turns_before(opened: Open) -> None:
    page = opened()
    ask(page, KEEPER)
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.post_data_json))
    turn = ask(page, "Where does she paint?")
    assert [earlier["answer"] for earlier in sent[0]["turns"]] == ["Marta Lind"]
    assert "Understood as “" in texts(turn, ".note")[0]
    page.get_by_role("button", name="New").click()
    assert page.locator("pull-quote .turn").count() == 0
    sent.clear()
    ask(page, "Where does she paint?")
    assert sent[0]["turns"] == []


def test_sources_that_differ_stand_side_by_side_in_time(opened: Open) -> None:
    turn = ask(opened(), "How many were hurt?")
    assert texts(turn, ".missing") == ["Sources differ"]
    assert texts(turn, ".side .quote") == ["7", "12", "3"]
    days = texts(turn, ".days")
    assert days[0].replace("\u2009", "") in ("3–5 March 2025", "3 – 5 March 2025")
    assert days[1].endswith("March 2025 · Latest")
    assert days[2] == "No date"
    assert texts(turn, ".more > summary")[-1] == "1 less likely answer"


def test_a_list_shows_its_items_each_with_its_sources_folded(opened: Open) -> None:
    turn = ask(opened(), "Which islands were cut off?")
    assert texts(turn, ".items .quote") == ["Tessay", "Hulm"]
    assert turn.locator(".items .source").first.is_hidden()
    turn.locator(".items summary").first.click()
    assert turn.locator(".items .source").first.is_visible()


def test_what_is_not_found_is_said_with_the_nearest_passages(opened: Open) -> None:
    turn = ask(opened(), "Which zebra won the cup?")
    assert texts(turn, ".missing") == ["Not found in these articles"]
    assert "No article mentions “zebra”." in texts(turn, ".note")
    assert turn.locator(".source").count() == 3


def test_nothing_that_an_article_says_becomes_markup(opened: Open) -> None:
    page = opened()
    title = page.title()
    turn = ask(page, "What is the vault code?")
    assert "4471" in texts(turn, ".quote")[0]
    assert "<img src=x" in turn.inner_text()
    assert "<b onmouseover=" in texts(turn, ".where")[0]
    assert turn.locator("img, script, b, [onerror], [onmouseover]").count() == 0
    hostile = turn.locator(".source", has_text="About hostile").first
    assert hostile.locator("a").count() == 0  # of javascript:
    turn.hover()
    assert page.title() == title


def test_keys_alone_suffice(opened: Open) -> None:
    page = opened()
    page.wait_for_selector("pull-quote .frame")
    page.keyboard.press("Tab")  # the log, which keys scroll
    for _ in range(3):
        page.keyboard.press("Tab")  # the examples
    page.keyboard.press("Tab")
    page.keyboard.type(KEEPER)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_selector("pull-quote .answer")
    assert texts(page.locator("pull-quote .turn"), ".question") == [KEEPER]
    page.keyboard.press("Shift+Tab")
    page.keyboard.type(" ")  # what has the focus now is not the box
    assert page.input_value("pull-quote textarea") == ""


def test_escape_stops_a_question_and_gives_it_back(opened: Open) -> None:
    page = opened()
    page.route("**/ask/stream", lambda route: None)  # never answered
    page.fill("pull-quote textarea", KEEPER)
    page.press("pull-quote textarea", "Enter")
    page.get_by_role("button", name="Stop").wait_for()
    page.press("pull-quote textarea", "Escape")
    page.wait_for_selector("pull-quote .note:has-text('Stopped.')")
    assert page.input_value("pull-quote textarea") == KEEPER
    assert page.get_by_role("button", name="Ask", exact=True).is_visible()


def test_what_the_service_refuses_is_told_in_its_words(opened: Open, problems: list[str]) -> None:
    turn = ask(opened(script='data-publishers="The Coast | Nobody"'), KEEPER)
    assert texts(turn, ".error")[0].startswith("There is no publisher 'Nobody' in this library.")
    problems.clear()  # the console tells of what was refused


def test_a_page_that_is_not_listed_gets_no_widget_but_a_sentence(
    opened: Open, assistant_told: Assistant, elsewhere: str, problems: list[str]
) -> None:
    with offering(assistant_told, HttpOptions(origins=["https://news.example"])) as address:
        page = opened(address)
        page.wait_for_selector("pull-quote:has-text('was not started with --cors')")
        assert page.locator("pull-quote").inner_text().endswith(f"--cors {elsewhere}.")
        assert page.locator("pull-quote .frame").count() == 0
        problems.clear()  # the console tells of what was refused


def test_a_service_with_tokens_takes_the_one_of_the_page(
    opened: Open, assistant_told: Assistant, elsewhere: str, problems: list[str]
) -> None:
    options = HttpOptions(origins=[elsewhere], tokens=Tokens({"page": TOKEN}))
    with offering(assistant_told, options) as address:
        turn = ask(opened(address, f'data-token="{TOKEN}"'), KEEPER)
        assert texts(turn, ".quote") == ["Marta Lind"]
        assert problems == []
        turn = ask(opened(address), KEEPER)
        assert "token" in texts(turn, ".error")[0]
        problems.clear()  # the console tells of what was refused


def test_a_strict_policy_of_the_page_needs_to_name_the_service_alone(
    opened: Open, service: str
) -> None:
    policy = f"default-src 'none'; script-src {service}; connect-src {service}; img-src data:"
    styles = "style-src 'unsafe-inline'"  # for the style of the example itself
    page = opened(Content_Security_Policy=f"{policy}; {styles}")
    assert texts(ask(page, KEEPER), ".quote") == ["Marta Lind"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_it_can_be_read_by_all_at_any_size(opened: Open, scheme: Any, width: int) -> None:
    page = opened()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    for question in (KEEPER, "How many were hurt?", "Which zebra won the cup?"):
        ask(page, question)
    assert grave_faults(page) == []
    wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    paper = page.locator("pull-quote .frame").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == ("rgb(251, 250, 245)" if scheme == "light" else "rgb(21, 22, 26)")
