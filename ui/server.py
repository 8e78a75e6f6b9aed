"""Run the HTTP service and the chat on one port."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index import InputError
from qa import Assistant
from ui.api import create_service
from ui.chat.app import mount_chat
from ui.password import Doorkeeper, Login
from ui.proxied import Place, PrefixTaker


def listen(host: str, port: int) -> socket.socket:
    """Take a port, before the models are loaded.

    Raises:
        InputError: the port is taken, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # only now is it taken: Linux lets two bind to one port
    except (OSError, OverflowError) as error:
        listener.close()
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"Cannot listen on {host}:{port} ({why}). Choose another with --port or --host."
        ) from None
    return listener


def is_local(listener: socket.socket) -> bool:
    """Tell whether only this machine reaches a port."""
    return ip_address(listener.getsockname()[0]).is_loopback


def build(
    assistant: Assistant,
    *,
    local: bool,
    allow_upload: bool = False,
    login: Login | None = None,
    place: Place | None = None,
) -> FastAPI:
    """Put the service together; `local` tells that only this machine reaches it."""
    place = place or Place()
    service = create_service(assistant, allow_upload=allow_upload)
    service.root_path = place.path
    mount_chat(service, assistant, allow_upload=allow_upload, root=place.origin + place.path)
    if place.path:
        service.add_middleware(PrefixTaker, prefix=place.path)
    if login:
        service.add_middleware(Doorkeeper, login=login)
    if local:
        # Else a page of any site could read the library, by naming this machine as its own host.
        service.add_middleware(TrustedHostMiddleware, allowed_hosts=place.names)
    return service


def serve(service: FastAPI, listener: socket.socket) -> None:
    """Serve until interrupted."""
    config = uvicorn.Config(service, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
