"""Who sends a request: by the name that let it in, else by its address."""

from __future__ import annotations

from starlette.types import Scope

_KEY = "client_name"


def name_client(scope: Scope, name: str) -> None:
    """Remember who a request is from."""
    scope.setdefault("state", {})[_KEY] = name


def client_of(scope: Scope) -> str:
    """Tell who a request is from."""
    name = scope.get("state", {}).get(_KEY)
    if name is not None:
        return str(name)
    address = scope.get("client")
    return str(address[0]) if address else "unknown"
