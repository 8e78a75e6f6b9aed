"""The written questions: whole, well-formed, and as many as they are said to be."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from qa.training.join import read_contextless
from qa.training.questions import read_training_questions

GOLD = Path(__file__).parents[1] / "eval" / "gold"
WRITTEN = Path(__file__).parents[1] / "qa" / "training" / "written"
NEWS = read_training_questions(WRITTEN / "news.json.gz")
DEVELOPMENT = read_training_questions(WRITTEN / "news-development.json.gz")
WIKIPEDIA = read_contextless(WRITTEN / "wikipedia.jsonl.gz")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("news.json.gz", [(each.context, bool(each.answers)) for each in NEWS]),
        ("news-development.json.gz", [(each.context, bool(each.answers)) for each in DEVELOPMENT]),
        ("wikipedia.jsonl.gz", [(each.context_sha256, bool(each.answers)) for each in WIKIPEDIA]),
    ],
)
def test_they_are_as_many_as_is_said(name: str, asked: list[tuple[str, bool]]) -> None:
    told = (WRITTEN / "README.md").read_text("utf-8")
    (row,) = (line for line in told.splitlines() if line.startswith(f"| `{name}`"))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\d", row)]
    unanswerable = sum(not answerable for _, answerable in asked)
    assert numbers == [len({context for context, _ in asked}), len(asked), unanswerable]


def test_no_two_have_one_name() -> None:
    names = Counter(each.id for each in [*NEWS, *DEVELOPMENT, *WIKIPEDIA])
    assert [name for name, times in names.items() if times > 1] == []


def test_a_question_is_answerable_or_not_but_never_both() -> None:
    answerable = defaultdict(set)
    for each in [*NEWS, *DEVELOPMENT]:
        answerable[each.context, each.question].add(bool(each.answers))
    for one in WIKIPEDIA:
        answerable[one.context_sha256, one.question].add(bool(one.answers))
    assert [asked for asked, found in answerable.items() if len(found) > 1] == []


def test_what_is_for_choosing_is_not_trained_on() -> None:
    assert {each.context for each in NEWS}.isdisjoint(each.context for each in DEVELOPMENT)
    assert {each.title for each in NEWS}.isdisjoint(each.title for each in DEVELOPMENT)


def test_nothing_is_written_of_what_the_reader_is_judged_by() -> None:
    # `seeds` and the events of eval/gold: strikes on bases in Iraq, a ferry, a steelworks.
    kept = re.compile(r"\b(Iraq|Soleimani|Al[- ]As+ad|Grey Linnet|Sellan|Veldrin|Lissen|Karst)\b")
    assert [each.id for each in [*NEWS, *DEVELOPMENT] if kept.search(each.context)] == []
    gold = [json.loads(line) for path in GOLD.glob("*.jsonl") for line in path.open("rb")]
    asked = {words(each["question"]) for each in gold if "question" in each}
    assert len(asked) > 400
    written = [*NEWS, *DEVELOPMENT, *WIKIPEDIA]
    assert [each.id for each in written if words(each.question) in asked] == []


def words(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
