"""Bring a library in step with the files that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.articles import Article
from index.library import Library
from index.readers import Defaults, Fields, Skipped, find_files, read_collection
from index.readers.files import home_of, is_within
from index.readers.url_lists import Fetch
from index.sieve import Changes

Items = Iterable[Article | Skipped]


@dataclass(frozen=True, slots=True)
class Sources:
    """Files and folders of articles: which files in them are read, and how.

    Without `fetch` no page of the web is.
    """

    paths: Sequence[Path]
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    fields: Fields = field(default_factory=Fields)
    fetch: Fetch | None = None
    defaults: Defaults = field(default_factory=Defaults)

    def files(self, library: Path) -> list[Path]:
        """List the files to read; those of the library are none, wherever it lies.

        Raises:
            InputError: a file or folder does not exist.
        """
        own = library.resolve()
        found = find_files(self.paths, self.include, self.exclude)
        return [file for file in found if not file.is_relative_to(own)]

    def covers(self, origin: str) -> bool:
        """Whether an article is, or was, of one of these files and folders."""
        return is_within(origin, [path.resolve() for path in self.paths])


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: beside the changes, ids of the articles taken out, and of those gone.

    An article is gone when its file is, or no longer holds it; `gone` gives those that stay in the
    library, `prunable` those of them that are of the sources.
    """

    changes: Changes
    removed: list[str]
    gone: list[str]
    prunable: list[str]


def update(
    library: Library,
    sources: Sources,
    files: Iterable[Path],
    *,
    prune: bool = False,
    changes: Changes | None = None,
    follow: Callable[[Items], Items] = iter,
) -> Update:
    """Read files, add what is new in them, and, with `prune`, take out what is gone.

    Whether a file still holds an article is known only of files that were read just now, and
    without an error. `changes` and `follow`, which passes what was read on, serve to show progress.

    Raises:
        LibraryBusyError: another process is writing to the library.
    """
    whole: set[str] = set()
    read = read_collection(files, sources.fields, sources.fetch, whole)
    items = sources.defaults.fill(read)
    changes = library.add(follow(items), changes, lambda origin: _is_gone(origin, whole))
    gone = dict(_gone(library, changes, whole))
    prunable = [id for id, origin in gone.items() if sources.covers(origin)]
    removed = library.remove(prunable) if prune and prunable else []
    stay = [id for id in gone if id not in set(removed)]
    return Update(changes, removed, stay, [] if prune else prunable)


def _gone(library: Library, changes: Changes, whole: set[str]) -> Iterator[tuple[str, str]]:
    origins = library.origins()
    stored = (*changes.added, *changes.changed, *changes.moved)
    current = {*changes.unchanged, *(origins[id] for id in stored if id in origins)}
    for id, origin in origins.items():
        if origin not in current and _is_gone(origin, whole):
            yield id, origin


def _is_gone(origin: str, whole: set[str]) -> bool:
    """Tell of an article that was not read just now whether its file is gone, or holds it not."""
    if not Path(origin).is_absolute():
        return False
    home = home_of(origin)
    return home is None or home in whole
