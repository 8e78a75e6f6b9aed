"""Bound how much one client asks in a minute."""

from __future__ import annotations

import time
from math import ceil

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from index import InputError
from ui.http.clients import client_of
from ui.http.paths import is_work
from ui.http.problems import problem, status_of
from ui.waiting_line import BusyError


class Rates:
    """What each client asked in the last minute; a batch counts as its questions."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count_batch(self, client: str, questions: int) -> None:
        """Count the questions of a batch, whose request has been counted as one.

        Raises:
            BusyError: it is too much for now.
            InputError: it is more than is ever allowed.
        """
        if questions > self._per_minute.amount:
            most = f"{self._per_minute.amount:,} questions a minute"
            raise InputError(f"At most {most} may be asked here. Send a smaller batch.")
        if questions > 1:
            self.count(client, questions - 1)

    def count(self, client: str, cost: int = 1) -> None:
        """Count what a client asks.

        Raises:
            BusyError: it is too much for now.
        """
        most = self._per_minute.amount
        if not self._limiter.hit(self._per_minute, client, cost=cost):
            window = self._limiter.get_window_stats(self._per_minute, client)
            wait = max(1, ceil(window.reset_time - time.time()))
            raise BusyError(f"At most {most:,} requests a minute may be made here", wait)


class RateLimiter:
    """ASGI middleware that refuses what a client asks too often."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app = app
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or say when to come again."""
        if is_work(scope):
            try:
                self._rates.count(client_of(scope))
            except BusyError as error:
                status, headers = status_of(error)
                await problem(scope, status, str(error), headers)(scope, receive, send)
                return
        await self._app(scope, receive, send)
