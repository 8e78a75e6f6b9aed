"""How long a fresh process takes to begin, and to answer: `python -m eval.bench.startup`.

Each round starts every command once, in turn, so that whatever else the machine does meets them
alike. A first round, which does not count, makes the starter library where there is none and brings
all files into the system's cache: a process that starts cold, from files that are warm. Wall time
runs from the start of the process to its end; CPU time is that of all its threads.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

QUESTION = "Who is the Pentagon spokesman?"
COMMANDS = {
    "`python -c pass`": ("-c", "pass"),
    "`import numpy`": ("-c", "import numpy"),
    "`import qa`": ("-c", "import qa"),
    f'`pullquote ask "{QUESTION}"`': ("-m", "ui.cli", "ask", QUESTION),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: wall and CPU time in seconds, and at most this much memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(arguments: Sequence[str]) -> Cost:
    """Run Python with these arguments to its end.

    Raises:
        RuntimeError: it failed, and with what exit code.
    """
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for it again
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)} ended with exit code {process.returncode}.")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def take_turns(rounds: int) -> dict[str, list[Cost]]:
    """Run each command once a round, after a first round that does not count."""
    costs: dict[str, list[Cost]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            cost = run(arguments)
            if turn:
                costs[name].append(cost)
    return costs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    print("| fresh process | wall, median and best | CPU, median | memory, most |")
    print("|---|---|---|---|")
    for name, costs in take_turns(rounds).items():
        walls = [cost.wall for cost in costs]
        cpu, memory = median(cost.cpu for cost in costs), max(cost.memory for cost in costs)
        times = f"{median(walls):.2f} s, {min(walls):.2f} s | {cpu:.2f} s"
        print(f"| {name} | {times} | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
