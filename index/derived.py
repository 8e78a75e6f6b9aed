"""The search indexes of one state of a library: derived from its catalog, checked on opening."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.catalog import Catalog
from index.lexical import LexicalIndex
from index.manifest import DELETED, LEXICAL, Manifest
from index.segment import Segment
from index.stored_vectors import StoredVectors
from index.vectors import VectorIndex

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchIndexes:
    """What a question searches, all of one state of the catalog. From one thread at a time."""

    manifest: Manifest
    vectors: VectorIndex
    lexical: LexicalIndex

    @property
    def state(self) -> str:
        """The state of the catalog that they belong to."""
        return self.manifest.state


def load_indexes(
    folder: Path, catalog: Catalog, old: SearchIndexes | None = None
) -> SearchIndexes | None:
    """Load the indexes that belong to the catalog's state; None when they do not agree.

    They stand in a folder of their own, named after the state, that never changes once it has its
    name. Its manifest holds format, state, count and the checksum of every file. What the indexes
    of an `old` state have open already is taken from there.
    """
    state = catalog.state()
    home = folder / state
    try:
        manifest = Manifest.read(home)
        if (manifest.state, manifest.passages) != (state, catalog.counts()[1]):
            raise ValueError("the manifest does not agree with the catalog")
        known = old.manifest.files.items() if old else ()
        for name, _ in manifest.files.items() - known:
            manifest.check(home, name)
        vectors = _load_vectors(home, manifest, StoredVectors(catalog), old)
        lexical = LexicalIndex.load(home / LEXICAL)
        if not len(vectors) == len(lexical) == manifest.passages:
            raise ValueError("the indexes are of other sizes than the catalog")
    except (OSError, ValueError, RuntimeError) as error:
        log.info("the indexes of %s cannot be used: %s", home, error)
        return None
    return SearchIndexes(manifest, vectors, lexical)


def is_published(folder: Path, state: str) -> bool:
    """Whether indexes of this state and of this format have been stored; not whether all is well.

    What is damaged since, those find who load it.
    """
    try:
        return Manifest.read(folder / state).state == state
    except (OSError, ValueError):
        return False


def remove_stale(folder: Path, state: str) -> None:
    """Remove all that belongs to other states; readers keep what they have open."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name != state:
            shutil.rmtree(path, ignore_errors=True)


def _load_vectors(
    home: Path, manifest: Manifest, stored: StoredVectors, old: SearchIndexes | None
) -> VectorIndex:
    open_already: dict[tuple[str, str], Segment] = {}
    if old:
        names = [segment.file for segment in old.manifest.segments]
        digests = [old.manifest.files[name] for name in names]
        keys = zip(names, digests, strict=True)
        open_already = dict(zip(keys, old.vectors.segments, strict=True))
    segments = [
        open_already.get((segment.file, manifest.files[segment.file]))
        or Segment.load(home / segment.file, segment.passages, stored.dimension)
        for segment in manifest.segments
    ]
    return VectorIndex(segments, np.fromfile(home / DELETED, "<i8"), stored)
