"""A library whose catalog is changed by hand, with random texts and vectors, and published."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index import Article, EncoderIdentity, Passage
from index.allowed import Allowed
from index.blocks import Sizes
from index.catalog import Catalog
from index.encoder import Vectors
from index.folder import LibraryFolder
from index.manifest import Manifest
from index.snapshot import Snapshot, newest_snapshot, publish
from index.stored_settings import LibrarySettings

DIMENSION = 24
EXACT = Sizes(smallest_block=8)
WORDS = [f"word{n}" for n in range(60)]

Story = tuple[str, Vectors]  # a text of passages in lines, and their vectors


class Growing:
    """A library in a folder, made or opened; its articles are named by numbers."""

    def __init__(self, path: Path, sizes: Sizes = EXACT) -> None:
        self.folder = LibraryFolder(path)
        self.folder.make()
        self.sizes = sizes
        if not Catalog.is_made(self.folder.catalog):
            settings = LibrarySettings(EncoderIdentity("toy", DIMENSION, "0"), 500)
            Catalog.create(self.folder.catalog, settings).close()
        self.catalog = Catalog.open(self.folder.catalog)

    def put(self, stories: dict[int, Story]) -> None:
        """Store articles, each in place of the one with its number."""
        with self.catalog.transaction():
            for number, (text, vectors) in stories.items():
                article = Article(f"a{number}", f"Story {number}", text, origin=str(number))
                lines = text.splitlines(keepends=True)
                ends = np.cumsum([len(line) for line in lines]).tolist()
                passages = [
                    Passage(0, article, end - len(line), end - 1)
                    for line, end in zip(lines, ends, strict=True)
                ]
                self.catalog.put(article, passages, vectors)

    def remove(self, *numbers: int) -> None:
        """Remove articles."""
        with self.catalog.transaction():
            for number in numbers:
                assert self.catalog.delete(f"a{number}")

    def publish(self) -> Manifest:
        """Build the indexes as a writer does."""
        with self.folder.writing():
            publish(self.folder, self.sizes)
        return self.manifest()

    def manifest(self) -> Manifest:
        """What is published of the newest state."""
        return Manifest.read(self.home())

    def home(self) -> Path:
        """The folder of the newest state."""
        return self.folder.derived / self.catalog.state()

    def open(self, old: Snapshot | None = None) -> Snapshot:
        """Open the library as a reader does."""
        return newest_snapshot(self.folder, old)


def those_of(passages: np.ndarray, articles: list[str] | None = None) -> Allowed:
    """Let some passages pass a filter, by their ids, ascending."""
    edges = np.stack([passages, passages + 1], axis=1).ravel()
    return Allowed(articles or [], len(passages) / 3000, edges)


def random_story(random: np.random.Generator, passages: int = 0) -> Story:
    """Make up a text with unit vectors."""
    count = passages or int(random.integers(1, 9))
    lines = [" ".join(random.choice(WORDS, random.integers(4, 30))) for _ in range(count)]
    return "".join(f"{line}\n" for line in lines), units(random.normal(size=(count, DIMENSION)))


def units(vectors: np.ndarray) -> Vectors:
    """Bring vectors to unit length."""
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def rankings(snapshot: Snapshot, question: str, vector: Vectors) -> list[dict[str, float]]:
    """All cosines and all BM25 scores, by the place of the passage, which no history changes."""
    indexes = snapshot.indexes
    every = len(indexes.vectors)
    return [
        places(snapshot, found)
        for found in (indexes.vectors.search(vector, every), indexes.lexical.search(question, 4000))
    ]


def places(snapshot: Snapshot, found: list[tuple[int, float]]) -> dict[str, float]:
    """Name passages by article and offset, best first."""
    passages = snapshot.catalog.passages_by_id([id for id, _ in found])
    return {
        f"{passage.article.id}@{passage.start}": score
        for passage, (_, score) in zip(passages, found, strict=True)
    }
