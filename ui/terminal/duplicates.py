"""Show which articles of a library are largely the same; the subcommand `duplicates`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from shlex import quote

from index import Library
from index.duplicates import Likeness, families, find_duplicates
from ui.terminal.console import count, say
from ui.terminal.opening import locate_library
from ui.terminal.options import JsonOption, LibraryArgument
from ui.terminal.progress import progress_of

_MOST_NAMES = 5  # of new articles that are largely the same as others


def duplicates(library: LibraryArgument = None, as_json: JsonOption = False) -> None:
    """List articles that are largely the same as others, family by family.

    Each stands with the share of its text that it has in common with the one most like it. Copies
    do no harm, for those of one story count as one source. `remove` takes an article out.
    """
    with Library.open(locate_library(library)) as opened, progress_of("Comparing") as advance:
        found = find_duplicates(opened, advance=advance)
    nearest = _nearest(found)
    grouped = families(found)
    if as_json:
        listed = [[_record(nearest[id]) for id in family] for family in grouped]
        print(json.dumps(listed, ensure_ascii=False, indent=2))  # noqa: T201
        return
    for family in grouped:
        say(f"{len(family):,} articles")
        for id in family:
            say(f"  {likeness_line(nearest[id])}")
    if not grouped:
        say("No article is largely the same as another.")


def new_duplicates(library: Library, ids: Collection[str]) -> list[Likeness]:
    """Tell which of some articles are largely the same as others, each with the one most like."""
    if not ids:
        return []
    with progress_of("Comparing") as advance:
        found = find_duplicates(library, ids, advance)
    return list({likeness.article: likeness for likeness in reversed(found)}.values())


def lines_of_duplicates(likenesses: Sequence[Likeness], library: Path) -> Iterator[str]:
    """Say which new articles are largely the same as others."""
    if not likenesses:
        return
    few = sorted(likenesses, key=lambda likeness: (-likeness.share, likeness.article))
    one = len(few) == 1
    yield f"{count(len(few), 'article')} {'is' if one else 'are'} largely the same as others:"
    yield from (f"  {likeness_line(likeness)}" for likeness in few[:_MOST_NAMES])
    if len(few) > _MOST_NAMES:
        more = len(few) - _MOST_NAMES
        yield f"  … and {more:,} more; list them with: pullquote duplicates {quote(str(library))}"


def likeness_line(likeness: Likeness) -> str:
    """Say of an article which other it is like, and how much."""
    return f"{likeness.article}: {_percent(likeness.share)} like {likeness.other}"


def _nearest(likenesses: Sequence[Likeness]) -> dict[str, Likeness]:
    """Give the greatest likeness of each article, whichever of the two it was found for."""
    turned = [Likeness(each.other, each.article, each.share) for each in likenesses]
    ordered = sorted([*likenesses, *turned], key=lambda each: (each.share, each.other))
    return {likeness.article: likeness for likeness in ordered}


def _percent(share: float) -> str:
    return "100%" if share == 1 else f"{min(99, round(100 * share))}%"  # 100% is said of all alone


def _record(likeness: Likeness) -> dict[str, object]:
    return {"id": likeness.article, "like": likeness.other, "share": round(likeness.share, 4)}
