"""The subcommand `reader`: which reader suits a library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index import Library, Settings
from qa import BUNDLED, check_reader
from ui.terminal.console import say


def reader(
    library: Annotated[Path, typer.Argument(help="Folder of the library.")],
    name: Annotated[
        str | None,
        typer.Argument(
            help="An extractive Transformers model, by name or folder, or "
            f"{BUNDLED}, the bundled one. Without a name, say which it is.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Name the reader that suits a library: `ask`, `chat`, `serve` and `eval` take it.

    Where articles are in other languages than English, name a multilingual one.
    """
    with Library.open(library) as opened:
        if name is not None:
            opened.name_reader(check_reader(name, Settings.from_environment()))
        say(f"the reader of {library} is {opened.reader or BUNDLED}")
