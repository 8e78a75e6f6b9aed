"""The subcommand `mcp`: a library for an assistant that speaks the Model Context Protocol."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from importlib.util import find_spec

from index import InputError
from ui.terminal.opening import open_assistant
from ui.terminal.options import LibraryArgument, ReaderOption, ThresholdOption

MISSING = "This needs the package mcp. Install it with: pip install 'pullquote[mcp]'"


def mcp(
    library: LibraryArgument = None,
    *,
    reader: ReaderOption = None,
    threshold: ThresholdOption = None,
) -> None:
    """Give a library to an assistant, as tools of the Model Context Protocol over stdin and stdout.

    The assistant starts this by itself, from its settings; the tools are `ask`, `search` and
    `read_article`. It needs the extra `mcp`: pip install 'pullquote[mcp]'.
    """
    if find_spec("mcp") is None:
        raise InputError(MISSING)
    with redirect_stdout(sys.stderr):  # stdout is the protocol's alone
        assistant = open_assistant(library, reader, threshold)
    from ui.mcp.server import run  # late: an extra, and a second to import

    try:
        run(assistant)
    finally:
        assistant.close()
