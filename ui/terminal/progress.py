"""Show how far long work is: a bar in a terminal; of indexing, elsewhere a line now and then."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from index import Article, Changes, Skipped
from index.readers import url_lists
from index.update import Items
from ui.terminal.console import count, err

_BETWEEN_LINES = 30.0  # seconds
_PAGE_FOR_ADDRESS = 100  # characters of an article for one of its address in a list
_WINDOW = 60.0  # seconds that the speed is taken over: what is unchanged is passed at another


@contextmanager
def progress_of(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell how much is done, of how much; a bar in a terminal, else nothing."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far things were at a moment: bytes and files done, passages stored."""

    size: int
    files: int
    passages: int = 0
    at: float = 0.0  # seconds, by the monotonic clock


class Indexing:
    """What has been stored of files, and how long the rest will take.

    The share that is done goes by bytes, for a file may hold one article or thousands. Within a
    file the texts read so far are counted as its bytes.
    """

    def __init__(
        self, files: Sequence[Path], changes: Changes, show: Callable[[Indexing], None]
    ) -> None:
        self.size = sum(map(_size, files))  # bytes
        self.total = len(files)  # files
        self._files = files
        self._changes = changes
        self._show = show
        self._read = _Mark(0, 0)
        self._largest = self._within = 0  # bytes of the file that is being read, and its texts
        self._ahead: deque[_Mark] = deque()  # where things stood as each item was read
        self._taken = 0  # items of which it is known what became of them
        self._past = deque([_Mark(0, 0, 0, time.monotonic())])

    @property
    def done(self) -> int:
        """Bytes of the articles of which is known what became of them."""
        return self._past[-1].size

    @property
    def files_done(self) -> int:
        """Files of which that is known of all articles."""
        return self._past[-1].files

    @property
    def rate(self) -> float:
        """Passages stored a second."""
        first, last = self._past[0], self._past[-1]
        return (last.passages - first.passages) / max(last.at - first.at, 1e-9)

    @property
    def seconds_left(self) -> float | None:
        """The time it will take still; None as long as nothing tells."""
        first, last = self._past[0], self._past[-1]
        if last.size == first.size:
            return None
        return (self.size - last.size) * (last.at - first.at) / (last.size - first.size)

    def files(self) -> Iterator[Path]:
        """Pass the files on."""
        for file in self._files:
            self._largest, self._within = _size(file), 0
            yield file
            self._read = _Mark(self._read.size + self._largest, self._read.files + 1)
            if self._ahead:  # its last article ends it
                self._ahead[-1] = self._read
            self._move()

    def items(self, items: Items) -> Iterator[Article | Skipped]:
        """Pass on what was read in them."""
        for item in items:
            if isinstance(item, Article):
                self._within = min(self._largest, self._within + len(item.text))
            self._ahead.append(_Mark(self._read.size + self._within, self._read.files))
            self._move()
            yield item

    def _move(self) -> None:
        changes = self._changes
        stored = len(changes.added) + len(changes.changed) + len(changes.moved)
        known = stored + len(changes.unchanged) + len(changes.skipped)
        mark = None
        while self._taken < known and self._ahead:
            mark = self._ahead.popleft()
            self._taken += 1
        if mark:
            now = time.monotonic()
            self._past.append(_Mark(mark.size, mark.files, changes.passages, now))
            while len(self._past) > 2 and self._past[1].at < now - _WINDOW:
                self._past.popleft()
        self._show(self)


def _size(file: Path) -> int:
    try:
        size = file.stat().st_size
    except OSError:  # it is gone; whoever reads it will say so
        return 0
    return size * _PAGE_FOR_ADDRESS if file.suffix.lower() in url_lists.SUFFIXES else size


@contextmanager
def show_indexing(
    files: Sequence[Path], changes: Changes, *, transient: bool = False
) -> Iterator[Indexing]:
    """Give what passes files and items on, and shows it on standard error."""
    if not err.is_terminal:
        yield Indexing(files, changes, Lines())
        return
    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        TextColumn("{task.fields[files]}"),
        TextColumn("{task.fields[rate]}", style="dim"),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=err, transient=transient) as progress:
        task = progress.add_task("", total=None, files="", rate="", left="")
        yield Indexing(files, changes, lambda state: _move(progress, task, state))
        every = count(len(files), "file")
        progress.update(task, total=1, completed=1, files=every, rate="", left="")


def _move(progress: Progress, task: TaskID, state: Indexing) -> None:
    rate = f"{state.rate:,.0f} passages/s" if state.rate else ""
    files = f"{state.files_done:,} of {count(state.total, 'file')}"
    progress.update(
        task, completed=state.done, total=state.size, files=files, rate=rate, left=_left(state)
    )


class Lines:
    """Writes a line at times; nothing at all of what is quickly done."""

    def __init__(self, between: float = _BETWEEN_LINES) -> None:
        self._between = between
        self._last = time.monotonic()

    def __call__(self, state: Indexing) -> None:
        """Write one if it is time."""
        if time.monotonic() - self._last >= self._between:
            self._last = time.monotonic()
            err.print(Text(line_of(state)), soft_wrap=True)


def line_of(state: Indexing) -> str:
    """Say in one line how far indexing is."""
    rate = f"{state.rate:,.0f} passages a second" if state.rate else ""
    files = f"{state.files_done:,} of {count(state.total, 'file')}"
    return "indexing: " + ", ".join(part for part in (files, rate, _left(state)) if part)


def _left(state: Indexing) -> str:
    seconds = state.seconds_left
    if seconds is None:
        return ""
    if seconds < 90:
        return f"about {count(max(1, round(seconds)), 'second')} left"
    minutes = round(seconds / 60)
    hours = count(round(minutes / 60), "hour")
    return f"about {count(minutes, 'minute') if minutes < 90 else hours} left"
