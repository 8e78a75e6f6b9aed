"""Feedback in a real browser: given, taken back, and with the right words from an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import ISLAND, ask

from ui.feedback import FeedbackFile, RightWords, Verdict

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"
SELECT = """(words) => {
    const node = document.querySelector('#pq-span').parentNode;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const at = text.data.indexOf(words);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(text, at, text, at + words.length);
    }
}"""


def test_a_verdict_is_written_down_shown_again_and_taken_back(
    page: Page, feedback_file: FeedbackFile
) -> None:
    before = len(feedback_file.read())
    ask(page, KEEPER)
    page.get_by_role("button", name="Right", exact=True).click()
    page.wait_for_selector(".pq-thanks:has-text('Noted')")
    page.reload()
    page.wait_for_selector(".pq-tool[aria-pressed=true]")
    page.get_by_role("button", name="Right", exact=True).click()
    page.wait_for_selector(".pq-verdict-right[aria-pressed=false]")
    given = feedback_file.read()[before:]
    assert [each.verdict for each in given] == [Verdict.RIGHT, Verdict.NONE]
    assert given[0].question == KEEPER
    assert given[0].text == "Marta Lind"
    assert given[0].articles == ("island",)


def test_right_words_are_selected_in_the_article(page: Page, feedback_file: FeedbackFile) -> None:
    before = len(feedback_file.read())
    ask(page, KEEPER)
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    page.evaluate(SELECT, "who paints")
    assert not page.get_by_role("button", name="These are the right words").is_visible()
    page.get_by_role("button", name="Wrong words").click()
    page.wait_for_selector(".pq-thanks:has-text('select them')")
    page.evaluate(SELECT, "who paints")
    page.get_by_role("button", name="These are the right words").click()
    page.wait_for_selector(".pq-thanks:has-text('Noted: “who paints”')")
    given = feedback_file.read()[before:]
    assert [each.verdict for each in given] == [Verdict.WRONG_WORDS] * 2
    assert given[1].right == RightWords(text="who paints", article=ISLAND.id)


def test_small_talk_has_nothing_to_judge(page: Page) -> None:
    ask(page, "hello")
    page.locator(".pq-tools").wait_for()
    assert page.get_by_role("button", name="Right", exact=True).count() == 0


def test_where_it_cannot_be_written_down_a_sentence_says_so(
    page: Page, feedback_file: FeedbackFile
) -> None:
    ask(page, KEEPER)
    kept = feedback_file.path
    feedback_file.path = kept.parent  # a folder
    try:
        page.get_by_role("button", name="Wrong", exact=True).click()
        page.wait_for_selector(".pq-thanks:has-text('cannot be written down')")
    finally:
        feedback_file.path = kept
    assert page.locator("[aria-pressed=true]").count() == 0
