"""Quotations with their references, in the forms that people paste elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from handmade import HARBOUR, HOSTILE, answer, cite, differing
from toys import make_article

from qa import Answer
from ui.answer_markdown import answer_markdown
from ui.citing import Quotation, cite_apa, cite_markdown, cite_plain, markdown_line

FRIDAY = Quotation(HARBOUR, 29, 38)
BARE = make_article("bare", "It rained.")


def test_a_quotation_has_its_words_on_one_line() -> None:
    assert FRIDAY.words == "on Friday"
    start = HARBOUR.text.index("Friday.")
    assert Quotation(HARBOUR, start, start + 11).words == "Friday. It"


def test_plain() -> None:
    url = "https://coast.example/harbour?a=1&b=2"
    reference = f"Ana Ruiz, “About harbour”, The Coast, 7 May 2021, {url}"
    assert cite_plain(FRIDAY) == f"“on Friday” ({reference})"
    assert cite_plain(Quotation(HARBOUR)) == reference
    assert cite_plain(Quotation(BARE)) == "“About bare”"


def test_markdown() -> None:
    url = "https://coast.example/harbour?a=1&b=2"
    assert cite_markdown(FRIDAY) == (
        f"> on Friday\n>\n> — Ana Ruiz, [About harbour](<{url}>), *The Coast*, 7 May 2021"
    )
    script = replace(BARE, url="javascript:alert(1)", title="a](x) <b>")
    assert cite_markdown(Quotation(script)) == "“a\\](x) \\<b\\>”"


def test_apa() -> None:
    url = "https://coast.example/harbour?a=1&b=2"
    assert cite_apa(FRIDAY) == (
        f"“on Friday” (Ruiz, 2021)\n\nRuiz, A. (2021, May 7). About harbour. The Coast. {url}"
    )
    assert cite_apa(Quotation(BARE)) == "About bare. (n.d.)."
    assert cite_apa(Quotation(BARE, 0, 2)) == "“It” (“About bare”, n.d.)\n\nAbout bare. (n.d.)."


@pytest.mark.parametrize(
    ("author", "written", "named"),
    [
        ("Lara Seligman and Robbie Gramer", "Seligman, L., & Gramer, R.", "Seligman & Gramer"),
        ("A. B. Cole, Di Fay and Eva Go", "Cole, A. B., Fay, D., & Go, E.", "Cole et al."),
        ("BBC", "BBC.", "BBC"),
        ("Staff reporters of the daily paper here", "Staff reporters of the daily paper here.",
         "Staff reporters of the daily paper here"),
    ],
)  # fmt: skip
def test_apa_turns_names_of_people_and_nothing_else(author: str, written: str, named: str) -> None:
    article = replace(BARE, author=author, published=date(2020, 1, 8))
    quoted, reference = cite_apa(Quotation(article, 0, 2)).split("\n\n")
    assert reference == f"{written} (2020, January 8). About bare."
    assert quoted == f"“It” ({named}, 2020)"


def test_a_page_is_named() -> None:
    paged = make_article("paged", "One.\fTwo.")
    assert cite_plain(Quotation(paged, 5, 8)) == "“Two” (“About paged”, p. 2)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("a *b* _c_\n\n# d", "a \\*b\\* \\_c\\_ \\# d"),
        ("[x](y) `z` <b> &amp;", "\\[x\\](y) \\`z\\` \\<b\\> \\&amp;"),
    ],
)
def test_a_line_of_markdown_is_only_text(text: str, line: str) -> None:
    assert markdown_line(text) == line


def test_an_answer_in_markdown_has_its_sources_and_the_words_in_bold() -> None:
    given = answer(cite("mayor", sentence="The mayor opened the harbour on Friday."))
    assert answer_markdown(given) == (
        "> mayor\n\n93% sure · 1 source\n\n"
        "1. Ana Ruiz, [About harbour](<https://coast.example/harbour?a=1&b=2>), *The Coast*, "
        "7 May 2021: “The **mayor** opened the harbour on Friday.”"
    )


def test_other_answers_in_markdown() -> None:
    sides = answer_markdown(differing())
    assert [line for line in sides.splitlines() if line.startswith(">")] == ["> 7", "> 12", "> 3"]
    assert "latest · 2 sources" in sides
    assert answer_markdown(Answer.of_reply("hello", "Hello! <b>")) == "Hello! \\<b\\>"
    assert answer_markdown(answer()).startswith("**Not found in these articles**")
    hostile = replace(make_article("hostile", HOSTILE), title=HOSTILE, publisher=HOSTILE)
    shown = answer_markdown(answer(cite(HOSTILE, hostile)))
    assert "<script>" not in shown
    assert "\\[a\\](javascript:b)" in shown
