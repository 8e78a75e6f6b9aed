"""Articles of any number, like those of a real library: for measuring how one grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Article, Passage
from index.adding import Embedded
from index.catalog_scan import CatalogScan
from index.encoder import Vectors

PASSAGES = 10  # of a synthetic article
SHARES = {"Half": 0.5, "Tenth": 0.1, "Hundredth": 0.01, "Thousandth": 0.001}  # of publishers

_AT_ONCE = 200  # articles
_NOISE = 0.7  # of a vector, as a share of how far real ones spread
_NEW_WORDS = 0.05  # of a text: names and the like, made up
_FORMS = 1_000_000  # of made-up words; the nth is an nth as frequent as the first
_WORD = re.compile(r"\w+")


class Synthesis:
    """Makes articles whose words and vectors are spread as those of real ones.

    Words are drawn by their frequency there, which is Zipf's; some are made up. A vector is that of
    a real passage and noise with the covariance of all of them, brought to unit length: what is
    near stays near, and varies in the directions in which real passages do.
    """

    def __init__(self, real: list[Embedded]) -> None:
        counts = Counter(
            word for one in real for p in one.passages for word in _WORD.findall(p.text)
        )
        self._words = np.array(sorted(counts), np.object_)
        self._cumulated = np.cumsum([counts[word] for word in self._words]) / counts.total()
        self._vectors = np.concatenate([one.vectors for one in real])
        values, directions = np.linalg.eigh(np.cov(self._vectors.T.astype(np.float64)))
        self._spread = (directions * np.sqrt(values.clip(0))).T.astype(np.float32)

    def articles(self, count: int, seed: int) -> Iterator[Embedded]:
        """Make articles, always the same for one seed."""
        random = np.random.default_rng(seed)
        for number in range(count):
            row = number % _AT_ONCE * PASSAGES
            if row == 0:
                vectors = self.vectors(_AT_ONCE * PASSAGES, random)
            texts = self._texts(random)
            article = Article(
                id=f"synthetic-{seed}-{number}",
                title=" ".join(texts[0].split()[:6]),
                text="\n\n".join(texts),
                publisher=a_publisher(random),
                origin=f"synthetic/{seed}/{number}",
            )
            ends = np.cumsum([len(text) + 2 for text in texts]).tolist()
            passages = [
                Passage(0, article, end - 2 - len(text), end - 2)
                for text, end in zip(texts, ends, strict=True)
            ]
            yield Embedded(article, passages, vectors[row : row + PASSAGES])

    def vectors(self, count: int, random: np.random.Generator) -> Vectors:
        """Make vectors, float32 (count, dimension)."""
        rows = self._vectors[random.integers(0, len(self._vectors), count)]
        noise = random.standard_normal(rows.shape, np.float32) @ self._spread
        vectors: Vectors = rows + np.float32(_NOISE) * noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _texts(self, random: np.random.Generator) -> list[str]:
        lengths = random.integers(50, 85, PASSAGES)  # words
        drawn: NDArray[np.int64] = np.searchsorted(self._cumulated, random.random(lengths.sum()))
        words = self._words[drawn]
        new = np.flatnonzero(random.random(len(words)) < _NEW_WORDS)
        words[new] = [f"n{int(form)}" for form in _FORMS ** random.random(len(new))]
        return [f"{' '.join(part)}." for part in np.split(words, np.cumsum(lengths)[:-1])]


def real_articles(path: Path, seed: int) -> list[Embedded]:
    """Read a library's articles with passages and vectors, and give them publishers by chance."""
    random = np.random.default_rng(seed)
    articles = []
    with CatalogScan.open(path / "catalog.sqlite") as scan:
        for stored in scan.articles():
            article = replace(stored.article, publisher=a_publisher(random))
            passages = [Passage(0, article, p.start, p.end) for p in stored.passages]
            flat = np.frombuffer(b"".join(p.vector for p in stored.passages), "<f2")
            vectors = flat.reshape(-1, scan.dimension).astype(np.float32)
            articles.append(Embedded(article, passages, vectors))
    return articles


def a_publisher(random: np.random.Generator) -> str:
    """Draw a publisher named for its share of all articles; "Other" has the rest."""
    drawn, end = random.random(), 0.0
    for name, share in SHARES.items():
        end += share
        if drawn < end:
            return name
    return "Other"
