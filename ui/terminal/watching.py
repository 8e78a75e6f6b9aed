"""Keep a library in step with folders as they change, and tell of each change in a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Event

from index import Changes, Library, LibraryBusyError
from index.update import Sources, Update, update
from index.watching import Change, Watch
from ui.terminal.console import say
from ui.terminal.duplicates import likeness_line, new_duplicates
from ui.terminal.progress import show_indexing
from ui.terminal.updating import update_and_report

_MOST_NAMES = 20  # of one kind and one moment, one by one


def keep_up(library: Library, sources: Sources, prune: bool) -> None:
    """Index all files, and then those that change, until Ctrl-C."""
    watch = Watch(sources.paths, lambda: sources.files(library.path))
    told: set[str] = set()  # articles that were said to be gone
    busy = False
    try:
        try:
            told |= set(update_and_report(library, sources, watch.files, prune, Changes()).gone)
        except LibraryBusyError:
            watch.tell_again(Change(watch.files, gone=True))
        where = ", ".join(map(str, sources.paths))
        _tell(f"watching {where} (Ctrl-C ends it)")
        for change in watch.changes(Event()):
            if change.lost:
                _tell(f"waiting: {change.lost}")
                continue
            if change.found:
                _tell(f"watching {where} again")
            try:
                _follow(library, sources, change, prune, told)
                busy = False
            except LibraryBusyError:
                watch.tell_again(change)
                if not busy:
                    _tell("waiting: another process is writing to the library")
                busy = True
    except KeyboardInterrupt:
        _tell("stopped; what was indexed is kept")


def _follow(
    library: Library, sources: Sources, change: Change, prune: bool, told: set[str]
) -> None:
    changes = Changes()
    with show_indexing(change.files, changes, transient=True) as shown:
        done = update(
            library, sources, shown.files(), prune=prune, changes=changes, follow=shown.items
        )
    for line in _lines(done, told):
        _tell(line)
    for likeness in new_duplicates(library, changes.added + changes.changed):
        _tell(f"largely the same: {likeness_line(likeness)}")
    told.clear()
    told.update(done.gone)


def _lines(done: Update, told: set[str]) -> Iterator[str]:
    changes = done.changes
    yield from _named("added", changes.added)
    yield from _named("changed", changes.changed)
    yield from _named("moved", changes.moved)
    yield from _named("took out", done.removed)
    yield from _named("skipped", [f"{item.origin}: {item.reason}" for item in changes.skipped])
    yield from _named("gone, but kept without --prune:", sorted({*done.prunable} - told))


def _named(word: str, names: Sequence[str]) -> Iterator[str]:
    yield from (f"{word} {name}" for name in names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        yield f"{word} {len(names) - _MOST_NAMES:,} more"


def _tell(line: str) -> None:
    say(f"{datetime.now():%H:%M:%S}  {line}")
    sys.stdout.flush()
