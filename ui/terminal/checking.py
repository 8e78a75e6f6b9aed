"""The subcommand `verify`: whether a library keeps its promises, and mending what can be."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Annotated

import typer

from index import Cure, Library, LibraryDamagedError, Problem
from ui.terminal.console import DAMAGED, count, error_line, say
from ui.terminal.opening import locate_library
from ui.terminal.options import LibraryArgument
from ui.terminal.progress import progress_of

_MOST_NAMES = 20  # problems listed one by one
_ROUNDS = 3  # of mending: what is mended may uncover something else

_Repair = Annotated[
    bool,
    typer.Option(
        "--repair", help="Make again what is derived: passages, vectors and search indexes."
    ),
]


def verify(library: LibraryArgument = None, *, repair: _Repair = False) -> None:
    """Check all of a library: its file, and every article, passage, vector and search index.

    Exit code 0 when all is well, 4 when it is damaged, 2 when there is no library.
    """
    path = locate_library(library)
    try:
        with Library.open(path) as opened:
            problems = _check(opened)
            for _ in range(_ROUNDS if repair else 0):
                if any(problem.cure is not Cure.NONE for problem in problems):
                    _list(problems)
                    for done in opened.repair(problems):
                        say(f"   mended  {done}")
                    problems = _check(opened)
            if not problems:
                found = opened.info()
                held = f"{count(found.articles, 'article')}, {count(found.passages, 'passage')}"
                say(f"all is well: {held} in {path}")
                return
    except LibraryDamagedError as error:
        error_line(str(error))
        raise typer.Exit(DAMAGED) from None
    _list(problems)
    say(f"{count(len(problems), 'problem')} in {path}")
    _advise(str(path), problems)
    raise typer.Exit(DAMAGED)


def _check(library: Library) -> list[Problem]:
    with progress_of("Checking") as advance:
        return library.verify(advance)


def _list(problems: Sequence[Problem]) -> None:
    for problem in problems[:_MOST_NAMES]:
        say(f"  damaged  {problem}")
    if len(problems) > _MOST_NAMES:
        say(f"  damaged  … and {len(problems) - _MOST_NAMES:,} more")


def _advise(path: str, problems: Sequence[Problem]) -> None:
    mendable = sum(problem.cure is not Cure.NONE for problem in problems)
    if mendable:
        which = "this" if mendable == len(problems) == 1 else f"{mendable:,} of them"
        say(f"to mend {which}: {shlex.join(['pullquote', 'verify', path, '--repair'])}")
    lost = [problem for problem in problems if problem.cure is Cure.NONE]
    for problem in lost[:_MOST_NAMES]:
        if problem.article:
            command = shlex.join(["pullquote", "remove", path, problem.article])
            say(f"to mend {problem.article}: {command}, and index again {problem.origin}")
    if any(not problem.article for problem in lost):
        say(
            "to mend the catalog: bring the library back with pullquote import, or from a copy; or "
            "delete the folder and index the articles again"
        )
