"""The benchmarks of asking measure what they say, and refuse what cannot be compared."""

from __future__ import annotations

import pytest

from eval.bench.startup import run
from eval.bench.throughput import Round, print_table, take_turns, ways_to_ask
from qa import Assistant


def test_a_process_costs_what_it_takes() -> None:
    busy = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    waiting = "import time; time.sleep(0.2)"
    worked, waited = run(["-c", busy]), run(["-c", waiting])
    assert worked.cpu >= 0.2 > waited.cpu
    assert min(worked.wall, waited.wall) >= 0.2
    assert worked.memory > 1


def test_a_process_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        run(["-c", "raise SystemExit(3)"])


def test_every_way_to_ask_is_timed_in_every_round(assistant: Assistant) -> None:
    ways = ways_to_ask(assistant, ["Who is the harbour master?", "Who won the football final?"])
    costs = take_turns(ways, 2)
    assert {name: len(rounds) for name, rounds in costs.items()} == dict.fromkeys(ways, 2)
    assert all(one.wall > 0 for rounds in costs.values() for one in rounds)


def test_ways_that_answer_otherwise_are_not_compared(assistant: Assistant) -> None:
    ways = {
        "one": lambda: [assistant.ask("Who is the harbour master?")],
        "other": lambda: [assistant.ask("Who won the football final?")],
    }
    with pytest.raises(RuntimeError, match="other does not give the answers"):
        take_turns(ways, 1)


def test_the_bound_is_told_where_the_cores_were_free(capsys: pytest.CaptureFixture[str]) -> None:
    costs = {"loop": [Round(0.10, 0.16)], "many": [Round(0.08, 0.16)]}
    print_table(costs, cores=2)
    told = capsys.readouterr().out
    assert "| many | 12.5 | 160 ms | 2.00 | 1.25 |" in told
    assert "could reach here: 1.25 times" in told
    print_table(costs, cores=4)
    assert "say little" in capsys.readouterr().out
