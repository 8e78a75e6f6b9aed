"""Retrieval: both rankings against their definitions, and their fusion by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from toys import make_article

from index import Passage
from index.lexical import LexicalIndex
from index.retrieval import fuse
from index.segment import Segment


def passages_of(*texts: str) -> list[Passage]:
    return [
        Passage(number, make_article(f"a{number}", text), 0, len(text))
        for number, text in enumerate(texts, start=1)
    ]


def test_a_segment_finds_what_brute_force_finds(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(300, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(1000, 1300)
    index = Segment.build(lambda: [(ids, vectors)], 300, 32, exact=True)
    index.save(tmp_path / "vectors")
    loaded = Segment.load(tmp_path / "vectors", 300, 32)
    for question in vectors[:5] + random.normal(scale=0.1, size=(5, 32)).astype(np.float32):
        cosines = vectors @ question
        best = np.argsort(-cosines)[:10]
        for found in (index.search(question, 10), loaded.search(question, 10)):
            assert found[0].tolist() == ids[best].tolist()
            np.testing.assert_allclose(found[1], cosines[best], rtol=2e-3, atol=1e-5)


def test_an_index_of_no_words_finds_nothing(tmp_path: Path) -> None:
    assert LexicalIndex.build([], tmp_path).search("word", 3) == []


def test_lexical_scores_are_bm25(tmp_path: Path) -> None:
    texts = ("storm storm harbour", "storm bridge lorry ferry", "bakery oven", "loaves")
    index = LexicalIndex.build(passages_of(*texts), tmp_path)
    # One term, two of four passages hold it; k1 = 1.2, b = 0.75; average length 10 / 4.
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))

    def bm25(frequency: int, length: int) -> float:
        norm = 1.2 * (1 - 0.75 + 0.75 * length / 2.5)
        return idf * frequency * 2.2 / (frequency + norm)

    found = index.search("storm", 10)
    assert [id for id, _ in found] == [1, 2]
    np.testing.assert_allclose([score for _, score in found], [bm25(2, 3), bm25(1, 4)], rtol=1e-4)


def test_words_match_in_any_form_and_in_the_heading(tmp_path: Path) -> None:
    index = LexicalIndex.build(passages_of("The missiles were fired.", "Nothing."), tmp_path)
    assert [id for id, _ in index.search("Missile FIRING", 5)] == [1]
    assert [id for id, _ in index.search("a2", 5)] == [2]


@pytest.mark.parametrize(
    "question",
    ["storm AND NOT harbour", 'text:"storm', "storm^9 +(", "*", "[a TO z]", "\\", "'; --"],
)
def test_nothing_in_a_question_acts_as_query_syntax(tmp_path: Path, question: str) -> None:
    index = LexicalIndex.build(passages_of("storm harbour", "bakery"), tmp_path)
    found = [id for id, _ in index.search(question, 5)]
    assert found == ([1] if "storm" in question else [])


def test_fusion_adds_reciprocal_ranks() -> None:
    fused = fuse(dense=[(1, 0.9), (2, 0.8), (3, 0.5)], lexical=[(3, 12.0), (4, 6.0)])
    assert [(item.passage_id, item.dense_rank, item.lexical_rank) for item in fused] == [
        (3, 3, 1),
        (1, 1, None),
        (2, 2, None),
        (4, None, 2),
    ]
    np.testing.assert_allclose(
        [item.score for item in fused], [1 / 63 + 1 / 61, 1 / 61, 1 / 62, 1 / 62]
    )
    assert [item.cosine for item in fused] == [0.5, 0.9, 0.8, 0.5]
    assert [item.lexical for item in fused] == [1.0, 0.0, 0.0, 0.5]


def test_fusion_of_nothing_is_nothing() -> None:
    assert fuse([], []) == []
