"""The subcommand `serve`: the chat in the browser and the HTTP API."""

from __future__ import annotations

import sys

from ui.log_choices import LogFormat, LogLevel
from ui.terminal.console import err, say
from ui.terminal.opening import open_assistant
from ui.terminal.options import LibraryArgument, ReaderOption, ThresholdOption
from ui.terminal.serving_options import (
    AtOnceOption,
    AuthOption,
    CorsOption,
    HostOption,
    LogFormatOption,
    LogLevelOption,
    LogQuestionsOption,
    PortOption,
    RateLimitOption,
    RootPathOption,
    StopWithinOption,
    TokensOption,
    UploadOption,
    WaitingOption,
)
from ui.waiting_line import AT_ONCE, STOP_WITHIN, WAITING


def serve(
    library: LibraryArgument = None,
    *,
    host: HostOption = "127.0.0.1",
    port: PortOption = 7860,
    allow_upload: UploadOption = False,
    root_path: RootPathOption = None,
    reader: ReaderOption = None,
    threshold: ThresholdOption = None,
    auth: AuthOption = None,
    tokens: TokensOption = None,
    cors: CorsOption = None,
    rate_limit: RateLimitOption = None,
    at_once: AtOnceOption = AT_ONCE,
    waiting: WaitingOption = WAITING,
    stop_within: StopWithinOption = STOP_WITHIN,
    log_format: LogFormatOption = LogFormat.TEXT,
    log_level: LogLevelOption = LogLevel.WARNING,
    log_questions: LogQuestionsOption = False,
) -> None:
    """Serve the chat, and the HTTP API with its documentation at /docs."""
    with err.status("Starting …"):
        # Late: Gradio takes seconds to import.
        from ui.http import HttpOptions, Operation
        from ui.http.credentials import Login, Tokens
        from ui.http.logs import configure_logging
        from ui.http.origins import check_origins
        from ui.proxied import Place
        from ui.server import build, is_local, listen
        from ui.server import serve as run

        options = HttpOptions(
            login=Login.read(auth) if auth else None,
            tokens=Tokens.read(tokens) if tokens else None,
            origins=check_origins(cors or ()),
            rate=rate_limit,
            at_once=at_once,
            waiting=waiting,
            log_questions=log_questions,
            allow_upload=allow_upload,
        )
        place = Place.read(root_path) if root_path else None
        configure_logging(log_format, log_level)
        listener = listen(host, port)
    assistant = open_assistant(library, reader, threshold)
    local, operation = is_local(listener), Operation.of(options)
    service = build(assistant, local=local, options=options, operation=operation, place=place)
    address, taken = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    if allow_upload and not local and not options.closed:
        say("Whoever reaches this address can add and remove articles; --auth asks for a password.")
    if options.tokens and not options.login:
        say("A browser sends no token: the chat opens only with --auth, too.")
    say(f"pullquote is at http://{shown}:{taken}  (HTTP API: /docs, stop with Ctrl-C)")
    sys.stdout.flush()
    run(service, listener, operation, stop_within)
