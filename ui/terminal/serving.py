"""The subcommand `serve`: the chat in the browser and the HTTP API."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ui.terminal.console import err, say
from ui.terminal.opening import open_assistant
from ui.terminal.options import LibraryArgument, ReaderOption, ThresholdOption

_Auth = Annotated[
    str | None,
    typer.Option(
        metavar="USER:FILE",
        help="Ask everyone for this name and for the password in the first line of a file.",
        show_default=False,
    ),
]
_RootPath = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help="Where a proxy shows this, such as `/news`; or `https://news.example/news`, where it "
        "passes its own name on.",
        show_default=False,
    ),
]


def serve(
    library: LibraryArgument = None,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    allow_upload: Annotated[
        bool,
        typer.Option("--allow-upload", help="Let people add and remove articles in the browser."),
    ] = False,
    auth: _Auth = None,
    root_path: _RootPath = None,
    reader: ReaderOption = None,
    threshold: ThresholdOption = None,
) -> None:
    """Serve the chat, and the HTTP API with its documentation at /docs."""
    with err.status("Starting …"):
        # Late: Gradio takes seconds to import.
        from ui.password import Login
        from ui.proxied import Place
        from ui.server import build, is_local, listen
        from ui.server import serve as run

        login = Login.read(auth) if auth else None
        place = Place.read(root_path) if root_path else None
        listener = listen(host, port)
    assistant = open_assistant(library, reader, threshold)
    local = is_local(listener)
    service = build(assistant, local=local, allow_upload=allow_upload, login=login, place=place)
    address, taken = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    if allow_upload and not local and login is None:
        say("Whoever reaches this address can add and remove articles; --auth asks for a password.")
    say(f"pullquote is at http://{shown}:{taken}  (HTTP API: /docs, stop with Ctrl-C)")
    sys.stdout.flush()
    run(service, listener)
