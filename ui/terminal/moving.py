"""The subcommands `export` and `import`: a library as one file."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from rich.filesize import decimal

from index import Library, export_library, import_library
from ui.terminal.console import count, say
from ui.terminal.progress import progress_of


def export(
    library: Annotated[Path, typer.Argument(help="Folder of the library.")],
    file: Annotated[Path, typer.Argument(help="File to write, such as `my-library.pullquote`.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a library into one file: to keep, or to take to another machine.

    It is checked first, and written as it is at this moment, whoever adds to it meanwhile.
    """
    with progress_of("Exporting") as advance:
        export_library(library, file, force=force, advance=advance)
    say(f"{library} is in {file} ({decimal(file.stat().st_size)})")
    say(f"make a library of it with: pullquote import {quote(str(file))} FOLDER")


def import_(
    file: Annotated[Path, typer.Argument(help="What `export` wrote.")],
    library: Annotated[Path, typer.Argument(help="Folder for the library; it must be new.")],
) -> None:
    """Make a library from an exported file, after checking all of it."""
    with progress_of("Importing") as advance:
        import_library(file, library, advance=advance)
    with Library.open(library) as opened:
        found = opened.info()
    say(f"{count(found.articles, 'article')}, {count(found.passages, 'passage')} in {library}")
