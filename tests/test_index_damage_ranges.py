"""Every range of bytes of a library's files is damaged: no crash, and no false word."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from damaging import damages
from toys import ToyEncoder, make_article

from index import Article, Hit, InputError, Library, LibraryError, export_library, import_library

QUESTION = "Who opened harbour 5?"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library with a past: free pages, and passages that are gone."""
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(
            make_article(f"a{n}", f"Story {n}. The mayor, Ann Lee, opened harbour {n}. " * 20)
            for n in range(8)
        )
        library.remove(["a3"])
    return tmp_path / "library"


def read(place: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """Give the articles, but for labels that have no checksum, and what a question finds."""
    with Library.open(place, ToyEncoder()) as library:
        articles = [replace(a, language="", sources={}) for a in library.articles()]
        return articles, list(map(described, library.search(QUESTION)))


def described(hit: Hit) -> tuple[str, str]:
    passage = hit.passage
    assert passage.text == passage.article.text[passage.start : passage.end]
    return passage.article.id, passage.text


def is_found_damaged(place: Path) -> bool:
    try:
        with Library.open(place, ToyEncoder()) as library:
            return bool(library.verify())
    except LibraryError:
        return True


def test_a_damaged_catalog_is_an_error_or_found_by_verify(place: Path) -> None:
    articles, hits = read(place)
    for damage in damages(place / "catalog.sqlite", ranges=50):
        try:
            now, found = read(place)
        except LibraryError:
            assert is_found_damaged(place), damage
        else:
            assert (now, found) == (articles, hits) or is_found_damaged(place), damage
    assert read(place) == (articles, hits)


def test_damaged_search_indexes_answer_as_before(place: Path) -> None:
    right = read(place)
    whole = place.with_name("whole")
    shutil.copytree(place, whole)
    files = [file for file in (place / "derived").rglob("*") if file.is_file()]
    for file in files:
        for damage in damages(file, ranges=2):
            assert read(place) == right, damage
            assert not is_found_damaged(place), damage
            shutil.rmtree(place)
            shutil.copytree(whole, place)


@pytest.fixture
def interrupted(place: Path) -> Path:
    """The library as a process leaves it that is killed after a commit."""
    with Library.open(place, ToyEncoder()) as library:
        library.add([make_article("late", "The last ferry was sold to Bergen.")])
        shutil.copytree(place, place.with_name("interrupted"))
    return place.with_name("interrupted")


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_damaged_write_ahead_log_leaves_a_state_that_was(interrupted: Path, ending: str) -> None:
    articles, _ = read(interrupted.with_name("library"))
    whole = interrupted.with_name("whole")
    shutil.copytree(interrupted, whole)
    names = {article.id for article in articles}
    for damage in damages(interrupted / f"catalog.sqlite{ending}", ranges=8):
        with Library.open(interrupted, ToyEncoder()) as library:
            held = {article.id for article in library.articles()}
            assert held in (names, names - {"late"}), damage
            assert library.verify() == [], damage
        shutil.rmtree(interrupted)
        shutil.copytree(whole, interrupted)


@pytest.mark.parametrize("missing", [["-wal"], ["-shm"], ["-wal", "-shm"]])
def test_a_missing_write_ahead_log_leaves_a_state_that_was(
    interrupted: Path, missing: list[str]
) -> None:
    for ending in missing:
        (interrupted / f"catalog.sqlite{ending}").unlink()
    with Library.open(interrupted, ToyEncoder()) as library:
        held = {article.id for article in library.articles()}
        assert ("late" in held) == ("-wal" not in missing)
        assert library.verify() == []
        assert library.search(QUESTION)


def test_a_damaged_export_is_refused_or_whole(place: Path, tmp_path: Path) -> None:
    right = read(place)
    export = tmp_path / "library.pullquote"
    export_library(place, export)
    imported = 0
    for damage in damages(export, ranges=24):
        try:
            import_library(export, tmp_path / "imported")
        except InputError:
            assert not (tmp_path / "imported").exists(), damage
        else:
            imported += 1
            assert read(tmp_path / "imported") == right, damage
            shutil.rmtree(tmp_path / "imported")
    assert imported < 10  # what a ZIP says beside names and contents
