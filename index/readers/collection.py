"""Walk files and folders, and read each file with the reader for its format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.articles import Article, printable
from index.errors import InputError
from index.readers import json_lines, text

LARGEST_FILE = 20_000_000  # bytes; ten times the longest novel, so more is a mistake or a dump

_READERS = {suffix: reader.read for reader in (text, json_lines) for suffix in reader.SUFFIXES}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that did not become an article, and why; both can be printed."""

    origin: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "origin", printable(self.origin))
        object.__setattr__(self, "reason", printable(self.reason))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """List the files that `paths` name, folders recursively, in a fixed order, each once.

    Hidden files and folders inside a named folder are left out.

    Raises:
        InputError: a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {path}. Check the path.")
        root = path.resolve()
        inside = sorted(root.rglob("*")) if root.is_dir() else [root]
        for file in inside:
            hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
            if file.is_file() and not hidden:
                found[file] = None
    return list(found)


def read_collection(files: Iterable[Path]) -> Iterator[Article | Skipped]:
    """Read the articles of all files; what cannot be read comes back as Skipped."""
    for file in files:
        yield from read_file(file)


def read_file(file: Path) -> Iterator[Article | Skipped]:
    """Read the articles of one file."""
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        yield Skipped(str(file), f"its name ends in none of {known}")
        return
    if printable(str(file)) != str(file):
        yield Skipped(str(file), "its path is not valid UTF-8; rename the file or its folder")
        return
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise InputError(
                f"{size / 1e6:.0f} MB is above the limit of {LARGEST_FILE / 1e6:.0f} MB for one "
                "file; split it into articles"
            )
        for item in reader(file, file.read_bytes()):
            yield Skipped(str(file), str(item)) if isinstance(item, InputError) else item
    except (InputError, OSError) as error:
        yield Skipped(str(file), getattr(error, "strerror", None) or str(error))


def is_gone(origin: str) -> bool:
    """Whether the file that an article was read from is no longer there."""
    path = Path(origin.rpartition("#")[0] or origin)
    return path.is_absolute() and not path.exists() and not Path(origin).exists()
