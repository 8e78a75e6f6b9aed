"""The search indexes of one state of a library: derived from its catalog, checked, rebuilt."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from index.catalog import Catalog
from index.lexical import LexicalIndex
from index.vectors import VectorIndex

log = logging.getLogger(__name__)

FORMAT = 2  # to be raised when what stands in the folder of a state changes in kind

_VECTORS, _LEXICAL, _MANIFEST = "vectors.faiss", "lexical", "manifest.json"


@dataclass(frozen=True, slots=True)
class SearchIndexes:
    """What a question searches, all of one state of the catalog."""

    state: str  # of the catalog that they were built from
    vectors: VectorIndex
    lexical: LexicalIndex


def load_indexes(folder: Path, catalog: Catalog) -> SearchIndexes | None:
    """Load the indexes that belong to the catalog's state; None when they do not agree.

    They stand in a folder of their own, named after the state, that never changes once it has its
    name. Its manifest holds format, state, count and the SHA-256 of every file.
    """
    state = catalog.state()
    home = folder / state
    try:
        manifest = json.loads((home / _MANIFEST).read_text("utf-8"))
        if manifest != _manifest(home, state, catalog):
            raise ValueError("the manifest does not agree")
        vectors = VectorIndex.load(home / _VECTORS)
        lexical = LexicalIndex.load(home / _LEXICAL)
    except (OSError, ValueError, RuntimeError) as error:
        log.info("the indexes of %s cannot be used: %s", home, error)
        return None
    if len(vectors) == len(lexical) == catalog.counts()[1]:
        return SearchIndexes(state, vectors, lexical)
    return None


def build_indexes(folder: Path | None, catalog: Catalog) -> SearchIndexes:
    """Build the indexes from the catalog and publish them in `folder`, for others to load.

    Without a folder they are for this process alone.
    """
    state = catalog.state()
    if folder is None:
        with tempfile.TemporaryDirectory() as temporary:
            return _build(Path(temporary), catalog, state)
    folder.mkdir(exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder))
    try:
        indexes = _build(draft, catalog, state)
        manifest = json.dumps(_manifest(draft, state, catalog))
        (draft / _MANIFEST).write_text(manifest, "utf-8")
        _publish(draft, folder / state)
        return indexes
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def remove_stale(folder: Path, state: str) -> None:
    """Remove all that belongs to other states; readers keep what they have open."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name != state:
            shutil.rmtree(path, ignore_errors=True)


def _build(home: Path, catalog: Catalog, state: str) -> SearchIndexes:
    vectors = VectorIndex.build(*catalog.vectors())
    vectors.save(home / _VECTORS)
    (home / _LEXICAL).mkdir()
    lexical = LexicalIndex.build(catalog.passages(), home / _LEXICAL)
    return SearchIndexes(state, vectors, lexical)


def _publish(draft: Path, home: Path) -> None:
    for path in draft.rglob("*"):
        if path.is_file():
            _sync(path)
    if home.exists():  # it was there and did not agree with the catalog
        shutil.rmtree(home)
    draft.rename(home)
    _sync(home.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest(home: Path, state: str, catalog: Catalog) -> dict[str, object]:
    files = [home / _VECTORS, *sorted((home / _LEXICAL).iterdir())]
    return {
        "format": FORMAT,
        "state": state,
        "passages": catalog.counts()[1],
        "files": {
            str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if not path.name.startswith(".")  # tantivy's locks
        },
    }
