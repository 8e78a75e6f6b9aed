"""Take the pictures that README shows: `python docs/screenshots.py`, with Chromium installed."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Page, sync_playwright

from index import InputError, Settings, update_starter
from qa import Assistant
from ui.server import build, listen

_IMAGES = Path(__file__).parent / "images"
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
_PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what is asked, whether the first source is opened, and how the page looks."""

    name: str
    question: str
    opened: bool = True
    scheme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900


_FACT, _SIDES = "Who is the Pentagon spokesman?", "How many missiles were launched?"
_PICTURES = (
    Picture("desktop-light", _FACT),
    Picture("desktop-dark", _FACT, scheme="dark"),
    Picture("phone", _FACT, opened=False, width=390, height=844),
    Picture("disagreement", _SIDES),
    Picture("not-found", "Who flew the drone?", opened=False, height=760),
)


def main() -> None:
    """Serve the starter library, and take every picture of it."""
    browser = shutil.which("chromium")
    if browser is None:
        raise InputError("Install Chromium first: apt-get install chromium.")
    with (
        _serving() as address,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser, args=_FLAGS.split()
        )
        for picture in _PICTURES:
            page = context.new_page()
            page.set_default_timeout(_PATIENCE)
            _take(page, address, picture)
            page.close()
        context.close()


@contextmanager
def _serving() -> Iterator[str]:
    assistant = Assistant.open(update_starter(Settings.from_environment()))
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(build(assistant, local=True), log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.force_exit = server.should_exit = True  # a page's heartbeat would keep it waiting
    thread.join()
    assistant.library.close()


def _take(page: Page, address: str, picture: Picture) -> None:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.emulate_media(color_scheme=picture.scheme)
    page.goto(address)
    page.get_by_label("Question", exact=True).fill(picture.question)
    page.keyboard.press("Enter")
    page.locator(".pq-answer").wait_for()
    if picture.opened:
        page.locator(".pq-card").first.click()
        page.locator("#pq-span").wait_for()
    page.wait_for_timeout(500)  # the scrolling
    page.screenshot(path=_IMAGES / f"{picture.name}.png")


if __name__ == "__main__":
    main()
