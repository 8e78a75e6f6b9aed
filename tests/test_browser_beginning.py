"""What the page begins with in a real browser, and the source that opens beside an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import ask, is_in_view, last, opening, serving
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant
from ui.feedback import FeedbackFile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"


def test_the_newest_articles_stand_beside_the_examples_and_open(page: Page) -> None:
    page.wait_for_selector(".pq-chip")
    titles = page.locator(".pq-glance .pq-title").all_inner_texts()
    assert len(titles) == 6
    page.click(f".pq-glance .pq-shelved:has-text('{titles[0]}')")
    page.wait_for_selector(f".pq-paper h2:has-text('{titles[0]}')")
    page.keyboard.press("Escape")
    page.wait_for_selector(f".pq-glance .pq-shelved:has-text('{titles[0]}'):focus")
    page.click(".pq-every")
    page.wait_for_selector(".pq-shelf li")


def test_beside_an_answer_its_first_source_stands_open(page: Page) -> None:
    ask(page, KEEPER)
    page.wait_for_selector("#pq-span")
    assert page.inner_text("#pq-span") == "Marta Lind"
    assert is_in_view(page)
    page.wait_for_selector("#pq-question:focus")  # it takes nobody's place
    assert page.locator(".pq-card[aria-current=true]").count() == 1
    ask(page, "Which zebra won?")
    page.wait_for_selector(".pq-empty")  # which no article answers
    page.wait_for_selector("#pq-question:focus")


def test_a_list_that_is_open_and_a_narrow_window_are_left_as_they_are(page: Page) -> None:
    page.get_by_role("button", name="Articles", exact=True).click()
    page.wait_for_selector(".pq-shelf li")
    ask(page, KEEPER)
    ask(page, "Which zebra won?")
    assert page.locator(".pq-shelf li").count()
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("text=Back")
    ask(page, KEEPER)
    ask(page, "hello")  # by now an article would have come
    assert page.locator(".pq-paper").count() == 0


def test_examples_come_one_by_one_as_they_are_found(
    tmp_path: Path, browser: BrowserContext, problems: list[str]
) -> None:
    from fastapi import FastAPI

    from ui.chat.app import mount_chat

    wanted: list[int] = []

    def two() -> Callable[[], str] | object:
        for number in range(2):
            wanted.append(number)
            yield f"What is number {number}?"

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("light", "It shone.")])
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        feedback = FeedbackFile(tmp_path / "feedback.jsonl")
        with (
            serving(mount_chat(FastAPI(), assistant, two, feedback)) as address,
            opening(browser, address, problems) as page,
        ):
            page.wait_for_selector(".pq-chip >> nth=1")
            page.wait_for_function("document.querySelectorAll('.pq-examples li').length === 2")
            assert page.locator(".pq-chip").all_inner_texts() == [
                "What is number 0?",
                "What is number 1?",
            ]
            assert wanted == [0, 0, 1, 0, 1]  # one more each time that the page asks
            page.click("text=What is number 1?")
            assert last(page, ".pq-question") == ["What is number 1?"]


def test_where_there_are_no_articles_nothing_is_offered_but_to_add_some(
    tmp_path: Path, browser: BrowserContext, problems: list[str]
) -> None:
    from fastapi import FastAPI

    from ui.chat.app import mount_chat

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        feedback = FeedbackFile(tmp_path / "feedback.jsonl")
        with (
            serving(mount_chat(FastAPI(), assistant, list, feedback, allow_upload=True)) as address,
            opening(browser, address, problems) as page,
        ):
            page.wait_for_selector(".pq-bare")
            assert not page.locator(".pq-examples, .pq-hint").first.is_visible()
            page.get_by_role("button", name="Add articles").click()
            page.wait_for_selector(".pq-adding[open] summary:focus")
            page.wait_for_selector(".pq-about:text-is('There are no articles yet.')")
