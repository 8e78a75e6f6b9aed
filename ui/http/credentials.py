"""What lets a client in: a name with its password, or a bearer token; both read from files."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index import InputError

_SHORTEST = 16  # characters of a token
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")  # RFC 6750, section 2.1


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
        lines = _lines(Path(name), "password")
        if not lines or not lines[0].strip():
            raise InputError(f"{name} is empty. Write the password into its first line.")
        return cls(user, lines[0].strip())

    def client(self, credentials: str) -> str | None:
        """Name the client whose Basic credentials (RFC 7617) these are; None if they are wrong.

        Takes as long whatever is wrong.
        """
        try:
            given = base64.b64decode(credentials, validate=True)
        except (binascii.Error, ValueError):
            given = b""
        user, _, password = given.partition(b":")
        right = (
            secrets.compare_digest(user, self.user.encode()),
            secrets.compare_digest(password, self.password.encode()),
        )
        return self.user if all(right) else None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Bearer tokens (RFC 6750) by the names of those who have them."""

    by_name: Mapping[str, str] = field(repr=False)

    @classmethod
    def read(cls, file: Path) -> Tokens:
        """Read a token a line, `NAME:TOKEN` or the token alone; what begins with # is left out.

        Raises:
            InputError: the file cannot be read, holds none, or what is none.
        """
        by_name: dict[str, str] = {}
        for number, line in enumerate(_lines(file, "tokens"), start=1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            name, _, token = line.strip().rpartition(":")
            name = name.strip() or f"token-{number}"
            if len(token.strip()) < _SHORTEST or not _TOKEN.fullmatch(token.strip()):
                raise InputError(
                    f"Line {number} of {file} holds no token: write NAME:TOKEN, the token with at "
                    f"least {_SHORTEST} letters, digits and . _ ~ + / - (`openssl rand -hex 24` "
                    "makes one)."
                )
            if name in by_name:
                raise InputError(f"Line {number} of {file} has the name {name!r} again.")
            by_name[name] = token.strip()
        if not by_name:
            raise InputError(f"{file} holds no token. Write one a line, as NAME:TOKEN.")
        return cls(by_name)

    def client(self, token: str) -> str | None:
        """Name the client whose token this is, None if it is nobody's; looks at all of them."""
        given = token.encode()
        named = [
            name
            for name, own in self.by_name.items()
            if secrets.compare_digest(given, own.encode())
        ]
        return named[0] if named else None


def _lines(file: Path, what: str) -> list[str]:
    try:
        return file.read_text("utf-8-sig").splitlines()  # some editors begin with a mark
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"Cannot read the {what} in {file}: {why}.") from None
