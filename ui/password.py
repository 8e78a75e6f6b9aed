"""Let only those in who know a name and a password, by HTTP's Basic authentication (RFC 7617)."""

from __future__ import annotations

import asyncio
import base64
import binascii
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from index import InputError

_DELAY = 0.5  # seconds after a wrong guess
_ASKED = {"WWW-Authenticate": 'Basic realm="pullquote", charset="UTF-8"'}


@dataclass(frozen=True, slots=True)
class Login:
    """A name and the password that belongs to it."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def read(cls, given: str) -> Login:
        """Read `USER:FILE`; the file's first line is the password.

        Raises:
            InputError: it is something else, or the file cannot be read or is empty.
        """
        user, colon, name = given.partition(":")
        if not (user and colon and name):
            raise InputError("Write --auth as USER:FILE; the first line of FILE is the password.")
        try:
            lines = Path(name).read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8"
            raise InputError(f"Cannot read the password in {name}: {why}.") from None
        if not lines or not lines[0].strip():
            raise InputError(f"{name} is empty. Write the password into its first line.")
        return cls(user, lines[0].strip())

    def is_given_by(self, headers: Headers) -> bool:
        """Tell whether a request carries them; takes as long whatever is wrong."""
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(credentials, validate=True)
        except (binascii.Error, ValueError):
            given = b""
        user, _, password = given.partition(b":")
        right = (
            secrets.compare_digest(user, self.user.encode()),
            secrets.compare_digest(password, self.password.encode()),
        )
        return scheme.lower() == "basic" and all(right)


class Doorkeeper:
    """ASGI middleware that asks everyone for a name and a password, on every route."""

    def __init__(self, app: ASGIApp, login: Login) -> None:
        self._app = app
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or ask for the password."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":  # there are none here
            await send({"type": "websocket.close", "code": 1008})
        elif self._login.is_given_by(Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            if "authorization" in Headers(scope=scope):
                await asyncio.sleep(_DELAY)
            problem = {"error": "A name and a password are needed here."}
            await JSONResponse(problem, 401, _ASKED)(scope, receive, send)
