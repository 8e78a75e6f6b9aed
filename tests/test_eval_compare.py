"""Two runs side by side: differences, their significance, questions won and lost."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from judged import SETUP, judged

from eval.compare import compare
from eval.judgements import Judgement
from eval.resampling import swap_test
from eval.run_folder import RunFolder
from index import InputError


def run(*judgements: Judgement) -> RunFolder:
    return RunFolder(Path("run"), SETUP, judgements)


def test_questions_won_and_lost_are_those_that_one_run_alone_got_right() -> None:
    first = run(judged("1", 1.0), judged("2", 0.0), judged("3", 1.0), judged("4", 0.0))
    second = run(judged("1", 0.0), judged("2", 1.0), judged("3", 0.6), judged("5", 1.0))
    found = compare(first, second)
    assert [(a.id, b.id) for a, b in found.won] == [("2", "2")]
    assert [(a.id, b.id) for a, b in found.lost] == [("1", "1")]
    assert (found.questions, found.left_out) == (3, 2)
    f1 = found.differences["f1"]
    assert (f1.first, f1.second) == (pytest.approx(2 / 3), pytest.approx(1.6 / 3))
    assert f1.low <= f1.change <= f1.high
    json.dumps(found.to_json())


def test_a_question_that_was_reworded_is_another() -> None:
    again = run(judged("1", question="In other words?"), judged("2"))
    assert compare(run(judged("1"), judged("2")), again).questions == 1
    with pytest.raises(InputError, match="no question in common"):
        compare(run(judged("1")), run(judged("2")))


def test_a_clear_change_is_told_from_chance() -> None:
    bad = run(*(judged(str(i), 0.0) for i in range(30)))
    good = run(*(judged(str(i), 1.0) for i in range(30)))
    mixed = run(*(judged(str(i), float(i < 2)) for i in range(30)))
    assert compare(bad, good).differences["f1"].p == pytest.approx(1e-4, abs=1e-4)
    assert compare(bad, good).differences["f1"].clear
    same = compare(bad, bad).differences
    assert same["f1"].p == 1.0
    assert not any(difference.clear for difference in same.values())
    assert not compare(bad, mixed).differences["f1"].clear


def test_the_swap_test_is_near_the_exact_one() -> None:
    a = np.array([[0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [0.0], [0.5]])
    b = np.array([[1.0], [1.0], [1.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
    whole = np.ones_like(a)
    change = (b - a).sum()
    swaps = [(signs * (b - a)[:, 0]).sum() for signs in map(np.array, product((1, -1), repeat=8))]
    exact = np.mean([abs(swap) >= abs(change) - 1e-12 for swap in swaps])
    (found,) = swap_test((a, whole), (b, whole))
    assert found == pytest.approx(exact, abs=0.02)


def test_what_changed_between_the_runs_is_named() -> None:
    first, second = run(judged("1")), run(judged("1"))
    second.setup = replace(SETUP, reader="other", code="new")
    assert compare(first, second).changed == ("pullquote's code", "the reader")
