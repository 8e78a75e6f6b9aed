"""Whose words a quote is said to be, judged against the gold set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from toys import make_article

from eval.attribution import is_speaker, score
from eval.outcomes import Outcome
from eval.questions import GoldAnswer, GoldQuestion
from index import Article, find_files, read_collection
from qa.answers import Answer, Citation, Timings
from qa.speech import speaker_of

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "eval" / "gold"
TEXT = "“We saw ten ships,” said Bo Ek. Nobody else had seen a thing. “Go home,” it said on a wall."
NO_TIME = Timings(0.0, 0.0, 0.0)


def outcome(speaker: str, quote: str, cited: str | None, described: str = "") -> Outcome:
    article = make_article("a", TEXT)
    start = TEXT.index(cited) if cited else 0
    end = start + len(cited or "")
    citations = (Citation(article, start, end, cited, (start, end), 1.0),) if cited else ()
    extra = {"speaker": speaker, "article": "a", "quote": quote, "described": described}
    question = GoldQuestion("1", "What?", (GoldAnswer(quote),), extra=extra)
    answer = Answer("What?", bool(cited), cited or "", 0.9, citations, (), (), NO_TIME)
    return Outcome(question, answer)


def test_speakers_count_where_they_are_shown() -> None:
    right = outcome("Bo Ek", "We saw ten ships,", "ten ships")
    wrong = outcome("Ann Lee", "We saw ten ships,", "ten ships")
    misread = outcome("Bo Ek", "We saw ten ships,", "a thing")
    refused = outcome("Bo Ek", "We saw ten ships,", None)
    unnamed = outcome("", "Go home,", "Go home")
    assert score([right, wrong, misread, refused, unnamed]) == {
        "attributed_questions": 2,
        "speaker_precision": 1 / 2,
        "speaker_recall": 1 / 4,
        "quotations_cited": 3 / 5,
    }


def test_to_show_a_speaker_whom_nobody_names_is_wrong() -> None:
    assert score([outcome("", "We saw ten ships,", "ten ships")])["speaker_precision"] == 0.0
    described = outcome("", "We saw ten ships,", "ten ships", described="Bo Ek, a sailor")
    assert score([described])["speaker_precision"] == 1.0


def test_sets_without_speakers_have_no_such_figures() -> None:
    plain = outcome("Bo Ek", "We saw ten ships,", "ten ships")
    assert score([Outcome(GoldQuestion("1", "What?", ()), plain.answer)]) == {}
    assert score([]) == {}


@pytest.mark.parametrize(
    ("shown", "speaker", "described", "right"),
    [
        ("Donald Trump", "Donald Trump", "", True),
        ("Trump", "Donald Trump", "", True),
        ("The Seafarers’ League", "Seafarers’ League", "", True),
        ("A ship’s engineer", "", "A ship’s engineer who knows the class", True),
        ("Melania Trump", "Donald Trump", "", False),
        ("Donald", "Donald Trump", "", False),
        ("Rump", "Donald Trump", "", False),
        ("Trump", "", "", False),
        ("", "Donald Trump", "", False),
    ],
)
def test_a_surname_is_enough_and_nobody_else(
    shown: str, speaker: str, described: str, right: bool
) -> None:
    assert is_speaker(shown, speaker, described) is right


def test_the_rules_alone_name_whom_the_gold_set_names() -> None:
    read = read_collection(find_files([ROOT / "seeds", GOLD / "articles"]))
    texts = {article.id: article.text for article in read if isinstance(article, Article)}
    shown = right = named = 0
    for line in (GOLD / "attribution.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = texts[gold["article"]]
        start = text.index(gold["quote"])
        found = speaker_of(text, start, start + len(gold["quote"]))
        named += bool(gold["speaker"])
        shown += found is not None
        right += found is not None and is_speaker(
            found.name, gold["speaker"], gold.get("described", "")
        )
    assert right >= 0.95 * shown
    assert right >= 0.7 * named
