"""One state of a library, whole: a pinned catalog and the search indexes that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from index.catalog import Catalog
from index.derived import SearchIndexes, build_indexes, load_indexes, remove_stale
from index.errors import LibraryError
from index.filters import Roll
from index.folder import LibraryFolder

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
        return Roll(self.catalog.listing(), self.catalog.passages_of_articles())

    def close(self) -> None:
        """Let go of it."""
        self.catalog.close()


def newest_snapshot(folder: LibraryFolder, old: Snapshot | None) -> Snapshot:
    """Give the newest state, or the old one while a writer is still preparing the next.

    Whoever comes first builds the indexes that are not there yet. Without an old state, and with a
    writer at work or in a read-only folder, they are built for this process alone.
    """
    for _ in range(_ATTEMPTS):
        snapshot = _ready_snapshot(folder)
        if snapshot:
            return snapshot
        try:
            with folder.writing():
                return publish(folder)
        except LibraryError:  # someone else writes, or the folder is read-only
            if old:
                return old
    catalog = _pinned(folder)
    return Snapshot(catalog, build_indexes(None, catalog))


def publish(folder: LibraryFolder) -> Snapshot:
    """Build and store the indexes of the newest state; only for the writer."""
    snapshot = _ready_snapshot(folder)
    if snapshot is None:
        catalog = _pinned(folder)
        snapshot = Snapshot(catalog, build_indexes(folder.derived, catalog))
    remove_stale(folder.derived, snapshot.state)
    return snapshot


def _ready_snapshot(folder: LibraryFolder) -> Snapshot | None:
    catalog = _pinned(folder)
    indexes = load_indexes(folder.derived, catalog)
    if indexes is None:
        catalog.close()
        return None
    return Snapshot(catalog, indexes)


def _pinned(folder: LibraryFolder) -> Catalog:
    catalog = Catalog.open(folder.catalog)
    catalog.pin()
    return catalog
