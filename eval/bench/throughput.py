"""How many questions are answered in a second: `python -m eval.bench.throughput LIBRARY GOLD`.

Asked one after the other in a loop, together by `ask_many`, and awaited together by `aask`. The
ways take turns, round after round, so that whatever else the machine does meets them alike, and
must give the same answers. Nearly all of the time goes into reading, which a loop spreads over the
cores already: the last line says how much any order of the same work could gain on these cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from eval.questions import read_questions
from qa import Answer, Assistant, Timings

_NO_TIMINGS = Timings(0.0, 0.0, 0.0)
_ALONE = 0.9  # of the cores, from which a process has had them to itself


@dataclass(frozen=True, slots=True)
class Round:
    """What answering all questions once took: wall and CPU time, in seconds a question."""

    wall: float
    cpu: float


Way = Callable[[], Sequence[Answer]]


def ways_to_ask(assistant: Assistant, questions: Sequence[str]) -> dict[str, Way]:
    """Give what is compared, the loop first."""

    async def awaited() -> list[Answer]:
        return await asyncio.gather(*(assistant.aask(question) for question in questions))

    return {
        "a loop of `ask`": lambda: [assistant.ask(question) for question in questions],
        "`ask_many`": lambda: assistant.ask_many(questions),
        "`aask`, gathered": lambda: asyncio.run(awaited()),
    }


def take_turns(ways: dict[str, Way], rounds: int) -> dict[str, list[Round]]:
    """Time each way in each round, after a first round that does not count.

    Raises:
        RuntimeError: two ways gave different answers.
    """
    costs: dict[str, list[Round]] = {name: [] for name in ways}
    first: list[Answer] = []
    for turn in range(rounds + 1):
        for name, way in ways.items():
            began, used = time.perf_counter(), time.process_time()
            answers = way()
            wall, cpu = time.perf_counter() - began, time.process_time() - used
            plain = [replace(answer, timings=_NO_TIMINGS) for answer in answers]
            first = first or plain
            if plain != first:
                raise RuntimeError(f"{name} does not give the answers of the others.")
            if turn:
                costs[name].append(Round(wall / len(answers), cpu / len(answers)))
    return costs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--asked", type=int, default=60, help="a sample, always the same")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    every = list(dict.fromkeys(q.question for q in read_questions(arguments.gold)))
    asked = random.Random(0).sample(every, min(arguments.asked, len(every)))  # noqa: S311
    assistant = Assistant.open(arguments.library)
    costs = take_turns(ways_to_ask(assistant, asked), arguments.rounds)
    assistant.close()
    print_table(costs, cores=len(os.sched_getaffinity(0)))


def print_table(costs: dict[str, list[Round]], cores: int) -> None:
    """Print a row for each way, the loop first, and what could be gained over it at most."""
    loop, *_ = costs.values()
    busy = {name: median(one.cpu / one.wall for one in own) for name, own in costs.items()}
    print(
        f"| way | questions a second | CPU a question | cores busy, of {cores} | times the loop |"
    )
    print("|---|---|---|---|---|")
    for name, own in costs.items():
        rate, cpu = 1 / median(one.wall for one in own), 1000 * median(one.cpu for one in own)
        times = median(theirs.wall / ours.wall for theirs, ours in zip(loop, own, strict=True))
        print(f"| {name} | {rate:.1f} | {cpu:.0f} ms | {busy[name]:.2f} | {times:.2f} |")
    if max(busy.values()) < _ALONE * cores:
        print("Other programs held the cores, so that the ratios say little.")
    else:
        most = cores / next(iter(busy.values()))
        print(f"Most that any order of the same work could reach here: {most:.2f} times the loop")


if __name__ == "__main__":
    main()
