"""Whoever cannot see well, or uses no mouse: axe-core finds no serious fault on any view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browsing import ask, grave_faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"


def at_start(page: Page) -> None:
    page.wait_for_selector(".pq-chip")
    page.click(".pq-fold")
    page.get_by_label("From").fill("2021-05-07")


def reading(page: Page) -> None:
    ask(page, KEEPER)
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")


def differing(page: Page) -> None:
    ask(page, "How many were hurt?")
    ask(page, "Which islands were cut off?")
    page.locator(".pq-items summary").first.click()
    page.locator(".pq-tool").first.click()


def not_found(page: Page) -> None:
    ask(page, "Which zebra won?")
    page.locator(".pq-why summary").last.click()
    ask(page, "Who? " * 300)


def listing(page: Page) -> None:
    page.get_by_role("button", name="Articles", exact=True).click()
    page.wait_for_selector(".pq-shelf li")


def remembering(page: Page) -> None:
    ask(page, KEEPER)
    page.get_by_role("button", name="History").click()
    page.wait_for_selector(".pq-entry")


VIEWS = [at_start, reading, differing, not_found, listing, remembering]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_is_found(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    faults = {}
    for view in VIEWS:
        view(page)
        faults[view.__name__] = grave_faults(page)
        page.keyboard.press("Escape")
    assert faults == {view.__name__: [] for view in VIEWS}


@pytest.mark.parametrize("view", VIEWS)
def test_at_twice_the_size_and_on_a_phone_nothing_stands_beyond_the_edge(
    page: Page, view: Callable[[Page], None]
) -> None:
    view(page)
    for width, height in ((720, 450), (390, 844), (320, 600)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_moves_when_the_examples_come(page: Page) -> None:
    shifts = """() => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
        }).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => resolve(sum), 500);
    })"""
    page.wait_for_selector(".pq-chip")
    assert page.evaluate(shifts) < 0.05
