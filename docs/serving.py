"""A browser on the chat over the starter library, for the scripts beside this one."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import BrowserContext, sync_playwright

from index import InputError, Settings, update_starter
from qa import Assistant
from ui.http import HttpOptions
from ui.server import build, listen

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


@contextmanager
def serving() -> Iterator[str]:
    """Serve the starter library, where articles can be added; gives the address."""
    assistant = Assistant.open(update_starter(Settings.from_environment()))
    listener = listen("127.0.0.1", 0)
    service = build(assistant, local=True, options=HttpOptions(allow_upload=True))
    server = uvicorn.Server(uvicorn.Config(service, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.force_exit = server.should_exit = True  # a page's heartbeat would keep it waiting
        thread.join()
        assistant.library.close()


@contextmanager
def browsing() -> Iterator[BrowserContext]:
    """Give a browser with a profile of its own.

    Raises:
        InputError: there is no Chromium.
    """
    browser = shutil.which("chromium")
    if browser is None:
        raise InputError("Install Chromium first: apt-get install chromium.")
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser, args=_FLAGS.split()
        )
        yield context
        context.close()
