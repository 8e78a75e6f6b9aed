"""Measure how a library grows: `python -m eval.bench.scale LIBRARY GOLD… --out FOLDER`.

Libraries of several sizes are made of the articles of a real one and, beyond these, of synthetic
articles; the questions are real. Rows go into the catalog as `add` puts them, and the writer's own
`publish` builds the indexes; only the encoder is left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from eval.bench.memory import peak_memory
from eval.bench.scale_plot import draw
from eval.bench.synthetic import PASSAGES, SHARES, Synthesis, real_articles
from eval.metrics import mean, percentile
from eval.questions import read_questions
from index import ArticleFilter, Library, OnnxEncoder, Settings
from index.adding import Embedded
from index.allowed import Allowed
from index.catalog import Catalog
from index.catalog_scan import CatalogScan
from index.encoder import Vectors
from index.folder import LibraryFolder
from index.retrieval import retrieve
from index.sieve import Changes
from index.snapshot import Snapshot, newest_snapshot, publish
from index.stored_vectors import StoredVectors

_SIZES = (10_000, 100_000, 1_000_000)
_ARTICLES_A_COMMIT = 500
_WARM_UP = 20  # questions
_ADDED = 20  # articles, one at a time


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of a gold set and their vectors, float32 (n, dimension)."""

    texts: list[str]
    vectors: Vectors


class Chance:
    """Encodes passages as the synthesis makes vectors, and takes no time; questions likewise."""

    def __init__(self, library: Path, synthesis: Synthesis) -> None:
        with CatalogScan.open(library / "catalog.sqlite") as scan:
            self.identity = scan.catalog.settings().encoder
        self._synthesis = synthesis
        self._random = np.random.default_rng(3)

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Make a vector for each text."""
        return enumerate(self._synthesis.vectors(len(texts), self._random))

    def encode_question(self, question: str) -> Vectors:  # noqa: ARG002  # of the protocol
        """Make a vector."""
        vector: Vectors = self._synthesis.vectors(1, self._random)[0]
        return vector


def build(real: Path, place: Path, size: int) -> dict[str, float]:
    """Make a library of `size` passages; gives seconds, megabytes on disk and in memory."""
    articles = real_articles(real, seed=1)
    folder = LibraryFolder(place)
    folder.make()
    with CatalogScan.open(real / "catalog.sqlite") as scan:
        catalog = Catalog.create(folder.catalog, scan.catalog.settings())
    every = chain(articles, Synthesis(articles).articles(size // PASSAGES + 1, seed=2))
    rows = 0.0
    for group in _groups(_cut(every, size)):
        began = time.perf_counter()
        with catalog.transaction():
            for article in group:
                article.store(catalog, Changes())
        rows += time.perf_counter() - began
    catalog.close()
    began, began_cpu = time.perf_counter(), time.process_time()
    with folder.writing():
        publish(folder)
    return {
        "publish_cpu_s": time.process_time() - began_cpu,
        "real": min(size, sum(len(article.passages) for article in articles)),
        "rows_s": rows,
        "publish_s": time.perf_counter() - began,
        "catalog_mb": folder.catalog.stat().st_size / 1e6,
        "derived_mb": sum(f.stat().st_size for f in folder.derived.rglob("*") if f.is_file()) / 1e6,
        "build_memory_mb": peak_memory(),
    }


def ask(place: Path, questions: Questions) -> dict[str, float]:
    """Open a library and ask; gives seconds, milliseconds, megabytes and recall@8."""
    folder = LibraryFolder(place)
    began, began_cpu = time.perf_counter(), time.process_time()
    snapshot = newest_snapshot(folder, None)
    found = {
        "open_s": time.perf_counter() - began,
        "open_cpu_s": time.process_time() - began_cpu,
    }
    found |= _times("retrieve", snapshot, questions, lambda: None)
    found["memory_mb"] = peak_memory()
    began = time.perf_counter()
    filters: dict[str, Allowed] = {
        name: snapshot.roll.allow(ArticleFilter(publishers=[name]))
        for name in SHARES
        if name in snapshot.roll.publishers.values
    }
    found["first_filters_s"] = time.perf_counter() - began
    for name in filters:
        allow = partial(snapshot.roll.allow, ArticleFilter(publishers=[name]))
        found |= _times(f"retrieve_{name.lower()}", snapshot, questions, allow)
    found["memory_filtered_mb"] = peak_memory()
    found["recall"] = _recall(snapshot, questions, None)
    for name, allowed in filters.items():
        found[f"recall_{name.lower()}"] = _recall(snapshot, questions, allowed)
    return found


def add(real: Path, place: Path) -> dict[str, float]:
    """Add articles to a library one at a time; gives milliseconds, also until one is found."""
    synthesis = Synthesis(real_articles(real, seed=1))
    added, seen, busy = [], [], []
    with Library.open(place, Chance(real, synthesis)) as library:
        library.prepare()
        for number, one in enumerate(synthesis.articles(_ADDED + 1, seed=4)):
            began, began_cpu = time.perf_counter(), time.process_time()
            library.add([one.article])
            middle, middle_cpu = time.perf_counter(), time.process_time()
            library.search(one.article.title)
            if number:  # the first loads what splits texts
                added.append(1000 * (middle - began))
                busy.append(1000 * (middle_cpu - began_cpu))
                seen.append(1000 * (time.perf_counter() - middle))
    return {
        "add_mean_ms": mean(added),
        "add_worst_ms": max(added),
        "add_mean_cpu_ms": mean(busy),
        "add_worst_cpu_ms": max(busy),
        "first_search_after_ms": mean(seen),
        "add_memory_mb": peak_memory(),
    }


def _times(
    label: str, snapshot: Snapshot, questions: Questions, allow: Callable[[], Allowed | None]
) -> dict[str, float]:
    clocks = {"": time.perf_counter, "_cpu": time.process_time}
    taken = []
    for text, vector in zip(questions.texts, questions.vectors, strict=True):
        began = [clock() for clock in clocks.values()]
        retrieve(snapshot.indexes, text, vector, 8, allow())
        ended = [clock() for clock in clocks.values()]
        taken.append([1000 * (b - a) for a, b in zip(began, ended, strict=True)])
    return {
        f"{label}_p{share}{kind}_ms": percentile(column[_WARM_UP:], share / 100)
        for kind, column in zip(clocks, zip(*taken, strict=True), strict=True)
        for share in (50, 95)
    }


def _recall(snapshot: Snapshot, questions: Questions, allowed: Allowed | None, k: int = 8) -> float:
    """How many of the `k` nearest of all vectors the index finds, on average."""
    count = len(questions.texts)
    best_ids, best = np.zeros((count, 0), np.int64), np.zeros((count, 0), np.float32)
    stored = StoredVectors(snapshot.catalog)
    for ids, vectors in stored.between(1, stored.last_id()):
        inside = allowed.among(ids) if allowed else np.ones(len(ids), np.bool_)
        scores = np.hstack([best, questions.vectors @ vectors[inside].T])
        every = np.hstack([best_ids, np.tile(ids[inside], (count, 1))])
        nearest = np.argpartition(-scores, min(k, scores.shape[1] - 1), axis=1)[:, :k]
        best = np.take_along_axis(scores, nearest, 1)
        best_ids = np.take_along_axis(every, nearest, 1)
    shares = []
    for vector, right in zip(questions.vectors, best_ids.tolist(), strict=True):
        own = [id for id, _ in snapshot.indexes.vectors.search(vector, 50, allowed)][:k]
        shares.append(len({*own} & {*right}) / max(1, len(right)))
    return mean(shares)


def _cut(articles: Iterator[Embedded], size: int) -> Iterator[Embedded]:
    """Give articles until they have `size` passages."""
    left = size
    for one in articles:
        if left <= 0:
            return
        yield Embedded(one.article, one.passages[:left], one.vectors[:left])
        left -= len(one.passages)


def _groups(articles: Iterator[Embedded]) -> Iterator[list[Embedded]]:
    while group := list(islice(articles, _ARTICLES_A_COMMIT)):
        yield group


def _encoded(gold: Sequence[Path], name: str, count: int) -> Questions:
    every = [one.question for path in gold for one in read_questions(path)]
    order = np.random.default_rng(0).permutation(len(every))[:count]
    texts = [every[place] for place in order]
    encoder = OnnxEncoder.open(name, Settings.from_environment())
    return Questions(texts, np.stack([encoder.encode_question(text) for text in texts]))


def main() -> None:
    """Measure every size, each step in a process of its own, and draw the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, help="a real one")
    parser.add_argument("gold", type=Path, nargs="+", help="sets to take questions from")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="in passages")
    parser.add_argument("--questions", type=int, default=220, help="a sample, always the same")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with CatalogScan.open(arguments.library / "catalog.sqlite") as scan:
        name = scan.catalog.settings().encoder.name
    questions = _encoded(arguments.gold, name, arguments.questions)
    results = []
    for size in arguments.sizes:
        place = arguments.out / f"library-{size}"
        shutil.rmtree(place, ignore_errors=True)
        found: dict[str, float] = {"passages": size}
        for step, given in (
            (build, (arguments.library, place, size)),
            (ask, (place, questions)),
            (add, (arguments.library, place)),
        ):
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                found |= alone.submit(step, *given).result()
            print(json.dumps(found), flush=True)
        results.append(found)
        (arguments.out / "scale.json").write_text(json.dumps(results, indent=1), "utf-8")
    draw(results, arguments.out / "scale.svg")


if __name__ == "__main__":
    main()
