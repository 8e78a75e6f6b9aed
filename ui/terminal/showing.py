"""The subcommand `show`: one article, with its metadata and where they come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from index import Article, InputError, Library
from qa import article_to_json
from ui.article_metadata import metadata_of
from ui.terminal.console import clean, out
from ui.terminal.opening import locate_library
from ui.terminal.options import JsonOption


def show(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[LIBRARY] ID",
            help="The id of an article, as `info` lists it, after the folder of a library "
            "(without one, the starter library).",
            show_default=False,
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Show an article: its metadata, where each of them comes from, and its text."""
    *library, id = words
    if len(library) > 1:
        raise InputError("Name one article: pullquote show LIBRARY ID.")
    path = locate_library(Path(library[0]) if library else None)
    with Library.open(path) as opened:
        article = opened.article(id)
    if article is None:
        raise InputError(f"There is no article {id!r} in {path}. `pullquote info` lists the ids.")
    if as_json:
        print(json.dumps(article_to_json(article), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        out.print(article_view(article))


def article_view(article: Article) -> RenderableType:
    """Lay out an article: a line for each of its metadata, and its text."""
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("id", style="dim"), Text(clean(article.id), style="bold"))
    for each in metadata_of(article):
        told = Text(clean(each.value)) if each.value else Text("unknown", style="dim")
        if each.source:
            told.append(f"  ({clean(each.source)})", style="dim")
        table.add_row(Text(each.label, style="dim"), told)
    table.add_row(Text("origin", style="dim"), Text(clean(article.origin)))
    return Group(table, Text(""), Text(clean(article.text)))
