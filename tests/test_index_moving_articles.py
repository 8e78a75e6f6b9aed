"""Articles whose content the library has from elsewhere: moved, exchanged, or copies."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

from index import Article, Library, LibraryDamagedError

TEXTS = {
    name: f"The {name} was opened by the mayor on Friday." for name in ("pier", "lock", "mill")
}


def held(place: str, text: str) -> Article:
    """An article of one title that a file holds."""
    return replace(make_article(place, text), title="News", origin=f"{place}.txt")


def texts_of(library: Library) -> dict[str, str]:
    return {article.origin: article.text for article in library.articles()}


def test_of_a_folder_that_has_moved_no_texts_are_held(tmp_path: Path) -> None:
    count = 300

    def stories(folder: str) -> Iterator[Article]:
        for n in range(count):
            words = f"Ferry {n} left the harbour at dawn. " * 20
            yield replace(make_article(f"{folder}{n}", words), title="", origin=f"{folder}/{n}.txt")

    in_memory = []

    def watched() -> Iterator[Article]:
        for number, story in enumerate(stories("new")):
            if number % 60 == 0:
                found = (one for one in gc.get_objects() if type(one) is Article)
                in_memory.append(sum(len(one.text) > 100 for one in found))
            yield story

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(stories("old"))
        before = texts_of(library)
        changes = library.add(watched(), gone=lambda origin: origin.startswith("old/"))
        assert len(changes.moved) == count
        after = {origin.replace("old/", "new/"): text for origin, text in before.items()}
        assert texts_of(library) == after
        assert library.verify() == []
    assert max(in_memory) - in_memory[0] < 10


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("to", list(permutations(TEXTS)))
def test_files_that_exchange_their_contents_have_them(
    tmp_path: Path, to: tuple[str, ...], order: tuple[int, ...]
) -> None:
    places = ["a", "b", "c"]
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(held(place, text) for place, text in zip(places, TEXTS.values(), strict=True))
        library.add(held(places[n], TEXTS[to[n]]) for n in order)
        wanted = {f"{place}.txt": TEXTS[name] for place, name in zip(places, to, strict=True)}
        assert texts_of(library) == wanted
        assert library.verify() == []


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_text_goes_on_under_another_name_when_its_file_has_a_new_one(
    tmp_path: Path, newest_first: bool
) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([held("today", TEXTS["pier"])])
        items = [held("today", TEXTS["lock"]), held("yesterday", TEXTS["pier"])]
        changes = library.add(items if newest_first else items[::-1])
        assert (changes.changed, changes.added) == (["today"], ["yesterday"])
        assert texts_of(library) == {"today.txt": TEXTS["lock"], "yesterday.txt": TEXTS["pier"]}


def test_a_damaged_text_is_not_stored_anew_under_another_name(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([held("today", TEXTS["pier"])])
        with library._catalog.transaction():
            library._catalog.connection.execute("UPDATE articles SET text = 'Something else.'")
        with pytest.raises(LibraryDamagedError, match=r"today\.txt is not what was stored"):
            library.add([held("yesterday", TEXTS["pier"]), held("today", TEXTS["lock"])])
