"""Search indexes of an earlier state of a library, to build those of a later one on."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.blocks import Block
from index.catalog import PassageIds
from index.manifest import DELETED, LEXICAL, Manifest, StoredSegment
from index.segment import ids_beside
from index.stored_vectors import StoredVectors

log = logging.getLogger(__name__)

_NOTHING = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Base:
    """Indexes of an earlier state of the same catalog, and what has been deleted from it."""

    home: Path
    manifest: Manifest
    deleted: PassageIds  # ascending: what its segments hold and the catalog no longer has
    newly: PassageIds  # those of them that the earlier state still had

    @classmethod
    def open(cls, home: Path, stored: StoredVectors) -> Base:
        """Compare indexes with the catalog; gives an empty base when they cannot be built on.

        Nothing but ids is read, and these only when something has been deleted.
        """
        try:
            return cls._open(home, stored)
        except (OSError, ValueError) as error:
            log.info("the indexes of %s cannot be built on: %s", home, error)
            return cls.nothing()

    @classmethod
    def nothing(cls) -> Base:
        """Give a base that holds no passage."""
        return cls(Path(), Manifest("", 0, 0, [], 0, {}), _NOTHING, _NOTHING)

    @classmethod
    def _open(cls, home: Path, stored: StoredVectors) -> Base:
        manifest = Manifest.read(home)
        for name in manifest.files:
            (home / name).stat()
        deleted = _read_ids(home, manifest, DELETED)
        still = stored.count_up_to(manifest.last_id)
        if still == manifest.passages:
            return cls(home, manifest, deleted, _NOTHING)
        files = [ids_beside(segment.file) for segment in manifest.segments]
        held = np.concatenate([_NOTHING, *(_read_ids(home, manifest, file) for file in files)])
        gone = np.setdiff1d(held, stored.ids(), assume_unique=True)
        newly = np.setdiff1d(gone, deleted, assume_unique=True)
        if still != manifest.passages - len(newly):
            raise ValueError("the catalog has passages that they lack")
        return cls(home, manifest, gone, newly)

    def segment(self, block: Block) -> StoredSegment | None:
        """Give the segment of a block, None when there is none."""
        return next((own for own in self.manifest.segments if own.block == block), None)

    def deleted_in(self, block: Block) -> PassageIds:
        """Give the deleted passages that its segments hold in a block."""
        start, end = np.searchsorted(self.deleted, [block.first, block.last + 1])
        return self.deleted[start:end]

    def lexical_files(self) -> list[str]:
        """Name the files of the lexical index."""
        return [name for name in self.manifest.files if name.startswith(f"{LEXICAL}/")]


def _read_ids(home: Path, manifest: Manifest, name: str) -> PassageIds:
    manifest.check(home, name)
    return np.fromfile(home / name, "<i8").astype(np.int64)
