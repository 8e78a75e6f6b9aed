"""Arguments and options that several subcommands take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from index import ArticleFilter, InputError
from qa import BUNDLED


def parse_day(text: str) -> date:
    """Read a day that somebody gave as an option.

    Raises:
        InputError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no date; write it as YYYY-MM-DD.") from None


LibraryArgument = Annotated[
    Path | None,
    typer.Argument(help="Folder of a library.", show_default="the starter library"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
ExplainOption = Annotated[
    bool,
    typer.Option(
        "--explain", help="Show how the answer came about: what was found, marked and merged."
    ),
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        help="An extractive Transformers model, by name or folder.",
        show_default=f"the library's own, else {BUNDLED}",
    ),
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
    typer.Option(
        parser=parse_day, metavar="YYYY-MM-DD", help="Look only in articles from this day on."
    ),
]
UntilOption = Annotated[
    date | None,
    typer.Option(
        parser=parse_day, metavar="YYYY-MM-DD", help="Look only in articles up to this day."
    ),
]


LanguagesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Look only in articles in this language, such as en or German; may be given more "
        "than once.",
    ),
]


def choose_articles(
    publishers: Sequence[str] | None,
    articles: Sequence[str] | None,
    since: date | None,
    until: date | None,
    languages: Sequence[str] | None = None,
) -> ArticleFilter:
    """Make a filter of what the options hold."""
    return ArticleFilter(publishers or (), articles or (), since, until, languages or ())
