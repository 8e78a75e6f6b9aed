"""The starter library: what pullquote answers from until it is given articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from index.articles import Article
from index.errors import LibraryBusyError
from index.library import Library
from index.readers import Skipped, find_files, read_collection
from index.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"  # beside `index`, in a checkout and once installed

_ATTEMPTS, _PAUSE = 120, 0.5  # the pause in seconds

Follow = Callable[[list[Path]], Iterable[Path]]


def update_starter(settings: Settings, follow: Follow = list) -> Path:
    """Make the starter library, or bring it in step with the starter articles; gives its folder.

    `follow` passes the files on one by one, so that it can show progress; it is not called when
    there is nothing to do.
    """
    path = settings.data / "starter"
    with Library.open_or_create(path, settings=settings) as library:
        files = find_files([SEEDS])
        given = _contents(map(_portable, read_collection(files)))
        for _ in range(_ATTEMPTS):
            gone = _contents(library.articles()).keys() - given.keys()
            if not gone and _contents(library.articles()) == given:
                return path
            try:
                library.remove(a.id for a in library.articles() if a.origin in gone)
                library.add(map(_portable, read_collection(follow(files))))
            except LibraryBusyError:  # another process is doing just this
                time.sleep(_PAUSE)
    return path


def _contents(items: Iterable[Article | Skipped]) -> dict[str, tuple[str, set[str]]]:
    """Give the content of each article by its origin, and which of its metadata have a source.

    An older pullquote stored no sources.
    """
    return {
        item.origin: (item.content_hash, item.sources.keys() - {"language"})
        for item in items
        if isinstance(item, Article)
    }


def _portable(item: Article | Skipped) -> Article | Skipped:
    """Name an article by its file alone, so that moving pullquote does not make it another one."""
    return replace(item, origin=f"starter/{Path(item.origin).name}")
