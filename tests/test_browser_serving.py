"""The chat in a real browser as it is run: with a password, and behind a proxy under a path."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from browsing import ISLAND, ask, last, opening, serving
from proxies import Proxy
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader

from index import Library
from qa import Assistant
from ui.http import HttpOptions
from ui.http.credentials import Login
from ui.proxied import Place

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_DATA", str(tmp_path))


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([ISLAND])
        yield Assistant(library, ToyReader(), TOY_CALIBRATION)


@pytest.mark.parametrize("strips", [True, False])
def test_behind_a_proxy_the_chat_keeps_to_its_path(
    browser: BrowserContext, assistant: Assistant, problems: list[str], strips: bool
) -> None:
    from ui.server import build

    service = build(
        assistant, local=True, options=HttpOptions(allow_upload=True), place=Place("/news")
    )
    with (
        serving(Proxy(service, strips)) as address,
        opening(browser, f"{address}/news/", problems) as page,
    ):
        ask(page, KEEPER)
        assert last(page, ".pq-quote") == ["Marta Lind"]
        page.click(".pq-card")
        page.wait_for_selector("#pq-span")
        page.get_by_role("button", name="Articles", exact=True).click()
        page.click(".pq-adding summary")
        page.get_by_label("Text", exact=True).fill("The ferry captain is Ola Strand.")
        page.get_by_role("button", name="Add this text").click()
        page.wait_for_selector(".pq-sent .pq-said:has-text('1 article added')")
        page.get_by_role("button", name="Right", exact=True).click()
        page.wait_for_selector(".pq-thanks:has-text('Noted')")


def test_with_the_password_the_chat_is_used_as_without(
    browser: BrowserContext, assistant: Assistant, problems: list[str]
) -> None:
    from ui.server import build

    login = Login("ann", "secret")
    given = base64.b64encode(b"ann:secret").decode()
    with serving(build(assistant, local=True, options=HttpOptions(login=login))) as address:
        assert httpx.get(address).status_code == 401
        headers = {"Authorization": f"Basic {given}"}
        with opening(browser, f"{address}/", problems, headers) as page:
            ask(page, KEEPER)
            assert last(page, ".pq-quote") == ["Marta Lind"]
