"""A run on disk: it goes on where it stopped, and begins anew when anything else is measured."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from judged import SETUP, judged

from eval.figures import figures
from eval.follow_ups import GoldTurn
from eval.gold_sets import Case
from eval.questions import GoldQuestion
from eval.run_folder import RunFolder
from index import InputError


def case(*ids: str) -> Case:
    turns = (GoldTurn(GoldQuestion(id, "Who?", ()), "Who?", follow_up=False) for id in ids)
    return Case("gold", tuple(turns), conversation=len(ids) > 1)


CASES = [case("1"), case("2/1", "2/2"), case("3")]


def begin(path: Path) -> RunFolder:
    folder, told = RunFolder.begin(path, SETUP, CASES)
    assert told == ""
    return folder


def lines(path: Path) -> list[str]:
    return (path / "outcomes.jsonl").read_text("utf-8").splitlines()


def test_an_interrupted_run_goes_on_after_its_last_whole_case(tmp_path: Path) -> None:
    folder = begin(tmp_path / "run")
    folder.add([judged("1")])
    folder.add([judged("2/1")])  # its second turn never came
    with (tmp_path / "run" / "outcomes.jsonl").open("a") as file:
        file.write('{"id": "2/2", "ans')
    again, told = RunFolder.begin(tmp_path / "run", SETUP, CASES)
    assert [judgement.id for judgement in again.judgements] == ["1"]
    assert told == "going on with 1 questions asked before"
    assert len(lines(tmp_path / "run")) == 1
    again.add([judged("2/1"), judged("2/2")])
    assert [j.id for j in RunFolder.open(tmp_path / "run").judgements] == ["1", "2/1", "2/2"]


def test_a_run_of_anything_else_begins_anew_and_says_why(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    folder.add([judged("1")])
    folder.finish(figures(folder.judgements), "<p>")
    other = replace(SETUP, threshold=0.6, library="changed")
    again, told = RunFolder.begin(tmp_path, other, CASES)
    assert again.judgements == []
    assert told.startswith("the library, the threshold changed since the run in ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outcomes.jsonl", "run.json"]
    assert lines(tmp_path) == []


def test_a_finished_run_has_its_figures_and_report(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    folder.add([judged("1", 0.5)])
    folder.finish(figures(folder.judgements), "<p>é</p>")
    written = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert written["figures"]["f1"]["value"] == 0.5
    assert folder.report.read_text("utf-8") == "<p>é</p>"


def test_no_folder_of_something_else_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"holds other files\. Name a new folder"):
        RunFolder.begin(tmp_path, SETUP, CASES)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(InputError, match="Cannot write to"):
        RunFolder.begin(tmp_path / "thesis.txt", SETUP, CASES)


def test_where_there_is_no_run_none_is_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no run in"):
        RunFolder.open(tmp_path)
    begin(tmp_path)
    (tmp_path / "run.json").write_text('{"version": 1}')
    with pytest.raises(InputError, match="There is no run in"):
        RunFolder.open(tmp_path)


def test_a_damaged_line_is_an_error_that_names_its_place(tmp_path: Path) -> None:
    begin(tmp_path).add([judged("1")])
    with (tmp_path / "outcomes.jsonl").open("a") as file:
        file.write('{"nonsense": 1}\n')
    with pytest.raises(InputError, match=r"outcomes\.jsonl, line 2"):
        RunFolder.open(tmp_path)
