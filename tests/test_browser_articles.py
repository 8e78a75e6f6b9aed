"""The page of articles in a real browser: searched, read, added to, and taken from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import HOSTILE, ISLAND, ask, grave_faults, last, opening, serving
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant
from ui.feedback import FeedbackFile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        yield library


@pytest.fixture
def changeable(
    own_library: Library, tmp_path: Path, browser: BrowserContext, problems: list[str]
) -> Iterator[Page]:
    """The chat over an empty library that may be changed."""
    from ui.chat.app import mount_chat
    from ui.http import HttpOptions, create_service

    assistant = Assistant(own_library, ToyReader(), TOY_CALIBRATION)
    service = create_service(assistant, HttpOptions(allow_upload=True))
    feedback = FeedbackFile(tmp_path / "feedback.jsonl")
    with (
        serving(mount_chat(service, assistant, feedback=feedback, allow_upload=True)) as address,
        opening(browser, address, problems) as page,
    ):
        yield page


def titles(page: Page) -> list[str]:
    page.wait_for_selector(".pq-about:not(:has-text('…'))")
    return page.locator(".pq-shelf .pq-title").all_inner_texts()


def test_articles_are_listed_searched_and_read(page: Page) -> None:
    page.get_by_role("button", name="Articles", exact=True).click()
    page.wait_for_selector(".pq-shelf li")
    assert "About island" in titles(page)
    assert page.locator(".pq-take-out, .pq-adding").count() == 0
    page.get_by_label("Search the articles").fill("coast ISLAND")
    page.wait_for_selector(".pq-about:text-is('1 article')")
    assert titles(page) == ["About island"]
    page.click(".pq-shelved")
    page.wait_for_selector(".pq-paper")
    assert page.text_content(".pq-text") == ISLAND.text
    page.get_by_role("button", name="All articles").click()
    page.wait_for_selector(".pq-shelved:focus")
    assert titles(page) == ["About island"]
    page.get_by_label("Search the articles").fill("zebra")
    page.wait_for_selector(".pq-about:text-is('No article fits.')")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-view=articles]:focus")


def test_a_hostile_article_is_only_text_in_the_list(page: Page) -> None:
    page.get_by_role("button", name="Articles", exact=True).click()
    page.get_by_label("Search the articles").fill("hostile")
    page.wait_for_selector(".pq-about:text-is('1 article')")
    assert HOSTILE.publisher in page.inner_text(".pq-shelf")
    assert page.locator(".pq-shelf :is(img, script, b, a)").count() == 0
    assert page.title() == "pullquote"


def test_files_and_texts_are_added_asked_and_taken_out(changeable: Page, tmp_path: Path) -> None:
    page = changeable
    assert "holds no articles yet" in page.inner_text(".pq-note")
    (tmp_path / "light.txt").write_text("The lighthouse keeper is Marta Lind.")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    page.get_by_role("button", name="Articles", exact=True).click()
    page.click(".pq-adding summary")
    page.set_input_files(".pq-choose input", [tmp_path / "light.txt", tmp_path / "program.exe"])
    page.wait_for_selector(".pq-sent li:nth-child(1):has-text('1 article added')")
    page.wait_for_selector(".pq-sent li.pq-failed:has-text('Only these can be added')")
    page.wait_for_selector(".pq-note:has-text('1 article')")

    page.get_by_label("Title").fill("<b>Storm</b>")
    page.get_by_label("Date").fill("2021-05-07")
    page.get_by_label("Text", exact=True).fill("The new ferry captain is Ola Strand.")
    page.get_by_role("button", name="Add this text").click()
    page.wait_for_selector(".pq-sent li:nth-child(3):has-text('1 article added')")
    page.wait_for_selector(".pq-about:text-is('2 articles')")
    assert titles(page)[0] == "<b>Storm</b>"

    ask(page, "Who is the ferry captain?")
    assert last(page, ".pq-quote")[0] == "Ola Strand"
    assert last(page, ".pq-card .pq-source")[0] == "7 May 2021"

    remove = page.locator(".pq-take-out").first
    remove.click()
    assert remove.inner_text() == "Remove for good"
    remove.click()
    page.wait_for_selector(".pq-about:text-is('1 article')")
    page.wait_for_selector(".pq-note:has-text('1 article')")
    page.locator(".pq-card").first.click()
    page.wait_for_selector(".pq-opened .pq-error:has-text('no longer in the library')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_is_found_where_articles_are_added(changeable: Page, scheme: Any) -> None:
    changeable.emulate_media(color_scheme=scheme)
    changeable.get_by_role("button", name="Articles", exact=True).click()
    changeable.click(".pq-adding summary")
    changeable.get_by_label("Text", exact=True).fill("The ferry captain is Ola Strand.")
    changeable.get_by_role("button", name="Add this text").click()
    changeable.wait_for_selector(".pq-sent:has-text('1 article added')")
    changeable.click(".pq-take-out")
    assert grave_faults(changeable) == []


def test_a_removal_is_called_off_by_going_elsewhere(changeable: Page, own_library: Library) -> None:
    own_library.add([make_article("light", "It shone.")])
    changeable.get_by_role("button", name="Articles", exact=True).click()
    changeable.click(".pq-take-out")
    changeable.focus("#pq-question")
    changeable.wait_for_selector(".pq-take-out:text-is('Remove')")
    assert own_library.article("light")


def test_a_long_list_comes_in_parts(changeable: Page, own_library: Library) -> None:
    own_library.add(make_article(f"a{number}", f"Text number {number}.") for number in range(120))
    changeable.get_by_role("button", name="Articles", exact=True).click()
    changeable.get_by_role("button", name="Show more (70 left)").click()
    changeable.get_by_role("button", name="Show more (20 left)").click()
    changeable.wait_for_selector(".pq-shelf li:nth-child(120)")
    assert len(set(titles(changeable))) == 120
