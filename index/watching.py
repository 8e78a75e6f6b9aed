"""Follow files and folders: which files have changed, once each has come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from index.errors import InputError

_REST = 1.0  # seconds that a file stays as it is before it is read
_PERIOD = 10.0  # seconds between looks where the system tells of changes: drives of others do not
_SHORT_PERIOD = 2.0  # where it tells of none
_SHARE = 0.05  # of the time that may be spent on looking

_Sign = tuple[int, int, int]  # size, time of change in nanoseconds, number of the file
_NEVER_SEEN: _Sign = (-1, -1, -1)  # of a file that was there, and is to be told of again


@dataclass(frozen=True, slots=True)
class Change:
    """Files that are new or have changed, and whether others are gone.

    `lost` says why nothing can be seen; `found`, that it can again.
    """

    files: list[Path]
    gone: bool = False
    lost: str = ""
    found: bool = False


class Watch:
    """Watches the files that `find` lists, from what they are when it is made.

    `find` raises InputError or OSError where nothing can be seen now. A file is told of when it was
    the same in two looks, `rest` seconds apart: one that is being written is waited for.

    Raises:
        InputError: nothing can be seen from the beginning.
    """

    def __init__(
        self, roots: Sequence[Path], find: Callable[[], list[Path]], rest: float = _REST
    ) -> None:
        self._roots = [root.resolve() for root in roots]
        self._find = find
        self._rest = rest
        self._devices = self._found_devices()
        self._told = self._signs()
        self._before = dict(self._told)
        self._lost = False
        self._owed = False  # that files are gone, for it was of no use yet

    @property
    def files(self) -> list[Path]:
        """The files that were there when the watch was made, or that it has told of since."""
        return list(self._told)

    def changes(self, stop: Event) -> Iterator[Change]:
        """Wait for changes, and give them as they come, until `stop` is set."""
        nudges = self._nudges(stop)
        while not stop.is_set():
            began = time.monotonic()
            change, restless = self._look()
            took = time.monotonic() - began
            if change:
                yield change
            if restless or change:
                stop.wait(max(self._rest, took / _SHARE))
            else:
                next(nudges, None)
                stop.wait(max(min(self._rest, 0.1), took))

    def tell_again(self, change: Change) -> None:
        """Take back what was told: it was of no use yet."""
        for file in change.files:
            if file in self._told:
                self._told[file] = _NEVER_SEEN
        self._owed = change.gone

    def _look(self) -> tuple[Change | None, bool]:
        """Compare with the look before; tells also whether something is not at rest."""
        try:
            now = self._signs()
        except (InputError, OSError) as error:
            known, self._lost = self._lost, True
            return (None if known else Change([], lost=str(error))), False
        found, self._lost = self._lost, False
        new = [file for file, sign in now.items() if self._told.get(file) != sign]
        files = [file for file in new if self._before.get(file) == now[file]]
        gone = [file for file in self._told if file not in now and file not in self._before]
        restless = len(files) < len(new) or bool(self._told.keys() - now.keys() - set(gone))
        self._before = now
        self._told |= {file: now[file] for file in files}
        for file in gone:
            del self._told[file]
        change = Change(files, bool(gone) or self._owed, found=found)
        self._owed = False
        return (change if files or change.gone or found else None), restless

    def _signs(self) -> dict[Path, _Sign]:
        if self._found_devices() != self._devices:
            raise InputError("another drive is where the articles were; is theirs connected?")
        try:
            files = self._find()
        except InputError:
            self._found_devices()  # its root may have gone since: that is what is to be said
            raise
        signs = {}
        for file in files:
            try:
                status = file.stat()
            except FileNotFoundError:  # since it was found
                continue
            signs[file] = (status.st_size, status.st_mtime_ns, status.st_ino)
        return signs

    def _found_devices(self) -> list[int]:
        """Give the drive of each root: without its drive, all that is on it would seem gone."""
        try:
            return [root.stat().st_dev for root in self._roots]
        except OSError as error:
            raise InputError(f"{error.filename} cannot be seen ({error.strerror})") from None

    def _nudges(self, stop: Event) -> Iterator[None]:
        """Wait, each time, until something may have changed."""
        while not stop.is_set():
            try:
                yield from self._told_by_the_system(stop)
            except (OSError, RuntimeError):  # it watches no more folders, or one is not there
                stop.wait(_SHORT_PERIOD)
                yield

    def _told_by_the_system(self, stop: Event) -> Iterator[None]:
        import watchfiles  # late: only this needs it

        period = int(_PERIOD * 1000)
        for _ in watchfiles.watch(
            *self._roots,
            watch_filter=None,
            debounce=400,
            stop_event=stop,
            rust_timeout=period,
            yield_on_timeout=True,
        ):
            yield
