"""How the HTTP service is to be run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.http.credentials import Login, Tokens
from ui.waiting_line import AT_ONCE, WAITING


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """How the service is to be run: who may ask, how much, and what is written down.

    `rate` is in requests a minute, of one client; a batch counts as its questions. `origins` are
    those whose pages may ask from a browser. Questions are answered `at_once`, with at most as many
    `waiting`.
    """

    login: Login | None = None
    tokens: Tokens | None = None
    rate: int | None = None
    origins: Sequence[str] = ()
    at_once: int = AT_ONCE
    waiting: int = WAITING
    log_questions: bool = False
    allow_upload: bool = False

    @property
    def closed(self) -> bool:
        """Whether everyone is asked for credentials."""
        return bool(self.login or self.tokens)
