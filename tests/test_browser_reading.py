"""The reading pane in a real browser: marked words to step through and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import ISLAND, ask, is_in_view

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"


def copied(page: Page) -> str:
    page.get_by_role("button", name="Copied").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_quotation_is_copied_with_its_reference_in_three_forms(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, KEEPER)
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    copy = page.get_by_role("group", name="Copy quotation")
    where = "“About island”, The Coast, 7 May 2021, https://coast.example/island"
    for form, text in (
        ("Text", f"“Marta Lind” ({where})"),
        (
            "Markdown",
            "> Marta Lind\n>\n> — [About island](<https://coast.example/island>), *The Coast*, "
            "7 May 2021",
        ),
        (
            "APA",
            "“Marta Lind” (“About island”, 2021)\n\nAbout island. (2021, May 7). The Coast. "
            "https://coast.example/island",
        ),
    ):
        copy.get_by_role("button", name=form).click()
        assert copied(page) == text
        page.get_by_role("button", name="Copied").wait_for(state="hidden")


def test_marked_words_are_stepped_through_and_each_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, KEEPER)
    name = ISLAND.text.index("Marta Lind")
    first = ISLAND.text.index("the island")
    spans = ((first, first + 10), (name, name + 10))
    page.evaluate(
        """async ([start, end, others, words]) => {
            const bytes = new TextEncoder().encode(words);
            const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            const digest = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
            Object.assign(document.querySelector('.pq-card').dataset,
                { start, end, others, digest: digest.slice(0, 16) });
        }""",
        [str(name), str(name + 10), f"{spans[0][0]}-{spans[0][1]}", "Marta Lind\0the island"],
    )
    page.click(".pq-card")
    page.wait_for_selector(".pq-count:text-is('2 of 2')")
    page.get_by_role("button", name="Next").click()
    page.wait_for_selector(".pq-count:text-is('1 of 2')")
    assert page.locator(".pq-here").all_inner_texts() == ["the island"]
    page.get_by_role("button", name="Text", exact=True).click()
    assert copied(page).startswith("“the island” (")
    page.get_by_role("button", name="Previous").click()
    page.wait_for_selector(".pq-count:text-is('2 of 2')")
    assert is_in_view(page)


def test_an_article_without_marked_words_has_its_reference_to_copy(page: Page) -> None:
    page.get_by_role("button", name="Articles", exact=True).click()
    page.locator(".pq-shelved").first.click()
    page.wait_for_selector(".pq-paper")
    assert page.get_by_role("group", name="Copy reference").get_by_role("button").count() == 3
    assert page.locator(".pq-steps").count() == 0
