"""Many questions at once: several on the way together, so that no core waits for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from qa.answers import Answer

# While some are read, others are searched for and weighed; more would only wait for the reader.
_ON_THE_WAY = 4


def ask_together(ask: Callable[[str], Answer], questions: Sequence[str]) -> list[Answer]:
    """Ask several questions at a time, and the same one once; gives the answers in their order.

    What one of them raises is raised here, and those that have not begun are not asked.
    """
    distinct = list(dict.fromkeys(questions))
    threads = ThreadPoolExecutor(_ON_THE_WAY, thread_name_prefix="questions")
    try:
        answers = dict(zip(distinct, threads.map(ask, distinct), strict=True))
    finally:
        threads.shutdown(cancel_futures=True)
    return [answers[question] for question in questions]
