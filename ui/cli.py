"""The `pullquote` command."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer

from index import InputError, Library, PullquoteError
from ui.mcp.command import mcp
from ui.terminal.asking import ask, chat
from ui.terminal.checking import verify
from ui.terminal.console import BAD_INPUT, FAILED, error_line, out, say
from ui.terminal.duplicates import duplicates
from ui.terminal.feedback import feedback
from ui.terminal.indexing import index
from ui.terminal.libraries import info_view
from ui.terminal.moving import export, import_
from ui.terminal.opening import locate_library
from ui.terminal.options import JsonOption, LibraryArgument
from ui.terminal.readers import reader
from ui.terminal.serving import serve
from ui.terminal.showing import show

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Ask a question of a collection of news articles, and get the **exact words** that "
    "answer it, with their sources.\n\n"
    'Begin with the starter articles:  `pullquote ask "Who is the Pentagon spokesman?"`\n\n'
    "Then with your own:  `pullquote index my-library FOLDER`, and "
    '`pullquote ask my-library "…"`, `pullquote chat my-library` or `pullquote serve my-library`.',
)


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"pullquote {version('pullquote')}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Take the options that belong to no subcommand."""


app.command()(index)
app.command()(ask)
app.command()(chat)
app.command()(serve)
app.command()(mcp)


@app.command()
def info(library: LibraryArgument = None, as_json: JsonOption = False) -> None:
    """Say what a library holds."""
    with Library.open(locate_library(library)) as opened:
        found, articles = opened.info(), opened.articles()
    if as_json:
        from pydantic import TypeAdapter  # late: only this needs it

        listed = [{"id": a.id, "title": a.title, "origin": a.origin} for a in articles]
        described = TypeAdapter(type(found)).dump_python(found, mode="json")
        print(json.dumps({**described, "listed": listed}, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        out.print(info_view(found, articles))


@app.command()
def remove(
    library: Annotated[Path, typer.Argument(help="Folder of the library.")],
    ids: Annotated[list[str], typer.Argument(help="Ids of articles, as `info` lists them.")],
) -> None:
    """Take articles out of a library, all of them in one change.

    Their files are not touched: a file that is still there comes back with the next `index`.
    """
    with Library.open(library) as opened:
        known = opened.origins()
        missing = [id for id in ids if id not in known]
        if missing:
            raise InputError(
                f"There is no article {missing[0]!r} in {library}; nothing was removed."
            )
        removed = opened.remove(ids)
    say(f"{len(removed):,} removed")


app.command()(show)
app.command()(reader)
app.command()(duplicates)
app.command()(verify)
app.command()(export)
app.command("import")(import_)
app.add_typer(feedback, name="feedback")


def main() -> None:
    """Run the command: errors become one line, and an exit code that scripts can trust."""
    for command in entry_points(group="pullquote.commands"):
        added = command.load()
        if isinstance(added, typer.Typer):  # subcommands of its own
            app.add_typer(added, name=command.name)
        else:
            app.command(command.name)(added)
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    try:
        app(arguments)
    except PullquoteError as error:
        if debug:
            raise
        error_line(str(error))
        sys.exit(BAD_INPUT)
    except Exception as error:  # the last resort, so that no person meets a traceback
        if debug:
            raise
        error_line(f"{type(error).__name__}: {error} (run with --debug to see where)")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
