"""Open the library that a subcommand is about, with a bar where that takes time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index import Settings, update_starter
from qa import Assistant
from ui.terminal.progress import progress_of


def locate_library(path: Path | None) -> Path:
    """Give the library's folder: the one named, else the starter library's, made if need be."""
    return path or update_starter(Settings.from_environment(), show_progress)


def open_assistant(
    path: Path | None, reader: str | None = None, threshold: float | None = None
) -> Assistant:
    """Open the library named, or the starter library."""
    return Assistant.open(locate_library(path), reader=reader, threshold=threshold)


def show_progress(files: list[Path]) -> Iterator[Path]:
    """Pass the files on, with a bar in the terminal."""
    with progress_of("Indexing") as advance:
        for done, file in enumerate(files):
            advance(done, len(files))
            yield file
