"""Bring a library in step with files, and say what that did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from index import Changes, Library
from index.update import Sources, Update, update
from ui.languages import not_english_line
from ui.terminal.console import count, out, say
from ui.terminal.duplicates import lines_of_duplicates, new_duplicates
from ui.terminal.libraries import changes_view
from ui.terminal.progress import show_indexing

_MOST_NAMES = 20  # of articles that are gone, listed by their ids


def update_and_report(
    library: Library, sources: Sources, files: Sequence[Path], prune: bool, changes: Changes
) -> Update:
    """Index files with a bar; say what was added and skipped, what is gone, and what is alike."""
    with show_indexing(files, changes) as shown:
        done = update(
            library, sources, shown.files(), prune=prune, changes=changes, follow=shown.items
        )
    out.print(changes_view(changes))
    line = not_english_line(library.info()) if changes.added or changes.changed else ""
    if line:
        say(line)
    for line in lines_of_gone(done, library.path):
        say(line)
    alike = new_duplicates(library, changes.added + changes.changed)
    for line in lines_of_duplicates(alike, library.path):
        say(line)
    return done


def lines_of_gone(done: Update, library: Path) -> Iterator[str]:
    """Say which articles were taken out, and which are gone and stay."""
    if done.removed:
        yield f"took out {_gone(done.removed)}: {_names(done.removed)}"
    if done.gone:
        verb = "is" if len(done.gone) == 1 else "are"
        yield f"{_gone(done.gone)} {verb} kept: {_names(done.gone)}"
        pruned = " --prune, or with" if done.prunable else ""
        yield f"take such articles out with{pruned}: pullquote remove {quote(str(library))} ID …"


def _gone(ids: Sequence[str]) -> str:
    their = "its file" if len(ids) == 1 else "their files"
    return f"{count(len(ids), 'article')} gone from {their}"


def _names(ids: Sequence[str]) -> str:
    more = len(ids) - _MOST_NAMES
    return ", ".join(ids[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")
