"""The filters of the chat in a real browser: one article found by words, and languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import HOSTILE, ask, grave_faults, last, opening, serving
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant
from ui.feedback import FeedbackFile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

VAULT = "What is the vault code?"


@pytest.fixture
def in_two_languages(
    tmp_path: Path, browser: BrowserContext, problems: list[str]
) -> Iterator[Page]:
    from fastapi import FastAPI

    from ui.chat.app import mount_chat

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(
            [
                make_article("light", "The lighthouse keeper is Marta Lind.", language="en"),
                make_article("licht", "The lighthouse keeper is Ola Strand.", language="de"),
            ]
        )
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        feedback = FeedbackFile(tmp_path / "feedback.jsonl")
        with (
            serving(mount_chat(FastAPI(), assistant, list, feedback)) as address,
            opening(browser, address, problems) as page,
        ):
            yield page


def article_field(page: Page) -> Locator:
    page.click(".pq-fold")
    return page.get_by_role("combobox", name="Article")


def test_an_article_is_found_as_its_title_is_typed_and_asked_alone(page: Page) -> None:
    typed = article_field(page)
    typed.click()
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").count() > 3
    typed.press_sequentially("hostile ABOUT")
    page.wait_for_function("document.querySelectorAll('[role=option]').length === 1")
    assert HOSTILE.publisher in page.inner_text("[role=option]")  # only text
    assert page.locator(".pq :is(img, script, b)").count() == 0
    page.click("[role=option]")
    assert typed.input_value() == "About hostile"
    assert not page.locator("[role=listbox]").is_visible()
    ask(page, VAULT)
    assert last(page, ".pq-scope") == ["Only in: About hostile"]
    page.get_by_role("button", name="Remove the filter About hostile").click()
    assert typed.input_value() == ""


def test_an_article_is_chosen_with_keys(page: Page) -> None:
    typed = article_field(page)
    typed.press_sequentially("island")
    page.wait_for_function("document.querySelectorAll('[role=option]').length === 1")
    assert typed.get_attribute("aria-expanded") == "true"
    typed.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert typed.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert grave_faults(page) == []
    typed.press("Escape")  # nothing is chosen, and the words are gone
    assert typed.input_value() == ""
    typed.press("ArrowUp")
    page.wait_for_selector("[role=option]")
    typed.press("ArrowUp")
    titles = page.locator("[role=option] .pq-title").all_inner_texts()
    typed.press("Enter")
    assert typed.input_value() == titles[-1]
    assert page.locator(".pq-turn").count() == 0  # it asked nothing
    typed.fill("")
    assert page.locator(".pq-remove").count() == 0
    typed.fill("zebra")
    page.wait_for_selector(".pq-none:has-text('No article fits.')")
    assert grave_faults(page) == []
    page.focus("#pq-question")
    assert typed.input_value() == ""  # words that choose nothing do not stay


def test_a_link_names_its_article_by_its_title(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=What+is+the+vault+code%3F&article=hostile")
    page.wait_for_selector(".pq-quote")
    assert last(page, ".pq-scope") == ["Only in: About hostile"]


def test_a_language_is_chosen_and_linked_to(in_two_languages: Page) -> None:
    page = in_two_languages
    page.click(".pq-fold")
    page.wait_for_selector("[name=language] option:nth-child(3)", state="attached")
    page.get_by_label("Language").select_option("German")
    ask(page, "Who is the lighthouse keeper?")
    assert last(page, ".pq-scope") == ["Only in: German"]
    assert last(page, ".pq-quote")[0] == "Ola Strand"
    page.goto(f"{page.url.partition('?')[0]}?q=Who+is+the+lighthouse+keeper%3F&language=en")
    page.wait_for_selector(".pq-quote")
    assert last(page, ".pq-scope") == ["Only in: English"]
    assert last(page, ".pq-quote")[0] == "Marta Lind"


def test_where_there_is_one_language_none_is_offered(page: Page) -> None:
    page.click(".pq-fold")
    page.wait_for_selector("[name=publisher] option:nth-child(2)", state="attached")
    assert not page.get_by_label("Language").is_visible()
