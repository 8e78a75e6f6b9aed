"""Run the HTTP service and the chat on one port."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import ip_address

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index import Article, InputError
from qa import Assistant
from ui.api import create_service
from ui.chat.app import mount_chat

_EXAMPLES = {
    "Who is the Pentagon spokesman?": "foreign-policy",
    "How many missiles were launched?": "icir-nigeria",
    "Which bases were hit?": "vice-news",
    "Why did Iran attack?": "abc-news",
}
_OWN_NAMES = ["localhost", "127.0.0.1", "::1", "[::1]"]


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


def serve(assistant: Assistant, listener: socket.socket) -> None:
    """Serve until interrupted."""
    articles = assistant.library.articles()
    service = mount_chat(create_service(assistant), assistant, example_questions(articles))
    if ip_address(listener.getsockname()[0]).is_loopback:
        # Else a page of any site could read the library, by naming this machine as its own host.
        service.add_middleware(TrustedHostMiddleware, allowed_hosts=_OWN_NAMES)
    config = uvicorn.Config(service, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def example_questions(articles: Sequence[Article]) -> list[str]:
    """Give questions to begin with: those about the starter articles that are there."""
    ids = {article.id for article in articles}
    return [question for question, id in _EXAMPLES.items() if id in ids]
