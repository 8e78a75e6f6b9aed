"""Filters over thousands of passages: both rankings are those of brute force among what passes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from growth_toys import DIMENSION, WORDS, Growing, random_story, units

from index import ArticleFilter
from index.allowed import Allowed
from index.lexical import LexicalIndex
from index.snapshot import Snapshot

COUNT = 700  # articles


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A library with a history: articles taken out, replaced and added in several states."""
    library, random = Growing(tmp_path_factory.mktemp("filters")), np.random.default_rng(0)
    library.put({number: random_story(random) for number in range(COUNT)})
    library.publish()
    for first in (0, 100, 400):
        library.remove(*range(first, first + 40, 2))
        library.put({number: random_story(random) for number in range(first + 1, first + 20, 2)})
        library.publish()
    opened = library.open()
    yield opened
    opened.close()


def brute_force(snapshot: Snapshot, articles: set[str], ranking: list[tuple[int, float]]) -> list:
    passages = snapshot.catalog.passages_by_id([id for id, _ in ranking])
    return [
        hit
        for hit, passage in zip(ranking, passages, strict=True)
        if passage.article.id in articles
    ]


def some_articles(random: np.random.Generator, there: list[str], share: float, run: int) -> set:
    """A share of the articles, in runs of neighbours."""
    starts = random.random(len(there) // run + 1) < share
    return {id for place, id in enumerate(there) if starts[place // run]} or {there[0]}


@pytest.mark.parametrize(("share", "run"), list(product([0.003, 0.03, 0.1, 0.5, 0.97], [1, 20])))
def test_rankings_with_a_filter_are_those_of_all_without_the_rest(
    snapshot: Snapshot, share: float, run: int
) -> None:
    random = np.random.default_rng(1)
    indexes, there = snapshot.indexes, sorted(snapshot.roll.ids, key=lambda name: int(name[1:]))
    for _ in range(6):
        articles = some_articles(random, there, share, run)
        allowed = snapshot.roll.allow(ArticleFilter(articles=sorted(articles)))
        assert set(allowed.articles) == articles
        vector = units(random.normal(size=(1, DIMENSION)))[0]
        question = " ".join(random.choice(WORDS, random.integers(1, 6)))
        every = len(indexes.vectors)
        near = brute_force(snapshot, articles, indexes.vectors.search(vector, every))
        alike = brute_force(snapshot, articles, indexes.lexical.search(question, every))
        for k in (1, 8, 50):
            assert indexes.vectors.search(vector, k, allowed) == near[:k]
            assert indexes.lexical.search(question, k, allowed) == alike[:k]


def test_words_that_only_what_is_left_out_has_are_no_hindrance(tmp_path: Path) -> None:
    library = Growing(tmp_path)
    vectors = units(np.ones((1, DIMENSION)))
    library.put({n: ("ferry harbour\n" if n < 900 else "hafen\n", vectors) for n in range(1000)})
    library.put({1000: (f"ferry {'ballast ' * 40}\n", vectors)})
    library.publish()
    opened = library.open()
    among = [f"a{n}" for n in range(450, 1001)]
    found = opened.indexes.lexical.search(
        "ferry hafen", 500, opened.roll.allow(ArticleFilter(articles=among))
    )
    assert len(found) == 500
    only = opened.roll.allow(ArticleFilter(articles=[f"a{n}" for n in range(900, 1001)]))
    assert [id for id, _ in opened.indexes.lexical.search("ferry", 8, only)] == [1001]
    opened.close()


def test_equal_scores_with_a_filter_stand_in_the_order_of_ids(tmp_path: Path) -> None:
    library = Growing(tmp_path)
    same = units(np.ones((1, DIMENSION)))
    for first in range(0, 1200, 400):
        library.put(dict.fromkeys(range(first, first + 400), ("tide\n", same)))
        library.publish()
    opened = library.open()
    half = opened.roll.allow(ArticleFilter(articles=[f"a{n}" for n in range(0, 1200, 2)]))
    ids = list(range(1, 40, 2))
    assert [id for id, _ in opened.indexes.lexical.search("tide", 20, half)] == ids
    assert [id for id, _ in opened.indexes.vectors.search(same[0], 20, half)] == ids
    opened.close()


def test_passages_with_ids_far_apart_are_no_hindrance(tmp_path: Path) -> None:
    far = np.array([3, 9, 2**40, 2**60], np.int64)
    allowed = Allowed(["a"], 0.5, np.array([9, 10, 2**60, 2**60 + 1], np.int64))
    assert allowed.among(far).tolist() == [False, True, False, True]
    assert LexicalIndex.build([], tmp_path).search("word", 3, allowed) == []
