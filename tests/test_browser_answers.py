"""Conversations in a real browser: follow-ups, sides, lists, facts, filters, and the why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from browsing import HOSTILE, ISLAND, ask, is_in_view, last

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
KEEPER = "Who is the lighthouse keeper?"


def sent_by(page: Page) -> list[dict[str, Any]]:
    """What the page sends from now on with each question."""
    sent: list[dict[str, Any]] = []

    def note(request: Any) -> None:
        body = json.loads(request.post_data or "{}")
        if request.url.endswith("/component_server/") and body.get("fn_name") == "ask_in_chat":
            sent.append(body["data"])

    page.on("request", note)
    return sent


def test_a_follow_up_is_understood_from_the_turns_that_the_page_keeps(page: Page) -> None:
    sent = sent_by(page)
    ask(page, "hello")
    assert last(page, ".pq-plain")[0].startswith("Hello!")
    ask(page, KEEPER)
    ask(page, "Where was she born?")
    assert last(page, ".pq-understood") == ["Understood as “Where was Marta Lind born?”"]
    assert [len(body["turns"]) for body in sent] == [0, 0, 1]
    assert sent[-1]["turns"][0]["answer"] == "Marta Lind"
    for _ in range(9):
        ask(page, KEEPER)
    assert len(sent[-1]["turns"]) == 8
    status = page.inner_text("[role=status]")
    assert status == "Marta Lind. 1 source."


def test_sides_stand_side_by_side_and_on_a_phone_below_each_other(page: Page) -> None:
    ask(page, "How many were hurt?")
    assert last(page, ".pq-missing") == ["Sources differ"]
    assert last(page, ".pq-side .pq-quote") == ["7", "12", "3"]
    assert last(page, ".pq-side:has(.pq-badge) .pq-quote") == ["12"]
    boxes = [side.bounding_box() for side in page.locator(".pq-side").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    page.set_viewport_size(PHONE)
    boxes = [side.bounding_box() for side in page.locator(".pq-side").all()]
    assert len({box["x"] for box in boxes if box}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator(".pq-side").nth(1).locator(".pq-card").first.click()
    page.wait_for_selector(".pq-paper h2:text-is('About early')")
    assert is_in_view(page)


def test_a_list_unfolds_to_its_sources(page: Page) -> None:
    ask(page, "Which islands were cut off?")
    assert last(page, ".pq-items .pq-quote") == ["Tessay", "Hulm"]
    page.focus(".pq-items li:nth-child(2) summary")
    page.keyboard.press("Enter")
    page.click("text=About hulm")
    page.wait_for_selector("#pq-span")
    assert page.inner_text("#pq-span") == "Hulm"


def test_a_fact_opens_its_article_and_the_keyboard_comes_back(page: Page) -> None:
    ask(page, "Who published the story titled “About island”?")
    assert last(page, ".pq-fact") == ["The Coast"]
    assert last(page, ".pq-quote") == []
    page.focus(".pq-card")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pq-paper")
    assert page.text_content(".pq-text") == ISLAND.text
    assert page.locator(".pq-text mark").count() == 0
    page.wait_for_selector(".pq-opened:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-card:focus")


def test_filters_stay_in_view_and_each_can_be_taken_off(page: Page) -> None:
    sent = sent_by(page)
    fold = page.get_by_role("button", name="Filter", exact=True)
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    page.wait_for_selector("[name=publisher] option:nth-child(2)", state="attached")
    page.get_by_label("Publisher").select_option("The Coast")
    page.get_by_label("From").fill("2021-05-07")
    fold.click()
    assert not page.get_by_label("Publisher").is_visible()
    chips = page.get_by_role("list", name="Active filters").get_by_role("button")
    assert chips.all_inner_texts() == ["The Coast\n×", "from 7 May 2021\n×"]
    ask(page, KEEPER)
    assert last(page, ".pq-scope") == ["Only in: The Coast · from 7 May 2021"]
    chosen = {"publishers": ["The Coast"], "articles": [], "since": "2021-05-07", "until": None}
    assert chosen.items() <= sent[-1].items()
    page.get_by_role("button", name="Remove the filter The Coast").press("Enter")
    assert chips.all_inner_texts() == ["from 7 May 2021\n×"]
    page.wait_for_selector(".pq-remove:focus")
    chips.first.press("Enter")
    page.wait_for_selector(".pq-fold:focus")
    ask(page, KEEPER)
    assert last(page, ".pq-scope") == []
    assert sent[-1]["since"] is None


def test_an_article_that_is_open_can_be_asked_alone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    ask(page, "What is the vault code?")
    page.click(".pq-card")
    page.click("text=Ask only this article")
    page.wait_for_selector("#pq-question:focus")
    ask(page, KEEPER)
    assert "Marta Lind" not in " ".join(last(page, ".pq-reply"))
    assert last(page, ".pq-scope") == ["Only in: About hostile"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_hostile_publisher_is_only_text_among_the_filters(page: Page) -> None:
    page.click(".pq-fold")
    page.wait_for_selector("[name=publisher] option:nth-child(2)", state="attached")
    page.get_by_label("Publisher").select_option(HOSTILE.publisher)
    ask(page, "What is the vault code?")
    assert last(page, ".pq-scope") == [f"Only in: {HOSTILE.publisher}"]
    assert page.locator(".pq :is(img, script, b)").count() == 0
    assert page.title() == "pullquote"


def test_why_this_answer_unfolds_and_its_passages_open(page: Page) -> None:
    ask(page, KEEPER)
    why = page.locator(".pq-why")
    assert not why.locator("table").first.is_visible()
    why.locator("summary").press("Enter")
    assert "Asked of the articles: “Who is the lighthouse keeper?”" in why.inner_text()
    assert "1. Marta Lind" in why.locator("table").first.inner_text()
    why.locator(".pq-card").first.click()
    page.wait_for_selector("#pq-span")
    assert page.inner_text("#pq-span") == "Marta Lind"
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-why .pq-card:focus")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_words_have_enough_contrast(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    ask(page, "How many were hurt?")
    page.click(".pq-card")
    page.wait_for_selector(".pq-only")
    page.click(".pq-fold")
    page.get_by_label("From").fill("2021-05-07")
    for selector in (".pq-days", ".pq-badge", ".pq-verdict", ".pq-fold", ".pq-remove", ".pq-only"):
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector


CONTRAST = """element => {
    const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parse(colour).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let behind = element;
    while ((parse(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) {
        behind = behind.parentElement;
    }
    const both = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
    const [low, high] = both.map(light).sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
}"""
