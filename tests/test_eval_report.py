"""The report: all that was judged is in it, nothing of it becomes markup, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM
from handmade import HOSTILE, Reading
from judged import SETUP, judged

from eval.contexts import Context, context_of
from eval.figures import figures
from eval.judgements import Judgement
from eval.report import report_page
from eval.verdicts import Verdict

QUOTED = f"\"'></script><style>*{{display:none}}</style><svg onload=alert(1)>{HOSTILE}"
PLAIN = [
    judged("1", 1.0, confidence=0.9, ms=12.0, rank=1),
    judged("2", 0.0, confidence=0.4, ms=30.0, rank=5, kind="name", question="Zebra?"),
    judged("3", 0.0, confidence=0.6, found=False, rank=None, verdict=Verdict.WRONGLY_REFUSED),
    judged("4", answerable=False, found=False, confidence=0.1, kind="none", question="Apple?"),
]


def page(judgements: list[Judgement], **changed: Any) -> str:
    return report_page(replace(SETUP, **changed), judgements, figures(judgements))


def hostile(words: str) -> list[Judgement]:
    context = Context(words, words, words, words, words)
    return [
        replace(
            judgement,
            id=words,
            kind=words,
            gold_set=words,
            question=words,
            understood=words,
            text=words,
            best=words,
            gold=(words, words) if judgement.answerable else (),
            sources=(words, f"{words}2"),
            expected=context,
            shown=context,
        )
        for judgement in PLAIN
    ]


def test_hostile_text_stays_text() -> None:
    plain = Reading(page(hostile("harmless")))
    given = hostile(QUOTED)
    written = page(given, reader=QUOTED, gold_sets={QUOTED: "digest"})
    attacked = Reading(written)
    assert attacked.tags == plain.tags
    names = [name for name, _ in attacked.attributes]
    assert names == [name for name, _ in plain.attributes]
    assert not any(name.startswith("on") for name in names)
    assert "alert" in attacked.text
    assert "<script>alert" not in written


def test_nothing_is_fetched_and_one_script_may_run() -> None:
    written = page(PLAIN)
    read = Reading(written)
    addresses = [value for name, value in read.attributes if name in {"src", "href", "srcset"}]
    assert addresses == ["data:,"]
    assert not re.search(r"https?://|url\(|@import", written)
    (script,) = re.findall(r"<script>(.*?)</script>", written, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = [v for n, v in read.attributes if n == "content" and v and "default-src" in v]
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy


def test_every_question_is_told_with_what_went_wrong() -> None:
    text = Reading(page(PLAIN)).text
    for judgement in PLAIN:
        assert judgement.question in text
        assert judgement.verdict.means in text
    assert "Held back: “words”, 60% sure where 50% is asked." in text
    assert "before words after" in text
    for title in ("Risk and coverage", "Reliability", "Retrieval", "Time for a question"):
        assert title in text
    assert "By kind of question" in text


def test_the_same_run_gives_the_same_page() -> None:
    assert page(PLAIN) == page(list(PLAIN))


def test_sets_of_one_question_or_none_answerable_have_a_report_too() -> None:
    for judgements in ([judged("1")], [judged("1", answerable=False, found=False)]):
        assert "Every question" in Reading(page(judgements)).text


def test_words_are_shown_with_whole_words_around_them() -> None:
    from toys import make_article

    article = make_article("a", f"{'alpha ' * 50}the mark {'omega ' * 50}")
    start = article.text.index("the mark")
    shown = context_of(article, start, start + 8)
    assert shown.marked == "the mark"
    assert re.fullmatch(r"… (alpha )+", shown.before)
    assert re.fullmatch(r" (omega )*omega …", shown.after)
    whole = context_of(make_article("b", "all of it"), 4, 6)
    assert (whole.before, whole.marked, whole.after) == ("all ", "of", " it")


@pytest.mark.browser
def test_questions_are_sorted_found_and_filtered_without_a_request(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("there is no chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    (tmp_path / "report.html").write_text(page([*PLAIN, *hostile(QUOTED)]), "utf-8")
    problems: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=CHROMIUM
        )
        opened = browser.new_page()
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("console", lambda message: problems.append(message.text))
        opened.on("dialog", lambda dialog: problems.append(dialog.message))
        opened.on("request", lambda request: problems.append(request.url))
        opened.goto((tmp_path / "report.html").as_uri())
        problems.remove((tmp_path / "report.html").as_uri())

        def seen() -> list[str]:
            shown = opened.locator("#questions tbody tr:visible summary")
            return [text for text in shown.all_inner_texts() if "script" not in text]

        headings = opened.locator("#questions thead button")
        assert seen() == ["Question 1?", "Zebra?", "Question 3?", "Apple?"]
        headings.nth(4).click()  # confidence
        assert seen() == ["Apple?", "Zebra?", "Question 3?", "Question 1?"]
        headings.nth(4).click()
        assert seen() == ["Question 1?", "Question 3?", "Zebra?", "Apple?"]
        opened.fill("#find", "zebra")
        assert seen() == ["Zebra?"]
        opened.fill("#find", "")
        opened.click("button[data-verdict='wrongly refused']")
        assert seen() == ["Question 3?"]
        browser.close()
    assert problems == []
