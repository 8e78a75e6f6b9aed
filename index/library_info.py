"""What is in a library, in numbers and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from index.catalog import Catalog
from index.stored_settings import LibrarySettings


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What is in a library; `languages` counts articles by code, "" where it is not known.

    `reader` names the one that suits the library, if one was named.
    """

    path: Path
    articles: int
    passages: int
    generation: int
    made_with: LibrarySettings
    publishers: list[str]
    earliest: date | None
    latest: date | None
    languages: Mapping[str, int] = field(default_factory=dict, hash=False)
    reader: str = ""


def describe(path: Path, catalog: Catalog, reader: str) -> LibraryInfo:
    """Count and describe what is in a library's catalog; `reader` is the one named for it."""
    articles, passages = catalog.counts()
    earliest, latest = catalog.days()
    return LibraryInfo(
        path=path,
        articles=articles,
        passages=passages,
        generation=catalog.generation(),
        made_with=catalog.settings(),
        publishers=catalog.publishers(),
        earliest=earliest,
        latest=latest,
        languages=catalog.languages(),
        reader=reader,
    )
