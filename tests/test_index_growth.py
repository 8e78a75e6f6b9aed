"""A library that grows: indexes built on those before are those of a library built at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from growth_toys import (
    DIMENSION,
    WORDS,
    Growing,
    Story,
    random_story,
    rankings,
    those_of,
    units,
)

import index.building
from index.blocks import Sizes
from index.manifest import digest
from index.stored_vectors import StoredVectors

MOSTLY_KEPT = Sizes(smallest_block=8, lexical_kept_whole=0)
APPROXIMATE = Sizes(smallest_block=256, largest_exact=512)


def fill(library: Growing, count: int, seed: int = 0) -> dict[int, Story]:
    random = np.random.default_rng(seed)
    stories = {number: random_story(random) for number in range(count)}
    library.put(stories)
    return stories


def unlike(library: Growing) -> list[int]:
    index = library.open().indexes.vectors
    assert len(index) == library.catalog.counts()[1]
    return index.unlike(StoredVectors(library.catalog).between(1, 100_000))


def names(home: Path) -> dict[str, int]:
    return {
        str(path.relative_to(home)): path.stat().st_ino
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("seed", range(4))
def test_any_history_gives_the_answers_of_a_library_built_at_once(
    tmp_path: Path, seed: int
) -> None:
    random = np.random.default_rng(seed)
    grown, now = Growing(tmp_path / "grown"), dict[int, Story]()
    for _ in range(16):
        step = random.random()
        if now and step < 0.25:
            gone = random.choice(list(now), min(len(now), 3), replace=False).tolist()
            grown.remove(*gone)
            now = {number: story for number, story in now.items() if number not in gone}
        else:
            numbers = random.integers(0, 40, random.integers(1, 9)).tolist()
            stories = {number: random_story(random) for number in numbers}
            grown.put(stories)
            now |= stories
        if random.random() < 0.7:
            grown.publish()
    grown.publish()
    whole = Growing(tmp_path / "whole")
    whole.put(now)
    whole.publish()
    grown_now, whole_now = grown.open(), whole.open()
    assert unlike(grown) == []
    for _ in range(5):
        vector = units(random.normal(size=(1, DIMENSION)))[0]
        question = " ".join(random.choice(WORDS, 4))
        own, other = (rankings(snapshot, question, vector) for snapshot in (grown_now, whole_now))
        assert list(own[0].items()) == list(other[0].items())  # to the last bit
        assert own[1] == pytest.approx(other[1], rel=2e-4)


def test_adding_takes_over_what_was_there(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library")
    fill(library, 60)
    library.publish()
    before, digests = names(library.home()), library.manifest().files
    library.put({1000: random_story(np.random.default_rng(1), 1)})
    library.publish()
    after = names(library.home())
    same = {name for name in before if after.get(name) == before[name]}
    large = max(library.manifest().segments, key=lambda segment: segment.passages)
    assert large.file in same
    assert {name for name in before if name.endswith((".store", ".term", ".idx"))} <= same
    assert all(library.manifest().files[name] == digests[name] for name in same)


def test_an_old_state_is_read_right_whatever_is_published_later(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library", MOSTLY_KEPT)
    fill(library, 300)
    library.publish()
    old, vector = library.open(), units(np.ones((1, DIMENSION)))[0]
    found = rankings(old, "word1 word2", vector)
    manifest, kept = library.manifest(), tmp_path / "second names"
    shutil.copytree(library.home(), kept, copy_function=os.link)
    random = np.random.default_rng(2)
    for number in range(12):
        library.remove(number)
        library.put({500 + number: random_story(random)})
        library.publish()
    assert rankings(old, "word1 word2", vector) == found
    assert {name: digest(kept / name) for name in manifest.files} == manifest.files


def test_deleted_passages_are_never_found_and_are_cleared_away(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library", MOSTLY_KEPT)
    fill(library, 400)
    library.publish()
    library.remove(0)
    manifest = library.publish()
    assert 0 < manifest.lexical_deleted <= manifest.passages / 50
    vector = units(np.ones((1, DIMENSION)))[0]
    for numbers in ([], range(1, 40), range(40, 300)):
        library.remove(*numbers)
        manifest = library.publish()
        for ranking in rankings(library.open(), " ".join(WORDS), vector):
            assert len(ranking) == library.catalog.counts()[1]
    assert manifest.lexical_deleted == 0
    assert sum(segment.passages for segment in manifest.segments) <= manifest.passages * 9 / 8


def test_everything_can_be_removed(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library")
    fill(library, 30)
    library.publish()
    library.remove(*range(30))
    assert library.publish().segments == []
    vector = units(np.ones((1, DIMENSION)))[0]
    assert rankings(library.open(), "word1", vector) == [{}, {}]
    library.put({1: random_story(np.random.default_rng(0), 3)})
    library.publish()
    assert len(rankings(library.open(), "word1", vector)[0]) == 3


def clustered(random: np.random.Generator, count: int) -> list[Story]:
    """Articles of ten passages, near to one of fifty centres."""
    centres = random.normal(size=(50, DIMENSION))
    chosen = centres[random.integers(0, 50, count)]
    vectors = units(chosen + 0.7 * random.normal(size=(count, DIMENSION)))
    texts = ["word\n" * 10] * (count // 10)
    return list(zip(texts, vectors.reshape(-1, 10, DIMENSION), strict=True))


def grow_approximate(path: Path) -> Growing:
    library = Growing(path, APPROXIMATE)
    stories = clustered(np.random.default_rng(0), 3000)
    library.put(dict(enumerate(stories[:200])))
    library.publish()
    library.put(dict(enumerate(stories[200:], start=200)))
    library.remove(*range(0, 30, 3))
    library.publish()
    return library


def recall(found: Iterable[int], cosines: dict[int, float], k: int) -> float:
    best = sorted(cosines, key=lambda one: -cosines[one])[:k]
    return len(set(found) & set(best)) / len(best)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.01])
def test_an_approximate_index_finds_nearly_all_with_exact_cosines(
    tmp_path: Path, share: float
) -> None:
    library = grow_approximate(tmp_path / "library")
    snapshot = library.open()
    assert [segment.exact for segment in library.manifest().segments] == [False, True, True, True]
    ((ids, vectors),) = StoredVectors(library.catalog).between(1, 3000)
    assert len(ids) == len(snapshot.indexes.vectors) == 2900
    random = np.random.default_rng(1)
    allowed = random.random(len(ids)) < share
    recalls = []
    for vector in units(vectors[:50] + 0.1 * random.normal(size=(50, DIMENSION))):
        products = (vectors.astype(np.float64) * vector).sum(axis=1)
        cosines = dict(zip(ids[allowed].tolist(), products[allowed].tolist(), strict=True))
        among = those_of(ids[allowed]) if share < 1 else None
        found = snapshot.indexes.vectors.search(vector, 8, among)
        assert [score for _, score in found] == [np.float32(cosines[id]) for id, _ in found]
        recalls.append(recall([id for id, _ in found], cosines, 8))
    assert np.mean(recalls) > 0.9


def test_an_approximate_index_built_again_gives_the_same_answers(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library", APPROXIMATE)
    stories = clustered(np.random.default_rng(0), 2000)
    for first in range(0, 200, 40):
        library.put(dict(enumerate(stories[first : first + 40], start=first)))
        library.publish()
    vectors = units(np.random.default_rng(1).normal(size=(20, DIMENSION)))
    before = [library.open().indexes.vectors.search(vector, 8) for vector in vectors]
    shutil.rmtree(library.folder.derived)
    library.publish()
    assert [library.open().indexes.vectors.search(vector, 8) for vector in vectors] == before


def test_an_index_tells_whether_its_vectors_are_those_of_the_catalog(tmp_path: Path) -> None:
    library = grow_approximate(tmp_path / "library")
    assert unlike(library) == []
    deleted, index = 1, library.open().indexes.vectors
    for id in (500, 2999):  # in an approximate segment, and in an exact one
        ((ids, vectors),) = StoredVectors(library.catalog).between(id, id)
        assert index.unlike([(ids, vectors)]) == []
        assert index.unlike([(ids, -vectors)]) == [id]
        for other in (deleted, 5000):
            assert index.unlike([(np.array([other]), vectors)]) == [other]


@pytest.mark.parametrize("at", ["_build_vectors", "_build_lexical", "Manifest"])
def test_an_interrupted_build_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    library = Growing(tmp_path / "library")
    fill(library, 20)
    library.publish()
    old = library.open()
    library.put({100: ("zeppelin\n", units(np.ones((1, DIMENSION))))})

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(index.building, at, interrupted)
        with pytest.raises(KeyboardInterrupt):
            library.publish()
    vector = units(np.ones((1, DIMENSION)))[0]
    other = Growing(tmp_path / "library")
    with library.folder.writing():  # a reader goes on; one that has nothing yet helps itself
        assert other.open(old) is old
        assert "a100@0" in rankings(other.open(), "zeppelin", vector)[1]
        assert not library.home().exists()
    assert "a100@0" in rankings(other.open(old), "zeppelin", vector)[1]
    assert [path.name for path in library.folder.derived.iterdir()] == [library.catalog.state()]


def test_a_reader_that_comes_first_leaves_what_takes_long_to_the_writer(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library", APPROXIMATE)
    stories = clustered(np.random.default_rng(0), 2000)
    library.put(dict(enumerate(stories[:50])))
    library.publish()
    library.put(dict(enumerate(stories[50:], start=50)))
    assert len(library.open().indexes.vectors) == 2000
    assert [segment.exact for segment in library.manifest().segments] == [True] * 3
    library.remove(0)
    assert [segment.exact for segment in library.publish().segments] == [False, True, True, True]


@pytest.mark.parametrize("damaged", ["lexical/*.term", "lexical/*.idx", "lexical/meta.json"])
def test_damaged_words_are_not_carried_into_later_states(tmp_path: Path, damaged: str) -> None:
    library = Growing(tmp_path / "library")
    fill(library, 20)
    library.publish()
    (file,) = library.home().glob(damaged)
    data = file.read_bytes()
    file.write_bytes(data[:40] + bytes(20) + data[60:])
    library.put({100: random_story(np.random.default_rng(9))})
    library.publish()
    state = library.catalog.state()
    assert library.open().state == state
    assert len(rankings(library.open(), " ".join(WORDS), units(np.ones((1, DIMENSION)))[0])[1]) > 20


@pytest.mark.parametrize("damaged", ["vectors-1-*.faiss", "vectors-1-*.ids", "deleted.ids"])
@pytest.mark.parametrize("gone", [False, True])
def test_damaged_vectors_are_built_again(tmp_path: Path, damaged: str, gone: bool) -> None:
    library = Growing(tmp_path / "library")
    stories = fill(library, 40)
    library.remove(39)
    library.publish()
    (file,) = library.home().glob(damaged)
    data = file.read_bytes()
    file.unlink()
    if not gone:
        file.write_bytes(data[:-8] + b"damaged!")
    library.put({100: random_story(np.random.default_rng(9))})
    library.publish()
    vector = stories[3][1][0]
    assert next(iter(rankings(library.open(), "word1", vector)[0])) == "a3@0"
    assert unlike(library) == []


def test_a_folder_of_the_older_kind_is_built_again(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library")
    stories = fill(library, 20)
    library.home().mkdir(parents=True)
    (library.home() / "vectors.faiss").write_bytes(b"as it was")
    (library.home() / "manifest.json").write_text('{"format": 2, "passages": 20, "files": {}}')
    assert next(iter(rankings(library.open(), "word1", stories[3][1][0])[0])) == "a3@0"
    assert not (library.home() / "vectors.faiss").exists()


def test_indexes_of_a_state_that_the_catalog_never_had_are_not_built_on(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library")
    fill(library, 20)
    library.publish()
    library.catalog.close()
    shutil.copytree(library.folder.path, tmp_path / "copy")
    random = np.random.default_rng(5)
    for turn in range(2):  # the same ids, of other passages
        path = tmp_path / ("library" if turn else "copy")
        one = Growing(path)
        one.put({100: random_story(random, 6)})
        one.publish()
        one.catalog.close()
    shutil.copy(tmp_path / "copy" / "catalog.sqlite", tmp_path / "library" / "catalog.sqlite")
    back = Growing(tmp_path / "library")
    back.put({101: random_story(random)})
    back.publish()
    assert unlike(back) == []


def test_equal_scores_stand_in_the_order_of_ids_whatever_the_segments(tmp_path: Path) -> None:
    library = Growing(tmp_path / "library")
    same = units(np.ones((1, DIMENSION)))
    for number in range(200):
        library.put({number: ("tide\n", same)})
        if number % 20 == 0:
            library.publish()
    library.publish()
    indexes = library.open().indexes
    assert [id for id, _ in indexes.lexical.search("tide", 20)] == list(range(1, 21))
    assert indexes.lexical.near("tida", 1, 20) == list(range(1, 21))
    assert [id for id, _ in indexes.vectors.search(same[0], 20)] == list(range(1, 21))
