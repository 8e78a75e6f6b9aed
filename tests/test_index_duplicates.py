"""Articles that are largely the same are found, however many others there are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import ToyEncoder, make_article

from index import Library, find_files, read_collection
from index.duplicates import Likeness, families, find_duplicates
from index.folder import LibraryFolder
from index.runs import word_runs
from index.sketches import Sketches

GOLD = Path(__file__).parents[1] / "eval" / "gold" / "articles"
WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "lmnrst"]


def story(seed: int, words: int = 200) -> str:
    """A text that shares hardly a run of words with that of another seed."""
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(words))


def with_changes(text: str, every: int) -> str:
    words = text.split()
    return " ".join("other" if at % every == every - 1 else w for at, w in enumerate(words))


@pytest.fixture
def many(tmp_path: Path) -> Library:
    library = Library.create(tmp_path / "library", ToyEncoder())
    library.add(make_article(f"a{seed}", story(seed)) for seed in range(40))
    return library


def test_what_is_largely_the_same_is_found_among_others(many: Library) -> None:
    # Of 197 runs in either, the change of one word in fifty takes four each: 4 x 4 of 197.
    many.add([make_article("twin", with_changes(story(7), 50)), make_article("new", story(99))])
    (likeness,) = find_duplicates(many, ["twin", "new"])
    assert (likeness.article, likeness.other) == ("twin", "a7")
    assert likeness.share == pytest.approx((197 - 13) / (197 + 13))
    assert find_duplicates(many, ["new"]) == []


def test_runs_have_four_words_and_may_be_chosen_by_the_first() -> None:
    words = "one two three four five six".split()
    assert len(word_runs(words)) == 3
    assert word_runs(words, first=4) == {("three", "four", "five", "six")}


def test_one_text_under_two_titles_is_the_same_altogether(many: Library) -> None:
    many.add([make_article("retitled", story(3))])
    assert find_duplicates(many, ["retitled"]) == [Likeness("retitled", "a3", 1.0)]


def test_what_shares_less_than_half_is_not_named(many: Library) -> None:
    half = " ".join([*story(5).split()[:80], story(1005, 120)])
    many.add([make_article("half", half)])
    assert find_duplicates(many, ["half"]) == []


def test_very_short_texts_are_never_alike(many: Library) -> None:
    many.add([make_article("b1", "No news today, so come back.")])
    many.add([make_article("b2", "No news today, so come back!")])
    assert find_duplicates(many) == []


def test_copies_of_a_wire_story_are_found_and_reports_of_their_own_are_not(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(read_collection(find_files([GOLD])))
        found = families(find_duplicates(library))
    assert found == [["ferry-aldous-post", "ferry-sellan-courier", "ferry-trident-wire"]]


def test_families_are_joined_by_way_of_others() -> None:
    pairs = [("d", "e"), ("a", "b"), ("c", "b"), ("a", "b")]
    assert families(Likeness(one, other, 1.0) for one, other in pairs) == [
        ["a", "b", "c"],
        ["d", "e"],
    ]
    assert families([]) == []


def test_a_removed_article_is_no_longer_alike(many: Library) -> None:
    many.add([make_article("twin", with_changes(story(7), 50))])
    assert find_duplicates(many)
    many.remove(["a7"])
    assert find_duplicates(many) == []


def test_only_new_texts_are_read_for_their_sketches(many: Library) -> None:
    seen: list[tuple[int, int]] = []
    find_duplicates(many, advance=lambda *done: seen.append(done))
    assert seen == [(number, 40) for number in range(1, 41)]
    seen.clear()
    many.add([make_article("twin", with_changes(story(7), 50))])
    assert find_duplicates(many, ["twin"], lambda *done: seen.append(done))
    assert seen == [(1, 1)]


@pytest.mark.parametrize("damage", [b"", b"junk", None, 200, -320, -1])
def test_sketches_that_are_damaged_are_made_again(
    many: Library, damage: bytes | int | None
) -> None:
    many.add([make_article("twin", with_changes(story(7), 50))])
    whole = find_duplicates(many)
    file = LibraryFolder(many.path).sketches
    data = file.read_bytes()
    if damage == -1:  # of full length
        file.write_bytes(data[:-20] + bytes(20))
    elif damage is None:
        file.unlink()
    else:
        file.write_bytes(data[:damage] if isinstance(damage, int) else damage)
    assert find_duplicates(many) == whole
    assert file.read_bytes() == data


def test_sketches_can_be_read_by_whoever_may_read_the_library(many: Library) -> None:
    find_duplicates(many)
    folder = LibraryFolder(many.path)
    assert folder.sketches.stat().st_mode == folder.catalog.stat().st_mode


def test_what_a_killed_process_left_of_sketches_is_cleared_away(many: Library) -> None:
    draft = many.path / ".sketches-0123456789abcdef"
    draft.write_bytes(b"half of them")
    find_duplicates(many)
    assert not draft.exists()


def test_a_library_that_cannot_be_written_is_looked_through_all_the_same(many: Library) -> None:
    many.add([make_article("twin", with_changes(story(7), 50))])
    place = LibraryFolder(many.path).sketches
    place.mkdir()  # so that no file can take its name
    assert [likeness.article for likeness in find_duplicates(many)] == ["a7", "twin"]
    assert list(many.path.glob(".sketches*")) == []


def test_a_run_that_all_texts_share_makes_no_work_for_each_pair(tmp_path: Path) -> None:
    """One footer under 500 texts: no more than so many of them are compared with one."""
    footer = " ".join(f"please subscribe to our letter number {n} today" for n in range(6))
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(make_article(f"a{s}", f"{story(s, 60)} {footer}") for s in range(500))
        read: list[str] = []
        article = library.article
        library.article = lambda name: (read.append(name), article(name))[1]  # type: ignore[method-assign]
        find_duplicates(library)
        assert len(read) <= 500 + 500 * 9


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(12, 60))
def test_likely_ones_come_first_and_are_never_missed(seed: int, every: int) -> None:
    texts = {"one": story(seed, 400), "near": with_changes(story(seed, 400), every)}
    texts |= {f"x{n}": story(seed + 5000 + n, 400) for n in range(5)}
    sketches = Sketches.load(Path("/nowhere")).updated(list(texts), texts.items())
    ((_, others),) = sketches.alike(["one"])
    assert others == ["near"]
