"""A process killed with `kill -9` at any moment: the library holds what was committed, all of it.

`PULLQUOTE_KILLS=200 pytest tests/test_index_killed.py` kills as often as that.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from killing import FIRST, MANY, index, killed, open_library, states
from toys import ToyEncoder

from index import Library, export_library, import_library

KILLS = int(os.environ.get("PULLQUOTE_KILLS", "15"))
FEWER = max(4, KILLS // 10)


def texts(library: Library) -> dict[str, str]:
    return {article.id: article.text for article in library.articles()}


def content(library: Library) -> list[tuple[object, ...]]:
    """All that was made of the articles, whatever numbers the catalog gave it."""
    with sqlite3.connect(library.path / "catalog.sqlite") as db:
        return db.execute(
            "SELECT articles.id, text, start, end, vector FROM articles"
            " JOIN passages ON article = number ORDER BY articles.id, start"
        ).fetchall()


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    place = tmp_path_factory.mktemp("whole")
    index(place, lambda line: None)
    with Library.open(place, ToyEncoder()) as library:
        assert texts(library) == list(states())[-1]
        return content(library)


def test_indexing_killed_leaves_whole_commits_and_goes_on_to_the_same_end(
    tmp_path: Path, uninterrupted: list[tuple[object, ...]]
) -> None:
    every = list(states())
    reached = {  # the earliest and the latest state that may be found after a report
        "": (0, 0),
        "created": (0, 1),
        "added first": (1, 1 + len(MANY)),
        "added many": (1 + len(MANY), 2 + len(MANY)),
        "removed": (2 + len(MANY), 3 + len(MANY)),
        "changed": (3 + len(MANY), 3 + len(MANY)),
    }
    for place, reports in killed("index", tmp_path, KILLS):
        first, last = reached[reports[-1] if reports else ""]
        with open_library(place) as library:
            assert library.verify() == [], place
            assert texts(library) in every[first : last + 1], (place, reports)
            assert all(hit.passage.text for hit in library.search("ferry harbour"))
        index(place, lambda line: None)
        with Library.open(place, ToyEncoder()) as library:
            assert library.verify() == []
            assert content(library) == uninterrupted
        shutil.rmtree(place)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A folder that every turn begins with a copy of; beside it a library and its export."""
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([*FIRST, *MANY[:3]])
    export_library(tmp_path / "library", tmp_path / "library.pullquote")
    (tmp_path / "template").mkdir()
    return tmp_path / "template"


def test_an_export_killed_leaves_the_one_that_was_there_whole(template: Path) -> None:
    shutil.copy(template.parent / "library.pullquote", template / "out.pullquote")
    for place, _ in killed("export", template.parent, FEWER):
        import_library(place / "out.pullquote", place / "imported")
        with Library.open(place / "imported", ToyEncoder()) as imported:
            assert len(imported.articles()) == len(FIRST) + 3


def test_an_import_killed_leaves_all_or_nothing(template: Path) -> None:
    for place, _ in killed("import", template.parent, FEWER):
        library = place / "library"
        if not library.exists():
            import_library(template.parent / "library.pullquote", library)
        with Library.open(library, ToyEncoder()) as imported:
            assert imported.verify() == []
            assert len(imported.articles()) == len(FIRST) + 3


def test_a_repair_killed_can_be_done_again(template: Path) -> None:
    shutil.copytree(template.parent / "library", template / "library")
    with Library.open(template / "library", ToyEncoder()) as library:
        whole = content(library)
    with sqlite3.connect(template / "library" / "catalog.sqlite") as db:
        db.execute("UPDATE passages SET vector = zeroblob(128) WHERE id % 2")
        db.execute("DELETE FROM passages WHERE id % 5 = 0")
    for place, _ in killed("repair", template.parent, FEWER):
        with Library.open(place / "library", ToyEncoder()) as library:
            library.repair(library.verify())
            assert library.verify() == []
            assert content(library) == whole
