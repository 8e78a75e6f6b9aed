"""Take the pictures that README shows: `python docs/screenshots.py`, with Chromium installed."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from index import InputError, Settings, update_starter
from qa import Assistant
from ui.api import create_service
from ui.chat.app import mount_chat
from ui.server import example_questions, listen

_IMAGES = Path(__file__).parent / "images"
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def main() -> None:
    """Serve the starter library, ask it a question, open a source, and take a picture of it."""
    browser = shutil.which("chromium")
    if browser is None:
        raise InputError("Install Chromium first: apt-get install chromium.")
    assistant = Assistant.open(update_starter(Settings.from_environment()))
    listener = listen("127.0.0.1", 0)
    examples = example_questions(assistant.library.articles())
    service = mount_chat(create_service(assistant), assistant, examples)
    server = uvicorn.Server(uvicorn.Config(service, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser,
            args=_FLAGS.split(),
            viewport={"width": 1280, "height": 860},
        )
        _picture(context.new_page(), address)
        context.close()
    server.should_exit = True
    thread.join()
    assistant.close()


def _picture(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Question", exact=True).fill("How many missiles were launched?")
    page.keyboard.press("Enter")
    page.locator(".pq-card").first.click()
    page.locator("#pq-span").wait_for()
    page.wait_for_timeout(500)  # the scrolling
    page.screenshot(path=_IMAGES / "chat.png")


if __name__ == "__main__":
    main()
