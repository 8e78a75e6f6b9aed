"""Check that a library keeps its promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum

import numpy as np

from index.advance import Advance, unseen
from index.article_rows import are_sources
from index.boilerplate import without_boilerplate
from index.catalog import Catalog
from index.catalog_scan import NO_ARTICLE, CatalogScan, StoredArticle
from index.derived import SearchIndexes, load_indexes
from index.folder import LibraryFolder
from index.manifest import FORMAT
from index.snapshot import newest_snapshot

_HALF_FLOAT = 2e-3  # how far rounding to float16 moves a vector's length
_MOST_OF_A_FILE = 5  # sentences of SQLite on a damaged file


class Cure(Enum):
    """What mends a problem."""

    NONE = "none"  # what was stored is lost: only a copy, or where it came from, has it
    LOOK_UP = "look up"  # the catalog's own look-up tables, made again from its rows
    EMBED = "embed"  # the article, split and embedded again
    REBUILD = "rebuild"  # the search indexes, built again from the catalog


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a library, in a sentence; `article` and `origin` where it is about one.

    `article` is an id.
    """

    sentence: str
    cure: Cure
    article: str = ""
    origin: str = ""

    def __str__(self) -> str:
        return self.sentence


def verify(folder: LibraryFolder, advance: Advance = unseen) -> list[Problem]:
    """Check file, hashes, offsets, vectors and indexes; gives what is wrong.

    One state of the library is checked, whoever writes meanwhile. Search indexes that were not
    built yet are built, as the first question would.

    Raises:
        LibraryError: there is no library, or it cannot be opened.
        LibraryDamagedError: it cannot be read to its end.
    """
    with CatalogScan.open(folder.catalog) as scan:
        indexes = load_indexes(folder.derived, scan.catalog)
        problems = list(catalog_problems(scan, advance))
        if indexes is None and _are_published(folder, scan.catalog.state()):
            problems.append(Problem("The search indexes are damaged.", Cure.REBUILD))
        if problems:
            return problems
        if indexes:
            return list(_index_problems(indexes, scan))
        snapshot = newest_snapshot(folder, None)
        try:
            return list(_index_problems(snapshot.indexes, scan))
        finally:
            snapshot.close()


def _are_published(folder: LibraryFolder, state: str) -> bool:
    """Whether the indexes of a state are there: in today's form, and not just being removed."""
    home = folder.derived / state
    with suppress(OSError, ValueError):
        manifest = json.loads((home / "manifest.json").read_text("utf-8"))
        if isinstance(manifest, dict) and manifest.get("format") != FORMAT:
            return False
    with closing(Catalog.open(folder.catalog)) as newest:
        return home.exists() and newest.state() == state


def catalog_problems(scan: CatalogScan, advance: Advance = unseen) -> Iterator[Problem]:
    """Give what is wrong with a catalog: its file, its articles, their passages and vectors."""
    broken = scan.file_problems()
    if broken:
        # A fault of a look-up table alone leaves what was stored as it is.
        mendable = all(" index " in line or line.endswith(NO_ARTICLE) for line in broken)
        cure = Cure.LOOK_UP if mendable else Cure.NONE
        for line in broken[:_MOST_OF_A_FILE]:
            yield Problem(f"The catalog is damaged: {line}.", cure)
        return
    total, _ = scan.catalog.counts()
    for done, stored in enumerate(scan.articles(), start=1):
        yield from _article_problems(stored, scan.dimension)
        advance(done, total)


def _article_problems(stored: StoredArticle, dimension: int) -> Iterator[Problem]:
    article = stored.article
    if article.content_hash != stored.content_hash:
        sentence = f"The article {article.id} is not what was stored."
        yield Problem(sentence, Cure.NONE, article.id, article.origin)
        return  # its passages were made of what it was
    about = (Cure.EMBED, article.id, article.origin)
    for id in _misplaced(stored):
        sentence = f"Passage {id} of {article.id} stands outside its place in the article."
        yield Problem(sentence, *about)
    if not are_sources(stored.sources):
        yield Problem(f"Where the metadata of {article.id} come from cannot be read.", *about)
    if _is_left_out(stored):
        yield Problem(f"Some of the text of {article.id} is in no passage.", *about)
    for passage in stored.passages:
        if not _is_unit(passage.vector, dimension):
            sentence = f"The vector of passage {passage.id} of {article.id} is not of unit length."
            yield Problem(sentence, *about)


def _misplaced(stored: StoredArticle) -> Iterator[int]:
    text = stored.article.text
    end_before = 0
    for passage in stored.passages:
        in_order = end_before <= passage.start < passage.end <= len(text)
        if not in_order or not text[passage.start : passage.end].strip():
            yield passage.id
        end_before = passage.end


def _is_left_out(stored: StoredArticle) -> bool:
    """Whether a stretch between passages holds more than white space and a web page's lines."""
    text = stored.article.text
    ends = [0, *(passage.end for passage in stored.passages)]
    starts = [*(passage.start for passage in stored.passages), len(text)]
    gaps = [(a, b) for a, b in zip(ends, starts, strict=True) if text[a:b].strip()]
    kept = without_boilerplate(text, stored.article.title) if gaps else []
    return any(text[max(a, c) : min(b, d)].strip() for a, b in gaps for c, d in kept)


def _is_unit(vector: bytes, dimension: int) -> bool:
    """Whether the bytes are those of a vector of this dimension, finite and of unit length."""
    if len(vector) != 2 * dimension:
        return False
    numbers = np.frombuffer(vector, "<f2").astype(np.float32)
    return bool(np.isfinite(numbers).all() and abs(np.linalg.norm(numbers) - 1) < _HALF_FLOAT)


def _index_problems(indexes: SearchIndexes, scan: CatalogScan) -> Iterator[Problem]:
    if indexes.state != scan.catalog.state():
        return  # a writer has moved on, and took the indexes of this state away
    sizes = len(indexes.vectors), len(indexes.lexical)
    if any(size != scan.catalog.counts()[1] for size in sizes):
        yield Problem("The search indexes are not those of the catalog.", Cure.REBUILD)
        return
    # Whichever of the two is damaged: the text, embedded again, is right.
    unlike = set(indexes.vectors.unlike(scan.vectors()))
    for stored in scan.articles() if unlike else ():
        for passage in stored.passages:
            if passage.id in unlike:
                sentence = f"The vector of passage {passage.id} of {stored.article.id} has changed."
                yield Problem(sentence, Cure.EMBED, stored.article.id, stored.article.origin)
