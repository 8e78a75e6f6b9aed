"""Run the HTTP service and the chat on one port."""

from __future__ import annotations

import signal
import socket
import time
from ipaddress import ip_address
from types import FrameType

import uvicorn
from fastapi import FastAPI

from index import InputError
from qa import Assistant
from ui.chat.app import mount_chat
from ui.embed.files import offer_widget
from ui.http import HttpOptions, Operation, create_service, surround
from ui.proxied import Place

_CLOSING = 2  # seconds for connections to close when all answers are given


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
    options: HttpOptions | None = None,
    operation: Operation | None = None,
    place: Place | None = None,
) -> FastAPI:
    """Put the service together; `local` tells that only this machine reaches it."""
    place, options = place or Place(), options or HttpOptions()
    operation = operation or Operation.of(options)
    service = create_service(assistant, options, operation)
    offer_widget(service)
    service.root_path = place.path
    mount_chat(
        service,
        assistant,
        allow_upload=options.allow_upload,
        root=place.origin + place.path,
        line=operation.line,
    )
    surround(service, options, operation, place=place, local=local)
    return service


class Server(uvicorn.Server):
    """A server that, asked to stop, first ends what is in progress, and meanwhile says so.

    It goes on listening until then, so that whoever asks for its readiness is told; asked a second
    time, it stops at once.
    """

    def __init__(self, config: uvicorn.Config, operation: Operation, stop_within: float) -> None:
        super().__init__(config)
        self._operation = operation
        self._stop_within = stop_within
        self._deadline: float | None = None
        self._signal = 0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; called by a signal."""
        if self._deadline is not None:
            super().handle_exit(sig, frame)
            return
        self._signal = sig
        self._deadline = time.monotonic() + self._stop_within
        self._operation.activity.stopping = True

    async def on_tick(self, counter: int) -> bool:
        """Tell, ten times a second, whether to stop listening."""
        if self._deadline is not None:
            activity, over = self._operation.activity, time.monotonic() >= self._deadline
            if not self.should_exit and (activity.is_idle or over):
                activity.end()
                super().handle_exit(self._signal, None)
        return await super().on_tick(counter)


def serve(
    service: FastAPI, listener: socket.socket, operation: Operation, stop_within: float
) -> None:
    """Serve until asked to stop."""
    config = uvicorn.Config(
        service,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_CLOSING,
    )
    try:
        Server(config, operation, stop_within).run(sockets=[listener])
    except KeyboardInterrupt:
        if operation.line.running:
            # Python would wait for its thread; let the signal end all, as SIGTERM does.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.raise_signal(signal.SIGINT)
        raise
    finally:
        operation.line.close()
