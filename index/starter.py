"""The starter library: what pullquote answers from until it is given articles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from index.articles import Article
from index.errors import LibraryBusyError
from index.library import Library
from index.readers import Skipped, find_files, read_collection
from index.settings import Settings

log = logging.getLogger(__name__)

SEEDS = Path(__file__).parent.parent / "seeds"  # beside `index`, in a checkout and once installed

Follow = Callable[[list[Path]], Iterable[Path]]


def update_starter(settings: Settings, follow: Follow = list) -> Path:
    """Make the starter library, or bring it in step with the starter articles; gives its folder.

    `follow` passes the files on one by one, so that it can show progress; it is not called when
    there is nothing to do.
    """
    path = settings.data / "starter"
    with Library.open_or_create(path, settings=settings) as library:
        files = find_files([SEEDS])
        stored = {article.origin: article.content_hash for article in library.articles()}
        given = {
            article.origin: article.content_hash
            for article in map(_portable, read_collection(files))
            if isinstance(article, Article)
        }
        if stored != given:
            try:
                gone = stored.keys() - given.keys()
                library.remove(a.id for a in library.articles() if a.origin in gone)
                library.add(map(_portable, read_collection(follow(files))))
            except LibraryBusyError:
                log.info("another process is bringing %s in step", path)
    return path


def _portable(item: Article | Skipped) -> Article | Skipped:
    """Name an article by its file alone, so that moving pullquote does not make it another one."""
    return replace(item, origin=f"starter/{Path(item.origin).name}")
