"""Make the search indexes of a state, from those of an earlier one as far as they still hold."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from secrets import token_hex

import numpy as np

from index.base import Base
from index.blocks import Block, Sizes, blocks_after, blocks_up_to
from index.catalog import Catalog, PassageIds
from index.folder import sync
from index.lexical import LexicalIndex, is_lasting, is_lock
from index.manifest import DELETED, LEXICAL, Manifest, StoredSegment, digest, link
from index.segment import Segment
from index.stored_vectors import StoredVectors

_MOST_DELETED = 1 / 8  # share of a segment; they take time and memory
_MOST_DELETED_LEXICAL = 1 / 50  # share of all; they count in BM25 until it is built whole


def build_indexes(
    home: Path, catalog: Catalog, earlier: Path | None, sizes: Sizes, *, settled: bool
) -> None:
    """Build the indexes of the catalog's state in a new folder, which has its name when it is done.

    `earlier` is the folder of a state that this very catalog was in. Segments whose blocks have
    grown together are made anew if the indexes are to be `settled`, or there are none to build on;
    else only what is new goes into a segment, which never takes long.
    """
    stored = StoredVectors(catalog)
    base = Base.open(earlier, stored) if earlier else Base.nothing()
    draft = _Draft(home.parent / f".draft-{token_hex(8)}", base)
    draft.home.mkdir()  # others may read it, if they may read the folder
    try:
        settled = settled or not base.manifest.segments
        segments = _build_vectors(draft, stored, sizes, settled=settled)
        lexical_deleted = _build_lexical(draft, catalog, stored, sizes)
        Manifest(
            catalog.state(),
            catalog.counts()[1],
            stored.last_id(),
            segments,
            lexical_deleted,
            draft.files,
        ).write(draft.home)
        sync(draft.home)
        if home.exists():  # it was there and could not be used
            shutil.rmtree(home)
        draft.home.rename(home)
        sync(home.parent)
    finally:
        shutil.rmtree(draft.home, ignore_errors=True)


class _Draft:
    """A folder of indexes in the making, and the checksums of its files."""

    def __init__(self, home: Path, base: Base) -> None:
        self.home = home
        self.base = base
        self.files: dict[str, str] = {}

    def take(self, name: str) -> None:
        """Take over a file: a second name for it, or a copy if it may change here."""
        take = link if is_lasting(name) else shutil.copy
        take(self.base.home / name, self.home / name)
        self.files[name] = self.base.manifest.files[name]

    def forget_removed(self) -> None:
        """Drop the checksums of files that are no longer there."""
        self.files = {name: own for name, own in self.files.items() if (self.home / name).exists()}

    def finish(self, name: str) -> None:
        """Have a new file on the disk, and its checksum in the manifest."""
        sync(self.home / name)
        self.files[name] = digest(self.home / name)


def _build_vectors(
    draft: _Draft, stored: StoredVectors, sizes: Sizes, *, settled: bool
) -> list[StoredSegment]:
    base, last = draft.base, stored.last_id()
    if settled:
        blocks = blocks_up_to(last, sizes.smallest_block)
    else:
        blocks = blocks_after([segment.block for segment in base.manifest.segments], last)
    segments = []
    deleted: list[PassageIds] = [np.empty(0, np.int64)]
    for block in blocks:
        segment = base.segment(block)
        if segment and (not settled or _may_stay(segment, base, sizes)):
            for name in segment.files:
                draft.take(name)
            deleted.append(base.deleted_in(block))
        else:
            segment = _write_segment(draft, block, stored, sizes, settled=settled)
        if segment:
            segments.append(segment)
    (draft.home / DELETED).write_bytes(np.concatenate(deleted).astype("<i8").tobytes())
    draft.finish(DELETED)
    return segments


def _may_stay(segment: StoredSegment, base: Base, sizes: Sizes) -> bool:
    few_deleted = len(base.deleted_in(segment.block)) <= _MOST_DELETED * segment.passages
    return few_deleted and segment.exact == (segment.passages <= sizes.largest_exact)


def _write_segment(
    draft: _Draft, block: Block, stored: StoredVectors, sizes: Sizes, *, settled: bool
) -> StoredSegment | None:
    passages = stored.count(block.first, block.last)
    if not passages:
        return None
    exact = not settled or passages <= sizes.largest_exact
    segment = StoredSegment(block, passages, exact)
    chunks = partial(stored.between, block.first, block.last)
    Segment.build(chunks, passages, stored.dimension, exact).save(draft.home / segment.file)
    for name in segment.files:
        draft.finish(name)
    return segment


def _build_lexical(draft: _Draft, catalog: Catalog, stored: StoredVectors, sizes: Sizes) -> int:
    """Build the lexical index; gives how many passages were deleted since it was built whole."""
    base = draft.base
    deleted = base.manifest.lexical_deleted + len(base.newly)
    passages = catalog.counts()[1]
    few = deleted <= _MOST_DELETED_LEXICAL * passages and (
        not deleted or passages > sizes.lexical_kept_whole
    )
    home = draft.home / LEXICAL
    home.mkdir()
    if base.lexical_files() and few and _take_lexical(draft):
        if len(base.newly) or stored.last_id() > base.manifest.last_id:
            new = catalog.passages(after=base.manifest.last_id)
            LexicalIndex.update(home, new, base.newly.tolist())
    else:
        deleted = 0
        LexicalIndex.build(catalog.passages(), home)
    draft.forget_removed()  # what tantivy has merged into others
    for path in home.iterdir():
        name = f"{LEXICAL}/{path.name}"
        if not is_lock(name) and not (name in draft.files and is_lasting(name)):
            draft.finish(name)
    return deleted


def _take_lexical(draft: _Draft) -> bool:
    """Take over the lexical index of the base; false if it is damaged.

    It is read through: merged with what is new, damage would get a checksum that holds.
    """
    names = draft.base.lexical_files()
    try:
        for name in names:
            draft.base.manifest.check(draft.base.home, name)
    except (OSError, ValueError):
        return False
    for name in names:
        draft.take(name)
    return True
