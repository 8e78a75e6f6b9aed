"""Tell what a run measures: the code, the library, the reader and the gold sets, by digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import index
import qa
from eval.gold_sets import GoldSet
from eval.run_folder import Setup
from index import Library
from qa import Assistant
from qa.reader import OnnxReader, bundled_folder

_CALIBRATION = "calibration.json"


def setup_of(assistant: Assistant, gold_sets: Sequence[GoldSet], threshold: float | None) -> Setup:
    """Describe what is about to be measured; `threshold` is that asked for, if one was."""
    reader = assistant.reader
    files = [bundled_folder() / _CALIBRATION]
    if isinstance(reader, OnnxReader):
        files += sorted(path for path in reader.folder.iterdir() if path.is_file())
    return Setup(
        version=version("pullquote"),
        code=_digest(_source()),
        library=_library(assistant.library),
        articles=len(assistant.library.origins()),
        reader=reader.name,
        reader_files=_digest(files),
        threshold=threshold,
        gold_sets={gold.name: gold.digest for gold in gold_sets},
    )


def _source() -> list[Path]:
    """All code that an answer depends on, so that no run is half of one version."""
    folders = [Path(package.__path__[0]) for package in (index, qa)]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def _library(library: Library) -> str:
    """Sum up what answers can depend on: all articles, and how they are cut and embedded."""
    digest = hashlib.sha256(repr(library.made_with).encode())
    for id, content in sorted(library.content_hashes().items()):
        digest.update(f"{id}\0{content}\0".encode())
    return digest.hexdigest()


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
