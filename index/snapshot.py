"""One state of a library, whole: a pinned catalog and the search indexes that belong to it."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.blocks import Sizes
from index.building import build_indexes
from index.catalog import Catalog
from index.derived import SearchIndexes, is_published, load_indexes, remove_stale
from index.errors import LibraryBusyError, LibraryDamagedError, LibraryError
from index.folder import LibraryFolder
from index.lineage import last_indexed, remember_indexed
from index.roll import Roll

_FULL = {errno.ENOSPC, errno.EDQUOT}
_ATTEMPTS = 5  # a writer may remove a state's indexes just as a reader opens them


@dataclass(frozen=True)
class Snapshot:
    """What readers see until they move on: no write changes it. Use from one thread at a time."""

    catalog: Catalog
    indexes: SearchIndexes

    @property
    def state(self) -> str:
        """Which state it is, as the catalog names it."""
        return self.indexes.state

    @cached_property
    def roll(self) -> Roll:
        """What filters choose from; read when the first one comes."""
        return Roll.read(self.catalog)

    def close(self) -> None:
        """Let go of it."""
        self.catalog.close()


def newest_snapshot(folder: LibraryFolder, old: Snapshot | None) -> Snapshot:
    """Give the newest state, or the old one while a writer is still preparing the next.

    Whoever comes first builds the indexes that are not there yet, but leaves to the next writer
    what takes long. Without an old state, and with a writer at work or in a read-only folder, they
    are built for this process alone.

    Raises:
        LibraryDamagedError: no indexes can be made that agree with the catalog.
    """
    for _ in range(_ATTEMPTS):
        snapshot = _ready_snapshot(folder, old)
        if snapshot:
            return snapshot
        try:
            with folder.writing():
                snapshot = _ready_snapshot(folder, old)  # another may have been quicker
                if snapshot:
                    return snapshot
                publish(folder, settled=False, again=True)
        except LibraryBusyError:
            if old:
                return old
        except LibraryError:  # the folder is read-only, or there is no space
            if old:
                return old
            break
    return _private_snapshot(folder)


def publish(
    folder: LibraryFolder,
    sizes: Sizes | None = None,
    *,
    settled: bool = True,
    again: bool = False,
) -> None:
    """Build and store the indexes of the newest state, if they are not there; only for the writer.

    `again` builds them also if they are there: they are damaged. Readers go on with the state
    before until all is done; what is interrupted is done again by whoever comes next.

    Raises:
        LibraryError: they cannot be written. The articles are stored all the same.
    """
    catalog = _pinned(folder)
    try:
        state = catalog.state()
        if again or not is_published(folder.derived, state):
            earlier = _earlier(folder, catalog)
            home = folder.derived / state
            with _space_for_indexes(folder):
                folder.derived.mkdir(exist_ok=True)
                build_indexes(home, catalog, earlier, sizes or Sizes(), settled=settled)
    finally:
        catalog.close()
    catalog = Catalog.open(folder.catalog)
    try:
        remember_indexed(catalog, state)
    finally:
        catalog.close()
    remove_stale(folder.derived, state)


def _earlier(folder: LibraryFolder, catalog: Catalog) -> Path | None:
    """Give the folder of indexes that those of the catalog's state can be built on."""
    state = last_indexed(catalog)
    return folder.derived / state if state and state != catalog.state() else None


def _ready_snapshot(folder: LibraryFolder, old: Snapshot | None) -> Snapshot | None:
    catalog = _pinned(folder)
    indexes = load_indexes(folder.derived, catalog, old.indexes if old else None)
    if indexes is None:
        catalog.close()
        return None
    return Snapshot(catalog, indexes)


def _private_snapshot(folder: LibraryFolder) -> Snapshot:
    catalog = _pinned(folder)
    for earlier in (_earlier(folder, catalog), None):
        with _space_for_indexes(folder), tempfile.TemporaryDirectory() as temporary:
            home = Path(temporary) / catalog.state()
            with suppress(FileNotFoundError):  # a writer has moved on, and removed the earlier ones
                build_indexes(home, catalog, earlier, Sizes(), settled=False)
            indexes = load_indexes(home.parent, catalog)
        if indexes:
            return Snapshot(catalog, indexes)
    raise LibraryDamagedError(
        f"The search indexes of {folder.path} cannot be made from its catalog. Find out what is "
        f"wrong with: pullquote verify {folder.path}"
    )


@contextmanager
def _space_for_indexes(folder: LibraryFolder) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"The search indexes of {folder.path} cannot be written ({error}). Its articles are "
            f"kept. {_what_to_do(error)}, and they are built at the next question."
        ) from None


def _what_to_do(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return "Make space" if error.errno in _FULL else "Mend that"
    return "See that there is space"  # it is tantivy's, which does not always say why


def _pinned(folder: LibraryFolder) -> Catalog:
    catalog = Catalog.open(folder.catalog)
    catalog.pin()
    return catalog
