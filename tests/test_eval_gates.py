"""Bounds in a file: read, kept, broken, and what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.figure_names import LABELS
from eval.gates import Gate, failed, read_gates
from index import InputError

ROOT = Path(__file__).parents[1]


def write(folder: Path, text: str) -> Path:
    path = folder / "gates.toml"
    path.write_text(text)
    return path


def test_figures_below_or_above_their_bounds_fail(tmp_path: Path) -> None:
    gates = read_gates(write(tmp_path, "[at_least]\nf1 = 0.7\nmrr = 1\n[at_most]\np95_ms = 200\n"))
    assert gates == [Gate("f1", 0.7, False), Gate("mrr", 1.0, False), Gate("p95_ms", 200.0, True)]
    assert failed(gates, {"f1": 0.7, "mrr": 1.0, "p95_ms": 200.0}) == []
    assert failed(gates, {"f1": 0.69, "mrr": 1.0, "p95_ms": 201.0}) == [gates[0], gates[2]]
    assert gates[0].told(0.69) == "gate FAILED: f1 is 69.0%, to be at least 70.0%"
    assert gates[2].told(120.0) == "gate holds: p95_ms is 120 ms, to be at most 200 ms"


def test_a_figure_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'f2', which is no figure .* There are f1, mrr"):
        failed([Gate("f2", 0.5, False)], {"mrr": 1.0, "f1": 1.0})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no bounds"),
        ("[at_least]\n", "holds no bounds"),
        ("f1 = 0.5", "has 'f1', and only"),
        ("[at_best]\nf1 = 0.5", "has 'at_best', and only"),
        ("[at_least]\nf1 = 'high'", "the bound of 'f1' is no number: 'high'"),
        ("[at_least]\nf1 = true", "is no number: True"),
        ("[at_least", "is no TOML"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_gates(write(tmp_path, text))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read the gates"):
        read_gates(tmp_path / "none.toml")


def test_the_gates_of_the_starter_library_name_figures() -> None:
    gates = read_gates(ROOT / "eval" / "gold" / "gates.toml")
    assert {gate.figure for gate in gates} <= LABELS.keys()
    assert "--gate eval/gold/gates.toml" in (ROOT / "Makefile").read_text("utf-8")
    assert "make gate" in (ROOT / ".ci" / "run").read_text("utf-8")
