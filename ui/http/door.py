"""Let only those in who have a token, or who know a name and a password."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.http.clients import name_client
from ui.http.credentials import Login, Tokens
from ui.http.paths import is_open
from ui.http.problems import problem

_DELAY = 0.5  # seconds after a wrong guess
_BASIC = 'Basic realm="pullquote", charset="UTF-8"'
_BEARER = 'Bearer realm="pullquote"'


class Doorkeeper:
    """ASGI middleware that asks everyone for credentials, on every route but those open to all."""

    def __init__(
        self, app: ASGIApp, login: Login | None = None, tokens: Tokens | None = None
    ) -> None:
        self._app = app
        self._login = login
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or ask for credentials."""
        if scope["type"] == "lifespan" or is_open(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":  # there are none here
            await send({"type": "websocket.close", "code": 1008})
        elif client := self._client(Headers(scope=scope)):
            name_client(scope, client)
            await self._app(scope, receive, send)
        else:
            if "authorization" in Headers(scope=scope):
                await asyncio.sleep(_DELAY)
            await self._refusal(scope)(scope, receive, send)

    def _client(self, headers: Headers) -> str | None:
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        if self._login and scheme.lower() == "basic":
            return self._login.client(credentials)
        if self._tokens and scheme.lower() == "bearer":
            return self._tokens.client(credentials.strip())
        return None

    def _refusal(self, scope: Scope) -> ASGIApp:
        needed = " or ".join(
            what
            for what, known in (
                ("a name and a password", self._login),
                ("a bearer token", self._tokens),
            )
            if known
        )
        response = problem(scope, 401, f"{needed.capitalize()} {_verb(self._login)} needed here.")
        for scheme, known in ((_BASIC, self._login), (_BEARER, self._tokens)):
            if known:
                response.headers.append("WWW-Authenticate", scheme)
        return response


def _verb(login: Login | None) -> str:
    return "are" if login else "is"
