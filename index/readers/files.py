"""Find the files to read, and tell later whether they are still there."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from index.errors import InputError
from index.readers import url_lists
from index.readers.archive import holds
from index.readers.origins import places
from index.readers.patterns import matcher


def find_files(
    paths: Iterable[Path], include: Iterable[str] = (), exclude: Iterable[str] = ()
) -> list[Path]:
    """List the files that `paths` name, folders recursively, in a fixed order, each once.

    Hidden files and folders inside a named folder are left out. With `include`, only files that
    match one of its patterns are listed, and never one that matches `exclude`: `*.html`,
    `drafts/`, `2020/**/*.txt` (see `index.readers.patterns`). Patterns apply to the path below the
    named folder, or to the name of a file that is named itself.

    Raises:
        InputError: a path does not exist.
    """
    include = list(include)
    wanted, unwanted = matcher(include or ["**"]), matcher(exclude)
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {path}. Check the path.")
        root = path.resolve()
        inside = sorted(root.rglob("*")) if root.is_dir() else [root]
        for file in inside:
            below = file.relative_to(root)
            name = below.as_posix() if root.is_dir() else file.name
            hidden = any(part.startswith(".") for part in below.parts)
            chosen = wanted.fullmatch(name) and not unwanted.fullmatch(name)
            if chosen and not hidden and file.is_file():
                found[file] = None
    return list(found)


def is_gone(origin: str) -> bool:
    """Whether the file that an article was read from is no longer there, or not in its ZIP.

    So is an article whose address is no longer in its list.
    """
    return Path(origin).is_absolute() and home_of(origin) is None


def home_of(origin: str) -> str | None:
    """The file that an article was read from, or the file in a ZIP; None when it is gone."""
    for place in places(origin):
        if _is_there(Path(place)):
            return place if place == origin or _lists(Path(place), origin) else None
    return None


def is_within(origin: str, roots: Iterable[Path]) -> bool:
    """Whether an article was read from one of these files, or from a file in one of the folders."""
    files = [Path(place) for place in places(origin)]
    return any(file.is_relative_to(root) for root in roots for file in files)


def _is_there(path: Path) -> bool:
    """Whether a path leads somewhere, or may: what cannot be looked at now is not gone."""
    try:
        if path.exists():
            return True
        archive = next((parent for parent in path.parents if parent.exists()), path)
        return archive.is_file() and holds(archive, path.relative_to(archive).as_posix())
    except ValueError:  # not a path at all: it has a null character
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG  # no path either


def _lists(path: Path, origin: str) -> bool:
    entry = origin.removeprefix(f"{path}#")
    return path.suffix.lower() not in url_lists.SUFFIXES or url_lists.lists(path, entry)
