"""A bounded queue of questions: some are answered at once, some wait, and the rest come again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from math import ceil
from typing import TypeVar

from index import PullquoteError

AT_ONCE, WAITING = 2, 64  # questions
STOP_WITHIN = 30.0  # seconds

_T = TypeVar("_T")
_FIRST_GUESS = 0.1  # seconds that a question takes
_SHARE = 0.1  # of the newest question in the running mean


class BusyError(PullquoteError):
    """It is too much for now; `why` is a clause, `retry_after` in seconds."""

    def __init__(self, why: str, retry_after: int) -> None:
        unit = "second" if retry_after == 1 else "seconds"
        super().__init__(f"{why}. Ask again in {retry_after} {unit}.")
        self.retry_after = retry_after


class WaitingLine:
    """Answers `at_once` questions at a time, in the order in which they came.

    Whoever asks takes a place first, and keeps it until all that it asks is answered: there are
    `at_once + waiting` of them. Safe to use from several threads.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._at_once = at_once
        self._places = at_once + waiting
        self._taken = self._running = 0
        self._seconds = _FIRST_GUESS
        self._lock = threading.Lock()
        self._executor = ThreadPoolExecutor(at_once, "question")

    @property
    def running(self) -> int:
        """How many questions are being answered."""
        return self._running

    @property
    def waiting(self) -> int:
        """How many places are taken by questions that wait."""
        return max(0, self._taken - self._running)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place, and keep it for the time of the context.

        Raises:
            BusyError: there is none.
        """
        with self._lock:
            if self._taken >= self._places:
                wait = max(1, ceil(self._taken * self._seconds / self._at_once))
                raise BusyError("Too many questions are waiting", wait)
            self._taken += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1

    def submit(self, work: Callable[[], _T]) -> Future[_T]:
        """Have something done when its turn comes; to be called with a place taken."""
        return self._executor.submit(self._measured, work)

    def wait_for(self, work: Callable[[], _T]) -> _T:
        """Take a place, and wait until something is done.

        Raises:
            BusyError: there is no place; and what `work` raises.
        """
        with self.place():
            return self.submit(work).result()

    def close(self) -> None:
        """Let what is running end, and answer nothing more."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _measured(self, work: Callable[[], _T]) -> _T:
        began = time.perf_counter()
        with self._lock:
            self._running += 1
        try:
            return work()
        finally:
            with self._lock:
                self._running -= 1
                self._seconds += _SHARE * (time.perf_counter() - began - self._seconds)
