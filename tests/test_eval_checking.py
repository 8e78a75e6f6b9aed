"""Gold answers that stand nowhere are found, with what stands there instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES

from eval.checking import check_gold
from eval.gold_sets import read_gold_set
from eval.ground import Ground


@pytest.fixture
def check(tmp_path: Path) -> Any:
    def run(*answers: dict[str, Any], **fields: Any) -> list[str]:
        path = tmp_path / "gold.jsonl"
        record = {"id": "1", "question": "Who?", "answers": answers, **fields}
        path.write_text(json.dumps(record))
        faults = list(check_gold(read_gold_set(path), Ground(ARTICLES, 500)))
        assert all((fault.gold_set, fault.id) == ("gold", "1") for fault in faults)
        return [fault.problem for fault in faults]

    return run


def test_answers_that_stand_where_they_are_said_to_have_no_fault(check: Any) -> None:
    assert check({"text": "Ingrid Solberg", "articles": ["harbour", "bridge"]}) == []
    assert check({"text": "Mill Lane"}) == []
    assert check() == []


def test_an_answer_of_another_article_or_in_other_letters_is_a_fault(check: Any) -> None:
    (elsewhere,) = check({"text": "400 loaves", "articles": ["harbour"]})
    assert elsewhere == "'400 loaves' does not stand in 'harbour'."
    (otherwise,) = check({"text": "Ingrid Sølberg", "articles": ["bridge"]})
    assert "does not stand in 'bridge'; there stands 'Ingrid Solberg'" in otherwise
    (shorter,) = check({"text": "Xngrid Solberg", "articles": ["bridge"]})
    assert "; there stands 'Ingrid Solberg'" in shorter
    (nowhere,) = check({"text": "Zanzibar"})
    assert nowhere.startswith("'Zanzibar' stands in no article")
    (unknown,) = check({"text": "Mill Lane", "articles": ["gone"]})
    assert unknown == "It names the article 'gone', which is not in the library."
    (empty,) = check({"text": " "})
    assert empty.startswith("An answer is empty")


def test_metadata_is_looked_for_among_metadata(check: Any) -> None:
    answer = {"text": "The Coast", "articles": ["harbour"]}
    assert check(answer) != []
    assert check(answer, article="harbour", field="publisher") == []
    day = {"text": "2021-05-07", "articles": ["harbour"]}
    assert check(day, article="harbour", field="published") == []


def test_items_and_sides_are_checked_too(check: Any) -> None:
    good = {"text": "400", "articles": ["bakery"]}
    bad = {"text": "500", "articles": ["bakery"]}
    assert len(check(good, items=[good, bad])) == 1
    assert len(check(good, differs=[[good], [bad]])) == 1
