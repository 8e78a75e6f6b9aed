"""Conversations in a real browser: kept, deleted, linked to and exported, and the keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import HOSTILE, ask, last

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

KEEPER = "Who is the lighthouse keeper?"
VAULT = "What is the vault code?"
OF_ANOTHER_LIBRARY = """() => {
    const key = Object.keys(localStorage).find((each) => each.startsWith('pullquote.'));
    const talk = JSON.parse(localStorage[key]);
    talk.library = 'other';
    localStorage[key] = JSON.stringify(talk);
}"""


def kept(page: Page) -> Locator:
    """The list of conversations, opened."""
    button = page.get_by_role("button", name="History")
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return page.locator(".pq-entry")


def test_a_conversation_is_there_again_when_the_page_is_loaded_anew(page: Page) -> None:
    ask(page, KEEPER)
    ask(page, "Where was she born?")
    page.reload()
    page.wait_for_selector(".pq-turn")
    assert page.locator(".pq-question").all_inner_texts() == [KEEPER, "Where was she born?"]
    assert last(page, ".pq-understood") == ["Understood as “Where was Marta Lind born?”"]
    page.locator(".pq-card").first.click()
    page.wait_for_selector("#pq-span")
    ask(page, "Where was she born?")  # follows on what was asked before the page was loaded
    assert last(page, ".pq-understood") == ["Understood as “Where was Marta Lind born?”"]


def test_conversations_are_listed_gone_on_with_and_deleted(page: Page) -> None:
    ask(page, KEEPER)
    page.get_by_role("button", name="New", exact=True).click()
    assert page.locator(".pq-turn").count() == 0
    page.wait_for_selector("#pq-question:focus")
    ask(page, VAULT)
    assert kept(page).locator(".pq-title").all_inner_texts() == [VAULT, KEEPER]
    assert kept(page).first.get_by_role("button").first.get_attribute("aria-current") == "true"

    page.click(f".pq-entry-open:has-text('{KEEPER}')")
    assert page.locator(".pq-question").all_inner_texts() == [KEEPER]
    assert not page.locator(".pq-sheet").count()

    kept(page).filter(has_text=VAULT).get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Undo").click()
    assert kept(page).locator(".pq-title").all_inner_texts() == [VAULT, KEEPER]
    kept(page).filter(has_text=VAULT).get_by_role("button", name="Delete").click()
    page.keyboard.press("Escape")
    assert kept(page).locator(".pq-title").all_inner_texts() == [KEEPER]


def test_a_link_asks_its_question_in_a_new_conversation(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Who+is+the+lighthouse+keeper%3F&publisher=The+Coast&since=2021-05-07")
    page.wait_for_selector(".pq-quote")
    assert last(page, ".pq-quote") == ["Marta Lind"]
    assert last(page, ".pq-scope") == ["Only in: The Coast · from 7 May 2021"]
    page.reload()
    page.wait_for_selector(".pq-quote")
    assert page.locator(".pq-turn").count() == 1  # shown again, not asked again
    assert len(kept(page).all()) == 1


def test_a_link_to_a_follow_up_stands_alone(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, KEEPER)
    ask(page, "Where was she born?")
    page.locator(".pq-turn").last.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{address}/?q=Where+was+Marta+Lind+born%3F"


def test_an_export_is_markdown_in_which_articles_are_only_text(page: Page, tmp_path: Path) -> None:
    ask(page, KEEPER)
    ask(page, VAULT)
    with page.expect_download() as download:
        kept(page).get_by_role("button", name="Export").click()
    assert download.value.suggested_filename == "who-is-the-lighthouse-keeper.md"
    download.value.save_as(tmp_path / "export.md")
    text = (tmp_path / "export.md").read_text("utf-8")
    assert text.startswith(f"# {KEEPER}\n\n## {KEEPER}\n\n> Marta Lind\n")
    assert "[About island](<https://coast.example/island>), *The Coast*, 7 May 2021" in text
    assert f"## {VAULT}\n\n> 4471\n" in text
    assert "\\<img src=x" in text
    assert "javascript:" not in text
    assert HOSTILE.publisher not in text


def test_what_was_kept_by_somebody_else_is_only_text(page: Page) -> None:
    ask(page, KEEPER)
    poison = """() => {
        const key = Object.keys(localStorage).find((each) => each.startsWith('pullquote.'));
        const talk = JSON.parse(localStorage[key]);
        talk.exchanges[0].html = '<p class="pq-quote" onclick="x()">kept</p><script>1</script>'
            + '<img src=x onerror="document.title=1"><a href="javascript:1">link</a>';
        localStorage[key] = JSON.stringify(talk);
        localStorage['pullquote.conversation.broken'] = '{"exchanges": 7}';
    }"""
    page.evaluate(poison)
    page.reload()
    page.wait_for_selector(".pq-quote")
    reply = page.locator(".pq-reply").inner_html()
    assert reply == '<p class="pq-quote">kept</p><a>link</a>'
    assert page.title() == "pullquote"
    assert len(kept(page).all()) == 1


def test_what_is_kept_gives_way_when_the_browser_has_no_room(page: Page) -> None:
    fill = """() => {
        let size = 6_000_000;
        for (let full = false; !full; size -= 1000) {
            const old = {at: 1, exchanges: [{question: 'old', html: 'x'.repeat(size)}]};
            try {
                localStorage['pullquote.conversation.old'] = JSON.stringify(old);
                full = true;
            } catch {}
        }
    }"""
    page.evaluate(fill)
    ask(page, KEEPER)
    held = page.evaluate("Object.values(localStorage).map((each) => JSON.parse(each).at)")
    assert len(held) == 1
    assert held[0] > 1


def test_keys_recall_questions_and_close_the_panel(page: Page) -> None:
    ask(page, KEEPER)
    ask(page, VAULT)
    for key, shown in (
        ("ArrowUp", VAULT),
        ("ArrowUp", KEEPER),
        ("ArrowUp", KEEPER),
        ("ArrowDown", VAULT),
        ("ArrowDown", ""),
    ):
        page.press("#pq-question", key)
        assert page.input_value("#pq-question") == shown
    page.locator(".pq-card").first.click()
    page.wait_for_selector("#pq-span")
    page.keyboard.press("/")
    page.wait_for_selector("#pq-question:focus")
    page.keyboard.type("a/b")
    assert page.input_value("#pq-question") == "a/b"
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-empty")
    page.wait_for_selector("#pq-question:focus")  # whoever is at a question stays there


def test_conversations_of_another_library_at_the_address_are_kept_apart(page: Page) -> None:
    ask(page, KEEPER)
    page.evaluate(OF_ANOTHER_LIBRARY)
    page.reload()
    page.wait_for_selector(".pq-form")
    assert page.locator(".pq-turn").count() == 0  # it is not gone on with here
    ask(page, VAULT)
    kept(page)
    lists = page.locator(".pq-sheet .pq-list")
    assert [each.all_inner_texts() for each in (lists.nth(0).locator(".pq-title"),)] == [[VAULT]]
    assert page.locator(".pq-sheet h3").inner_text() == "With other libraries at this address"
    assert lists.nth(1).locator(".pq-title").all_inner_texts() == [KEEPER]

    page.click(f".pq-entry-open:has-text('{KEEPER}')")
    assert last(page, ".pq-quote") == ["Marta Lind"]
    page.fill("#pq-question", VAULT)
    page.press("#pq-question", "Enter")  # begins anew
    page.wait_for_selector(".pq-quote:text-is('4471')")
    assert page.locator(".pq-question").all_inner_texts() == [VAULT]
    kept(page)
    assert lists.nth(0).locator(".pq-title").all_inner_texts() == [VAULT, VAULT]
    assert lists.nth(1).locator(".pq-title").all_inner_texts() == [KEEPER]


def test_conversations_from_before_libraries_had_names_are_still_there(page: Page) -> None:
    ask(page, KEEPER)
    page.evaluate(OF_ANOTHER_LIBRARY.replace("talk.library = 'other'", "delete talk.library"))
    page.reload()
    page.wait_for_selector(".pq-quote")
    ask(page, "Where was she born?")
    assert page.locator(".pq-question").count() == 2
    assert kept(page).locator(".pq-source").inner_text().startswith("2 questions")
    assert page.locator(".pq-sheet h3").count() == 0


def test_what_is_kept_tells_nothing_of_the_folders_of_the_server(page: Page) -> None:
    ask(page, KEEPER)
    held = page.evaluate("Object.values(localStorage).map((each) => JSON.parse(each))")
    assert [sorted(talk) for talk in held] == [["at", "exchanges", "id", "library"]]
    assert "/srv/secret" not in json.dumps(held)
