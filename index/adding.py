"""From articles to what a library stores of them: passages with their vectors, in groups."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from index.articles import Article
from index.catalog import Catalog
from index.encoder import Encoder, Vectors
from index.passages import Passage, split_article
from index.sieve import Changes

_FEWEST_A_COMMIT, _PASSAGES_A_COMMIT = 16, 256
_SECONDS_A_COMMIT = 5.0  # of reading, and of embedding


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


class _Pace:
    """How many passages a commit takes: few at first, then as many as are embedded in seconds.

    What is not committed is lost with an interruption; a commit of little takes as long as one of
    much.
    """

    def __init__(self) -> None:
        self.passages = _FEWEST_A_COMMIT

    def embedded(self, seconds: float) -> None:
        """Go by the time that it took to embed a group."""
        if seconds < _SECONDS_A_COMMIT / 2:
            self.passages = min(2 * self.passages, _PASSAGES_A_COMMIT)
        elif seconds > _SECONDS_A_COMMIT:
            self.passages = max(self.passages // 2, _FEWEST_A_COMMIT)


def embedded_groups(
    articles: Iterable[Article], size: int, opened_encoder: Callable[[], Encoder]
) -> Generator[list[Embedded], None, None]:
    """Split and embed articles, as many at a time as one commit should hold.

    While one group is embedded, the articles of the next are taken and split, in the thread that
    asks for the groups; no further. To be closed, so that embedding ends with an interruption.
    `size` is that of a passage in characters. The encoder is opened when it is first needed.
    """
    stopped, pace = threading.Event(), _Pace()
    with ThreadPoolExecutor(1, thread_name_prefix="embedding") as beside:
        try:
            before: Future[list[Embedded]] | None = None
            for group in _groups(articles, size, pace):
                following = beside.submit(_embed, group, opened_encoder(), stopped, pace)
                if before:
                    yield before.result()
                before = following
            if before:
                yield before.result()
        finally:
            stopped.set()


def _embed(
    group: list[list[Passage]], encoder: Encoder, stopped: threading.Event, pace: _Pace
) -> list[Embedded]:
    """Embed the passages of each article; nothing, once nobody waits for them."""
    began = time.monotonic()
    texts = [passage.text_to_embed for passages in group for passage in passages]
    vectors = np.empty((len(texts), encoder.identity.dimension), np.float32)
    for row, vector in encoder.encode_passages(texts):
        if stopped.is_set():
            return []
        vectors[row] = vector
    pace.embedded(time.monotonic() - began)
    ends = np.cumsum([len(passages) for passages in group])
    parts = zip(group, np.split(vectors, ends[:-1]), strict=True)
    return [Embedded(passages[0].article, passages, own) for passages, own in parts]


def _groups(articles: Iterable[Article], size: int, pace: _Pace) -> Iterator[list[list[Passage]]]:
    """Gather the passages of the articles, until there are enough for one commit, or it is time."""
    group: list[list[Passage]] = []
    began = 0.0
    for article in articles:
        began = began if group else time.monotonic()
        offsets = split_article(article, size)
        group.append([Passage(0, article, start, end) for start, end in offsets])
        late = time.monotonic() - began >= _SECONDS_A_COMMIT
        if late or sum(map(len, group)) >= pace.passages:
            yield group
            group = []
    if group:
        yield group
