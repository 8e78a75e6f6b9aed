"""Files in a real browser: dropped anywhere on the page, and told of while they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import ask, opening, serving
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader

from index import Library
from qa import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

DRAG = """([kind, selector, names]) => {
    const held = new DataTransfer();
    for (const name of names) {
        held.items.add(new File([`The lighthouse keeper of ${name} is Marta Lind.`], name));
    }
    const event = new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(event);
    return event.defaultPrevented;
}"""
# What is said of the newest file, each time that it changes.
WATCH = """() => {
    window.said = [];
    new MutationObserver(() => {
        const text = document.querySelector('.pq-sent li:last-child .pq-said')?.textContent;
        if (text && text !== window.said.at(-1)) window.said.push(text);
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def changeable(tmp_path: Path, browser: BrowserContext, problems: list[str]) -> Iterator[Page]:
    """The chat over an empty library that may be changed."""
    from ui.chat.app import mount_chat
    from ui.http import HttpOptions, create_service

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        service = create_service(assistant, HttpOptions(allow_upload=True))
        with (
            serving(mount_chat(service, assistant, allow_upload=True)) as address,
            opening(browser, address, problems) as page,
        ):
            yield page


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_DATA", str(tmp_path / "data"))


def test_files_are_dropped_anywhere_on_the_page(changeable: Page) -> None:
    page = changeable
    files = ["light.txt", "ship.txt", "program.exe"]
    assert page.evaluate(DRAG, ["dragover", ".pq-log", files])
    page.wait_for_selector(".pq-dropping")
    page.evaluate(DRAG, ["dragleave", ".pq-log", files])
    assert page.locator(".pq-dropping").count() == 0
    assert page.evaluate(DRAG, ["drop", ".pq-log", files])
    page.wait_for_selector(".pq-sent li:nth-child(2):has-text('1 article added')")
    page.wait_for_selector(".pq-sent li.pq-failed:nth-child(3):has-text('Only these')")
    page.wait_for_selector(".pq-about:text-is('2 articles')")
    page.evaluate(DRAG, ["drop", ".pq-shelf", ["late.txt"]])
    page.wait_for_selector(".pq-about:text-is('3 articles')")
    assert page.locator(".pq-sent li").count() == 4  # in the list that was open


def test_where_nothing_can_be_added_a_dropped_file_changes_nothing(page: Page) -> None:
    before = page.url
    assert page.evaluate(DRAG, ["dragover", ".pq-log", ["light.txt"]])
    assert page.evaluate(DRAG, ["drop", ".pq-log", ["light.txt"]])
    assert page.locator(".pq-dropping, .pq-sent").count() == 0
    assert page.url == before


def test_while_one_large_file_is_read_its_articles_are_counted(
    changeable: Page, tmp_path: Path
) -> None:
    page = changeable
    lines = (
        json.dumps({"title": f"Day {number}", "text": f"On day {number} it rained. " * 40})
        for number in range(400)
    )
    (tmp_path / "days.jsonl").write_text("\n".join(lines))
    page.get_by_role("button", name="Articles", exact=True).click()
    page.click(".pq-adding summary")
    page.evaluate(WATCH)
    page.set_input_files(".pq-choose input", tmp_path / "days.jsonl")
    page.wait_for_selector(".pq-said:text-is('400 articles added')")
    said = page.evaluate("window.said")
    counts = [int(each.split()[0]) for each in said if each.endswith("read …")]
    assert counts == sorted(counts)
    assert len(counts) > 1
    assert page.locator(".pq-sent progress").count() == 0
    assert page.inner_text("[role=status] >> nth=0") == "days: 400 articles added"


def test_a_file_whose_sending_breaks_off_is_told_as_not_sent(
    changeable: Page, problems: list[str]
) -> None:
    page = changeable
    page.route("**/api/v1/articles?*", lambda route: route.abort())
    page.evaluate(DRAG, ["drop", ".pq-log", ["light.txt"]])
    page.wait_for_selector(".pq-failed:has-text('It could not be sent.')")
    page.unroute("**/api/v1/articles?*")
    body = '{"read": 1}\n{"rea'
    page.route("**/api/v1/articles?*", lambda route: route.fulfill(status=200, body=body))
    page.evaluate(DRAG, ["drop", ".pq-log", ["light.txt"]])
    page.wait_for_selector(".pq-failed:nth-child(2):has-text('It could not be sent.')")
    page.unroute("**/api/v1/articles?*")
    full = '{"error": "There is no room for the file."}'
    page.route("**/api/v1/articles?*", lambda route: route.fulfill(status=503, body=full))
    page.evaluate(DRAG, ["drop", ".pq-log", ["light.txt"]])
    page.wait_for_selector(".pq-failed:nth-child(3):has-text('There is no room for the file.')")
    assert len(problems) == 2  # what was cut off, and the 503, as the console tells them
    problems.clear()


REFUSED = """() => {
    window.held = navigator.clipboard;
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', {value: {writeText: refuse}});
}"""


def test_without_the_clipboard_a_selection_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, "Who is the lighthouse keeper?")
    page.evaluate(REFUSED)
    page.get_by_role("button", name="Copy answer").click()
    page.wait_for_selector("button:has-text('Copied'):focus")  # it has the focus again
    assert page.evaluate("window.held.readText()").startswith("> Marta Lind")


def test_where_nothing_can_be_copied_that_is_said(page: Page) -> None:
    ask(page, "Who is the lighthouse keeper?")
    page.evaluate(REFUSED)
    page.evaluate("() => void (document.execCommand = () => false)")
    page.get_by_role("button", name="Copy answer").click()
    page.wait_for_selector("button:has-text('The browser did not let this be copied.')")
    status = page.locator("[role=status]").first
    assert status.inner_text() == "The browser did not let this be copied."
