"""From articles to what a library stores of them: passages with their vectors, in groups."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from index.articles import Article
from index.catalog import Catalog
from index.encoder import Encoder, Vectors
from index.passages import Passage, split_article
from index.sieve import Changes

_PASSAGES_A_COMMIT = 256


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article cut into passages, and their vectors, float32 (passages, dimension)."""

    article: Article
    passages: list[Passage]
    vectors: Vectors

    def store(self, catalog: Catalog, changes: Changes) -> None:
        """Put it into the catalog, inside a transaction, and write down what that changed."""
        known = catalog.content_hash(self.article.origin) is not None
        id = catalog.put(self.article, self.passages, self.vectors)
        (changes.changed if known else changes.added).append(id)
        changes.passages += len(self.passages)


def embedded_groups(
    articles: Iterable[Article], size: int, opened_encoder: Callable[[], Encoder]
) -> Generator[list[Embedded], None, None]:
    """Split and embed articles, as many at a time as one commit should hold.

    While one group is embedded, the articles of the next are taken and split, in the thread that
    asks for the groups; no further. To be closed, so that embedding ends with an interruption.
    `size` is that of a passage in characters. The encoder is opened when it is first needed.
    """
    stopped = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="embedding") as beside:
        try:
            before: Future[list[Embedded]] | None = None
            for group in _groups(articles, size):
                following = beside.submit(_embed, group, opened_encoder(), stopped)
                if before:
                    yield before.result()
                before = following
            if before:
                yield before.result()
        finally:
            stopped.set()


def _embed(
    group: list[list[Passage]], encoder: Encoder, stopped: threading.Event
) -> list[Embedded]:
    """Embed the passages of each article; nothing, once nobody waits for them."""
    texts = [passage.text_to_embed for passages in group for passage in passages]
    vectors = np.empty((len(texts), encoder.identity.dimension), np.float32)
    for row, vector in encoder.encode_passages(texts):
        if stopped.is_set():
            return []
        vectors[row] = vector
    ends = np.cumsum([len(passages) for passages in group])
    parts = zip(group, np.split(vectors, ends[:-1]), strict=True)
    return [Embedded(passages[0].article, passages, own) for passages, own in parts]


def _groups(articles: Iterable[Article], size: int) -> Iterator[list[list[Passage]]]:
    """Gather the passages of the articles, until there are enough for one commit."""
    group: list[list[Passage]] = []
    for article in articles:
        offsets = split_article(article, size)
        group.append([Passage(0, article, start, end) for start, end in offsets])
        if sum(map(len, group)) >= _PASSAGES_A_COMMIT:
            yield group
            group = []
    if group:
        yield group
