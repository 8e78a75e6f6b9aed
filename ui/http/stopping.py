"""Stopping without losing an answer: what is in progress ends, and nothing new begins."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.http.paths import is_work
from ui.http.problems import problem

_RETRY = {"Retry-After": "5"}  # seconds; by then another may have taken over


class Activity:
    """Which requests are in progress, and whether the service is stopping.

    Those that have nothing done, such as what a page of the chat holds open, are not waited for.
    """

    def __init__(self) -> None:
        self.stopping = False
        self._working: set[asyncio.Task[None]] = set()
        self._held: set[asyncio.Task[None]] = set()

    @property
    def is_idle(self) -> bool:
        """Whether no request has anything done."""
        return not self._working

    def tasks(self, *, working: bool) -> set[asyncio.Task[None]]:
        """Give the tasks of requests that have something done, or of the others."""
        return self._working if working else self._held

    def end(self) -> None:
        """End what is still in progress; to be called when the service is stopping."""
        for task in (*self._working, *self._held):
            task.cancel()


class StopGate:
    """ASGI middleware that notes requests in progress, and lets no work begin once it stops."""

    def __init__(self, app: ASGIApp, activity: Activity) -> None:
        self._app = app
        self._activity = activity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or send it elsewhere."""
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            await self._app(scope, receive, send)
        elif self._activity.stopping and is_work(scope):
            await _refusal(scope, "is stopping")(scope, receive, send)
        else:
            tasks = self._activity.tasks(working=is_work(scope))
            tasks.add(task)
            try:
                await self._pass(task, scope, receive, send)
            finally:
                tasks.discard(task)

    async def _pass(
        self, task: asyncio.Task[None], scope: Scope, receive: Receive, send: Send
    ) -> None:
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except asyncio.CancelledError:
            if not self._activity.stopping:
                raise
            # The time to end is over, and the last that is done is to say so.
            task.uncancel()
            if begun:
                with suppress(RuntimeError):  # it was sent to its end
                    await send({"type": "http.response.body", "body": b""})
            else:
                refusal = _refusal(scope, "stopped before this was answered")
                await refusal(scope, receive, send)


def _refusal(scope: Scope, what: str) -> ASGIApp:
    return problem(scope, 503, f"The service {what}. Ask again soon.", _RETRY)
