"""Take the pictures of these pages: `python docs/screenshots.py`, with Chromium installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page
from serving import browsing, serving

_IMAGES = Path(__file__).parent / "images"
_PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what is done on the page before, and how the page looks."""

    name: str
    shown: Callable[[Page], None]
    scheme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900


def main() -> None:
    """Serve the starter library, and take every picture of it."""
    with serving() as address, browsing() as context:
        for picture in _PICTURES:
            page = context.new_page()
            page.set_default_timeout(_PATIENCE)
            page.set_viewport_size({"width": picture.width, "height": picture.height})
            page.emulate_media(color_scheme=picture.scheme)
            page.goto(address)
            page.locator(".pq-form").wait_for()
            page.evaluate("localStorage.clear()")
            picture.shown(page)
            page.wait_for_timeout(1500)  # the source beside the answer, and the scrolling
            page.screenshot(path=_IMAGES / f"{picture.name}.png")
            page.close()


def _begun(page: Page) -> None:
    page.wait_for_function("!document.querySelector('.pq-examples li:empty')")


def _asked(question: str) -> Callable[[Page], None]:
    def ask(page: Page) -> None:
        page.get_by_label("Question", exact=True).fill(question)
        page.keyboard.press("Enter")
        page.locator(".pq-answer").wait_for()

    return ask


def _opened(page: Page) -> None:
    _asked(_FACT)(page)
    page.locator(".pq-card").first.click()
    page.locator("#pq-span").wait_for()


def _listed(page: Page) -> None:
    _asked(_FACT)(page)
    page.get_by_role("button", name="Articles", exact=True).click()
    page.locator(".pq-adding summary").click()


_FACT, _SIDES = "Who is the Pentagon spokesman?", "How many missiles were launched?"
_PICTURES = (
    Picture("start", _begun, height=720),
    Picture("desktop-light", _asked(_FACT)),
    Picture("desktop-dark", _asked(_FACT), scheme="dark"),
    Picture("phone", _asked(_FACT), width=390, height=844),
    Picture("phone-article", _opened, width=390, height=844),
    Picture("disagreement", _asked(_SIDES)),
    Picture("not-found", _asked("Who flew the drone?"), height=760),
    Picture("articles", _listed),
)


if __name__ == "__main__":
    main()
