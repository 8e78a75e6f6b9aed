"""`pullquote eval` from the command line, with toys for models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from toys import TOY_CALIBRATION, ToyReader
from typer.testing import CliRunner

import eval.measuring
from eval.command import evaluate
from index import InputError, Library
from qa import Assistant

GOLD = [
    {
        "id": "1",
        "question": "Who is the harbour master?",
        "answers": [{"text": "Ingrid Solberg", "articles": ["harbour", "bridge"]}],
    },
    {"id": "2", "question": "Who won the football final?", "answers": []},
    {
        "id": "3",
        "question": "How many loaves does the bakery in Mill Lane sell a day?",
        "answers": [{"text": "400", "articles": ["bakery"]}],
    },
]


class Eval:
    """Runs `pullquote eval` in a folder with a library and a gold set."""

    def __init__(self, library: Library, gold: Path) -> None:
        self.library = str(library.path)
        self.gold = gold
        gold.write_text("\n".join(map(json.dumps, GOLD)), "utf-8")

    def __call__(self, *arguments: object, status: int = 0) -> str:
        run = CliRunner().invoke(evaluate, list(map(str, arguments)))
        if isinstance(run.exception, InputError):
            raise run.exception
        assert run.exit_code == status, (run.output, run.exception)
        return run.output


@pytest.fixture
def pullquote_eval(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Eval:
    class Toy(Assistant):
        @classmethod
        def open(cls, path: Path | str, **_: Any) -> Assistant:  # type: ignore[override]
            return Assistant(library, ToyReader(), TOY_CALIBRATION)

        def close(self) -> None:
            """The fixture closes the library."""

    monkeypatch.setattr(eval.measuring, "Assistant", Toy)
    monkeypatch.setattr(Assistant, "close", Toy.close)
    return Eval(library, tmp_path / "gold.jsonl")


def figures_of(output: str) -> dict[str, float]:
    return json.loads(output[output.index("{") : output.rindex("}") + 1])


def test_run_need_not_be_named(pullquote_eval: Eval) -> None:
    short = pullquote_eval(pullquote_eval.library, pullquote_eval.gold, "--json")
    named = pullquote_eval("run", pullquote_eval.library, pullquote_eval.gold, "--json")
    swapped = pullquote_eval("--json", pullquote_eval.gold, pullquote_eval.library)
    for output in (short, named, swapped):
        found = figures_of(output)
        assert (found["questions"], found["answerable"], found["f1"]) == (3, 2, 1.0)
    assert "check" in pullquote_eval("--help")


def test_a_run_is_written_resumed_and_the_same_again(pullquote_eval: Eval, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    asked = (pullquote_eval.library, pullquote_eval.gold, "--out")
    pullquote_eval(*asked, one)
    lines = (one / "outcomes.jsonl").read_text("utf-8").splitlines(keepends=True)
    assert len(lines) == 3
    assert "<!doctype html>" in (one / "report.html").read_text("utf-8")
    pullquote_eval(*asked, two)
    (two / "outcomes.jsonl").write_text(lines[0] + lines[1][:40], "utf-8")
    assert "going on with 1 questions" in pullquote_eval(*asked, two)
    for name in ("run.json", "outcomes.jsonl", "figures.json"):
        assert untimed((one / name).read_text("utf-8")) == untimed((two / name).read_text("utf-8"))


def untimed(text: str) -> list[str]:
    """Take the time that questions took from JSON, in lines or as one object."""
    if text.startswith("{\n"):
        read = json.loads(text)
        read["figures"] = {n: f for n, f in read.get("figures", {}).items() if "_ms" not in n}
        return [json.dumps(read)]
    return [json.dumps({**json.loads(line), "ms": 0}) for line in text.splitlines()]


def test_a_broken_gate_exits_with_4(pullquote_eval: Eval, tmp_path: Path) -> None:
    gate = tmp_path / "gates.toml"
    asked = (pullquote_eval.library, pullquote_eval.gold, "--gate", gate)
    gate.write_text("[at_least]\nf1 = 0.9\n")
    assert "gate holds: f1 is 100.0%" in pullquote_eval(*asked)
    gate.write_text("[at_most]\nf1 = 0.9\n")
    assert "gate FAILED: f1 is 100.0%, to be at most 90.0%" in pullquote_eval(*asked, status=4)


def test_two_runs_are_compared(pullquote_eval: Eval, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    pullquote_eval(pullquote_eval.library, pullquote_eval.gold, "--out", one)
    pullquote_eval(pullquote_eval.library, pullquote_eval.gold, "--out", two)
    told = pullquote_eval("compare", one, two)
    assert "3 questions; what changed: nothing" in told
    assert "0 won" in told
    found = json.loads(pullquote_eval("compare", one, two, "--json"))
    assert found["differences"]["f1"]["change"] == 0.0
    gate = tmp_path / "gates.toml"
    gate.write_text("[at_most]\nf1 = 0.9\n")
    pullquote_eval("compare", one, two, "--gate", gate, status=4)


def test_gold_that_stands_nowhere_exits_with_4(pullquote_eval: Eval) -> None:
    asked = ("check", pullquote_eval.gold, pullquote_eval.library)
    assert "3 questions checked, 0 faults" in pullquote_eval(*asked)
    wrong = {**GOLD[0], "answers": [{"text": "Ingrid Solberg", "articles": ["bakery"]}]}
    pullquote_eval.gold.write_text(json.dumps(wrong))
    told = pullquote_eval(*asked, status=4)
    assert "gold, 1: 'Ingrid Solberg' does not stand in 'bakery'" in told


def test_what_is_named_must_be_one_library_and_gold_sets(
    pullquote_eval: Eval, tmp_path: Path
) -> None:
    for words, message in (
        ((pullquote_eval.library, tmp_path), "Name one library"),
        ((pullquote_eval.library,), "Name a gold set, too"),
        (("nowhere", "gold.jsonl"), "Cannot read the gold set gold.jsonl"),
    ):
        with pytest.raises(InputError, match=message):
            pullquote_eval(*words)
