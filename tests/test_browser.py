"""The chat in a real browser: quotes, sources, hostile articles, and nothing that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import HOSTILE, ISLAND, ask, is_in_view

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_quote_is_shown_and_its_source_opens_at_the_marked_words(page: Page) -> None:
    page.click("text=Who is the lighthouse keeper?")  # the example
    page.wait_for_selector(".pq-answer")
    assert page.inner_text(".pq-quote") == "Marta Lind"
    assert page.inner_text(".pq-card .pq-source") == "The Coast · 7 May 2021"
    assert page.inner_text(".pq-card mark") == "Marta Lind"

    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert page.inner_text("#pq-span") == "Marta Lind"
    assert page.text_content(".pq-text") == ISLAND.text
    assert page.get_attribute(".pq-paper a", "href") == "https://coast.example/island"
    assert is_in_view(page)


def test_the_keyboard_opens_a_source_and_comes_back(page: Page) -> None:
    ask(page, "Who is the lighthouse keeper?")
    page.focus(".pq-card")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pq-span:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-card:focus")


def test_on_a_phone_the_article_opens_below_at_the_marked_words(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "Who is the lighthouse keeper?")
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert is_in_view(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("text=Back to the answer")
    page.wait_for_selector(".pq-card:focus")


def test_a_hostile_article_is_only_text(page: Page) -> None:
    ask(page, "What is the vault code?")
    assert page.inner_text(".pq-quote") == "4471"
    page.click(".pq-card")
    page.wait_for_selector("#pq-span")
    assert page.text_content(".pq-text") == HOSTILE.text
    assert page.inner_text(".pq-publisher") == HOSTILE.publisher
    page.hover(".pq-publisher")
    assert page.locator(".pq :is(img, script, b, a)").count() == 0
    assert page.title() == "pullquote"


def test_a_question_that_no_article_answers_says_so(page: Page) -> None:
    ask(page, "Which zebra won?")
    assert page.inner_text(".pq-missing") == "Not found in these articles"
    assert page.locator(".pq-quote").count() == 0
    page.locator(".pq-card").first.click()
    page.wait_for_selector("#pq-span")


def test_an_error_is_a_sentence_and_the_question_stays(page: Page) -> None:
    question = "Who? " * 300
    ask(page, question)
    assert page.inner_text(".pq-error").startswith("The question has 1,499 characters")
    assert page.input_value("#pq-question") == question


def test_when_the_server_is_gone_the_question_stays_and_can_be_asked_again(
    page: Page, problems: list[str]
) -> None:
    page.wait_for_function("!document.querySelector('.pq-examples li:empty')")  # all has come
    page.route("**/component_server/", lambda route: route.abort())
    ask(page, "Who is the lighthouse keeper?")
    assert page.inner_text(".pq-error").startswith("The server did not answer.")
    page.unroute("**/component_server/")
    page.press("#pq-question", "Enter")
    assert page.inner_text(".pq-quote") == "Marta Lind"
    assert len(problems) == 1  # of the request that was cut off
    problems.clear()


def test_what_a_person_types_is_only_text(page: Page) -> None:
    question = "<img src=x onerror=\"document.title='owned'\"> {{x}} ${y}"
    ask(page, question)
    assert page.inner_text(".pq-question") == question
    assert page.title() == "pullquote"


def test_the_gradio_client_gets_the_answer_as_json(address: str) -> None:
    from gradio_client import Client

    client = Client(address, verbose=False)
    answer = client.predict("Who is the lighthouse keeper?", api_name="/ask")
    assert answer["text"] == "Marta Lind"
    assert answer["articles"][0]["origin"] == "island.txt"
    start = ISLAND.text.index("Marta Lind")
    assert (answer["citations"][0]["start"], answer["citations"][0]["end"]) == (start, start + 10)
    client.close()


def test_the_gradio_client_may_ask_in_some_articles_and_go_on_from_earlier_turns(
    address: str,
) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(address, verbose=False)
    question = "Who is the lighthouse keeper?"
    answer = client.predict(question, {"articles": ["hostile"], "explain": True}, api_name="/ask")
    assert not answer["found"]
    assert answer["explanation"]["question"] == question
    turn = {"question": question, "answer": "Marta Lind", "articles": ["island"]}
    follow_up = client.predict("Where was she born?", {"turns": [turn]}, api_name="/ask")
    assert follow_up["understood"] == "Where was Marta Lind born?"
    for wrong in ({"article": ["island"]}, {"question": 7, "since": "soon"}):
        with pytest.raises(AppError, match="as options an object with any of"):
            client.predict(question, wrong, api_name="/ask")
    client.close()


def test_pages_of_other_sites_cannot_read_answers(address: str) -> None:
    import httpx

    answered = httpx.get(f"{address}/config", headers={"Origin": "http://localhost:1"})
    assert answered.status_code == 200
    assert "access-control-allow-origin" not in answered.headers
