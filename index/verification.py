"""Check that a library keeps its promises."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.catalog import Catalog
from index.derived import SearchIndexes

_HALF_FLOAT = 2e-3  # how far rounding to float16 moves a vector's length


def verify(catalog: Catalog, indexes: SearchIndexes) -> list[str]:
    """Check file, hashes, offsets, vectors and indexes; gives a sentence for each thing wrong."""
    return [
        *catalog.problems(),
        *_articles(catalog),
        *_passages(catalog),
        *_vectors(catalog),
        *_indexes(catalog, indexes),
    ]


def _articles(catalog: Catalog) -> Iterator[str]:
    for article in catalog.articles():
        if catalog.content_hash(article.origin) != article.content_hash:
            yield f"The article {article.id} is not what was stored."


def _passages(catalog: Catalog) -> Iterator[str]:
    end_before: dict[str, int] = {}
    for passage in catalog.passages():
        article = passage.article
        if not end_before.get(article.id, 0) <= passage.start < passage.end <= len(article.text):
            yield f"Passage {passage.id} of {article.id} stands outside its place in the article."
        end_before[article.id] = passage.end


def _vectors(catalog: Catalog) -> Iterator[str]:
    ids, vectors = catalog.vectors()
    lengths = np.linalg.norm(vectors, axis=1)
    for id in ids[~(np.abs(lengths - 1) < _HALF_FLOAT)]:
        yield f"The vector of passage {id} is not of unit length."


def _indexes(catalog: Catalog, indexes: SearchIndexes) -> Iterator[str]:
    ids, vectors = catalog.vectors()
    if not indexes.vectors.holds(ids, vectors):
        yield "The vector index is not that of the catalog."
    if len(indexes.lexical) != len(ids):
        yield "The lexical index is not that of the catalog."
