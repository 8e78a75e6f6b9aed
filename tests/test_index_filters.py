"""Filters: they choose among all passages before anything is ranked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from toys import ToyEncoder, make_article

from index import ArticleFilter, Hit, InputError, Library, Passage
from index.allowed import Allowed
from index.lexical import LexicalIndex
from index.manifest import FORMAT
from index.segment import Segment

QUESTION = "Who is the harbour master?"


def articles_of(hits: list[Hit]) -> set[str]:
    return {hit.passage.article.id for hit in hits}


@pytest.mark.parametrize(
    ("where", "passing"),
    [
        (ArticleFilter(), {"harbour", "bridge", "bakery"}),
        (ArticleFilter(publishers=["the COAST"]), {"harbour"}),
        (ArticleFilter(publishers=["The Coast", "daily ferry"]), {"harbour", "bridge"}),
        (ArticleFilter(articles=["bakery", "bridge"]), {"bakery", "bridge"}),
        (ArticleFilter(since=date(2021, 5, 7)), {"harbour", "bridge"}),
        (ArticleFilter(since=date(2021, 5, 8)), {"bridge"}),
        (ArticleFilter(until=date(2021, 5, 9)), {"harbour", "bridge"}),
        (ArticleFilter(until=date(2021, 5, 8)), {"harbour"}),
        (ArticleFilter(since=date(2021, 5, 9), until=date(2021, 5, 9)), {"bridge"}),
        (ArticleFilter(articles=["bakery", "bridge"], publishers=["Daily Ferry"]), {"bridge"}),
    ],
)
def test_only_articles_that_meet_every_condition_pass(
    library: Library, where: ArticleFilter, passing: set[str]
) -> None:
    assert articles_of(library.search(QUESTION, 8, where)) == passing


@pytest.mark.parametrize(
    "where",
    [
        ArticleFilter(until=date(1999, 12, 31)),
        ArticleFilter(since=date(2021, 5, 9), until=date(2021, 5, 7)),
        ArticleFilter(articles=["bakery"], publishers=["The Coast"]),
    ],
)
def test_a_filter_that_leaves_nothing_finds_nothing(library: Library, where: ArticleFilter) -> None:
    assert library.search(QUESTION, 8, where) == []


def test_what_passes_is_found_however_much_else_fits_better(library: Library) -> None:
    library.add(
        make_article(f"echo{n}", f"{QUESTION} {n}", publisher="The Echo") for n in range(200)
    )
    assert articles_of(library.search(QUESTION)) < {f"echo{n}" for n in range(200)}
    (best, *_) = library.search(QUESTION, 8, ArticleFilter(publishers=["The Coast"]))
    assert best.passage.article.id == "harbour"
    assert best.ranked.lexical == 1.0  # a share of the best score among those that pass
    assert (best.ranked.dense_rank, best.ranked.lexical_rank) == (1, 1)
    assert best.ranked.cosine == pytest.approx(
        float(
            ToyEncoder().encode_question(QUESTION)
            @ ToyEncoder().encode_question(best.passage.text_to_embed)
        ),
        abs=1e-3,
    )


def test_a_filter_sees_what_another_process_committed(library: Library) -> None:
    only = ArticleFilter(publishers=["The Coast"])
    with Library.open(library.path, ToyEncoder()) as reader:
        assert articles_of(reader.search(QUESTION, 8, only)) == {"harbour"}
        library.add([make_article("pier", "The pier is new.", publisher="The Coast")])
        assert articles_of(reader.search(QUESTION, 8, only)) == {"harbour", "pier"}


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (
            ArticleFilter(publishers=["The Coast", "daily fery"]),
            "There is no publisher 'daily fery' in this library. Did you mean 'Daily Ferry'? "
            "It has 'Daily Ferry', 'The Coast'.",
        ),
        (
            ArticleFilter(publishers=["Reuters"]),
            "There is no publisher 'Reuters' in this library. It has 'Daily Ferry', 'The Coast'.",
        ),
        (ArticleFilter(publishers=[""]), "There is no publisher '' in this library. It has"),
        (
            ArticleFilter(articles=["harbor"]),
            "There is no article 'harbor' in this library. Did you mean 'harbour'? "
            "It has 'bakery', 'bridge', 'harbour'.",
        ),
        (ArticleFilter(articles=["\ud800"]), "There is no article '\\ud800' in this library."),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    library: Library, where: ArticleFilter, message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        library.search(QUESTION, 8, where)
    assert str(refusal.value).startswith(message)


def test_of_many_names_a_refusal_gives_the_first(library: Library) -> None:
    library.add(make_article(f"a{n:02}", f"Story {n}.") for n in range(30))
    with pytest.raises(InputError, match=r"It has 'a00', 'a01', .*'a09' and 23 more\.$"):
        library.search(QUESTION, 8, ArticleFilter(articles=["nowhere"]))


def test_a_library_without_publishers_says_so(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("a", "Text.")])
        with pytest.raises(InputError, match="the library names no publisher at all"):
            library.search(QUESTION, 8, ArticleFilter(publishers=["The Coast"]))


def test_vectors_among_some_are_ranked_as_brute_force_ranks_them() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(300, 32)).astype(np.float32)
    ids = np.arange(1000, 1300)
    segment = Segment.build(lambda: [(ids, vectors)], 300, 32, exact=True)
    chosen = random.random(300) < 0.1
    cosines = vectors[chosen] @ vectors[0]
    best = np.argsort(-cosines)
    found, scores = segment.search(vectors[0], 50, chosen)
    assert found.tolist() == ids[chosen][best].tolist()
    np.testing.assert_allclose(scores, cosines[best], rtol=2e-3, atol=1e-2)
    assert len(segment.search(vectors[0], 50, np.zeros(300, np.bool_))[0]) == 0


def test_lexical_scores_are_the_same_with_a_filter_and_without(tmp_path: Path) -> None:
    texts = [f"storm {'harbour ' * (n % 5)} ferry{n}" for n in range(60)]
    passages = [Passage(n, make_article(f"a{n}", t), 0, len(t)) for n, t in enumerate(texts)]
    index = LexicalIndex.build(passages, tmp_path)
    everything = index.search("storm harbour about", 60)
    assert len(everything) == 60
    for step in (2, 7):  # what leaves much, and what leaves little, are looked for in two ways
        numbers = range(0, 60, step)
        allowed = Allowed(
            [f"a{n}" for n in numbers], 1 / step, np.array([[n, n + 1] for n in numbers]).ravel()
        )
        for k in (1, 5, 60):
            found = index.search("storm harbour about", k, allowed)
            assert found == [(id, score) for id, score in everything if id % step == 0][:k]
    assert index.search("storm", 60, Allowed([], 0.0, np.empty(0, np.int64))) == []


def test_indexes_of_an_older_format_are_built_again(library: Library) -> None:
    library.close()
    (manifest,) = library.path.glob("derived/*/manifest.json")
    older = json.loads(manifest.read_text())
    assert older.pop("format") == FORMAT
    manifest.write_text(json.dumps(older))
    with Library.open(library.path, ToyEncoder()) as opened:
        found = opened.search(QUESTION, 8, ArticleFilter(publishers=["The Coast"]))
    assert articles_of(found) == {"harbour"}
    assert json.loads(manifest.read_text())["format"] == FORMAT
