"""What `verify` finds, and what `repair` makes of it: each promise is broken by hand."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import filelock
import numpy as np
import pytest
from toys import ToyEncoder, make_article

from index import Cure, Library, LibraryBusyError, LibraryDamagedError


@pytest.fixture
def place(library: Library) -> Path:
    library.add([make_article("long", "\n\n".join(f"Ferry {n} sailed. " * 20 for n in range(9)))])
    library.search("harbour")
    library.close()
    return library.path


def change(place: Path, *statements: str) -> None:
    with sqlite3.connect(place / "catalog.sqlite") as db:
        for statement in statements:
            db.execute(statement)


def found(place: Path) -> dict[str, Cure]:
    with Library.open(place, ToyEncoder()) as library:
        return {problem.sentence: problem.cure for problem in library.verify()}


def mended(place: Path) -> list[str]:
    with Library.open(place, ToyEncoder()) as library:
        return library.repair(library.verify())


def searched(place: Path) -> list[tuple[str, int, int]]:
    with Library.open(place, ToyEncoder()) as library:
        hits = library.search("Who is the harbour master?", k=20)
        return [(hit.passage.article.id, hit.passage.start, hit.passage.end) for hit in hits]


def half_floats(*numbers: float) -> str:
    """Write a vector of 64 numbers, the rest of them 0, for SQL."""
    vector = np.zeros(64, "<f2")
    vector[: len(numbers)] = numbers
    return f"x'{vector.tobytes().hex()}'"


def test_an_empty_library_is_well(tmp_path: Path) -> None:
    Library.create(tmp_path / "library", ToyEncoder()).close()
    assert found(tmp_path / "library") == {}


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE passages SET start = start + 5000 WHERE id = 1",
            "Passage 1 of harbour stands outside its place in the article.",
        ),
        (
            "UPDATE passages SET start = -3 WHERE id = 1",
            "Passage 1 of harbour stands outside its place in the article.",
        ),
        (
            "UPDATE passages SET start = 0 WHERE id = (SELECT max(id) FROM passages)",
            "Passage 12 of long stands outside its place in the article.",
        ),
        (
            "UPDATE passages SET end = start WHERE id = 1",
            "Passage 1 of harbour stands outside its place in the article.",
        ),
        (
            "DELETE FROM passages WHERE id = 5",
            "Some of the text of long is in no passage.",
        ),
        (
            "DELETE FROM passages WHERE id = 1",
            "Some of the text of harbour is in no passage.",
        ),
        (
            "UPDATE articles SET sources = '{' WHERE id = 'harbour'",
            "Where the metadata of harbour come from cannot be read.",
        ),
        (
            "UPDATE passages SET vector = x'00' WHERE id = 1",
            "The vector of passage 1 of harbour is not of unit length.",
        ),
        *[
            (
                f"UPDATE passages SET vector = {half_floats(*vector)} WHERE id = 1",
                "The vector of passage 1 of harbour is not of unit length.",
            )
            for vector in [(), (0.9,), (float("nan"), 1.0), (float("inf"),)]
        ],
    ],
)
def test_what_is_made_of_an_article_is_checked_and_made_again(
    place: Path, statement: str, sentence: str
) -> None:
    before = searched(place)
    change(place, statement)
    assert found(place)[sentence] is Cure.EMBED
    (done, *_) = mended(place)
    assert done in ("split and embedded again: harbour", "split and embedded again: long")
    assert found(place) == {}
    assert searched(place) == before


def test_an_article_that_is_not_what_was_stored_is_named_and_left(place: Path) -> None:
    change(
        place,
        "UPDATE articles SET text = 'Other.' WHERE id = 'bakery'",
        "UPDATE passages SET vector = zeroblob(128) WHERE id = 1",
    )
    assert found(place)["The article bakery is not what was stored."] is Cure.NONE
    assert mended(place)[0] == "split and embedded again: harbour"
    with Library.open(place, ToyEncoder()) as library:
        (problem,) = library.verify()
        assert (problem.cure, problem.article, problem.origin) == (
            Cure.NONE,
            "bakery",
            "bakery.txt",
        )


@pytest.mark.parametrize("column", ["title", "publisher", "author", "published", "url", "text"])
def test_every_part_of_an_article_is_checked(place: Path, column: str) -> None:
    change(place, f"UPDATE articles SET {column} = '1999-01-01' WHERE id = 'harbour'")
    assert found(place) == {"The article harbour is not what was stored.": Cure.NONE}


def test_a_text_that_cannot_be_read_can_be_taken_out(place: Path) -> None:
    change(
        place,
        "UPDATE articles SET text = CAST(x'ff41' AS TEXT), published = 'May' WHERE id = 'bakery'",
    )
    assert found(place) == {"The article bakery is not what was stored.": Cure.NONE}
    with Library.open(place, ToyEncoder()) as library:
        assert library.remove(["bakery"]) == ["bakery"]
        assert library.verify() == []


def test_a_look_up_table_that_lost_a_row_is_made_again(place: Path) -> None:
    before = searched(place)
    with sqlite3.connect(place / "catalog.sqlite") as db:
        # SQLite is told that the table has no such index while one of its rows is deleted.
        db.execute("PRAGMA writable_schema = ON")
        query = "SELECT rowid FROM sqlite_schema WHERE name = 'passages_by_article'"
        (row,) = db.execute(query).fetchone()
        db.execute("UPDATE sqlite_schema SET type = 'table', sql = ? WHERE rowid = ?",
                   ("CREATE TABLE passages_by_article (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID",
                    row))  # fmt: skip
    with sqlite3.connect(place / "catalog.sqlite") as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM passages_by_article WHERE b = 5")
        db.execute("UPDATE sqlite_schema SET type = 'index', tbl_name = 'passages', sql = ? "
                   "WHERE rowid = ?",
                   ("CREATE INDEX passages_by_article ON passages (article)", row))  # fmt: skip
    line = "The catalog is damaged: row 5 missing from index passages_by_article."
    assert found(place)[line] is Cure.LOOK_UP
    assert mended(place)[0] == "made the look-up tables of the catalog again"
    assert found(place) == {}
    assert searched(place) == before


def test_passages_of_no_article_are_dropped(place: Path) -> None:
    change(place, "UPDATE passages SET article = 99 WHERE id = 6")
    assert found(place) == {
        "The catalog is damaged: 1 passages belong to no article.": Cure.LOOK_UP
    }
    mended(place)
    assert found(place) == {"Some of the text of long is in no passage.": Cure.EMBED}
    mended(place)
    assert found(place) == {}


@pytest.mark.parametrize("kept", [0, 20])
def test_damaged_search_indexes_are_found_and_built_again(place: Path, kept: int) -> None:
    before = searched(place)
    for file in (place / "derived").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:kept])
    assert found(place) == {"The search indexes are damaged.": Cure.REBUILD}
    assert mended(place) == ["built the search indexes again"]
    assert found(place) == {}
    assert searched(place) == before


def test_search_indexes_of_an_older_form_are_no_damage(place: Path) -> None:
    for file in (place / "derived").rglob("manifest.json"):
        file.write_text('{"format": 1}')
    assert found(place) == {}


def test_search_indexes_that_are_not_there_are_built(place: Path) -> None:
    shutil.rmtree(place / "derived")
    assert found(place) == {}
    assert (place / "derived").is_dir()


def test_a_vector_that_is_another_than_was_indexed_is_found(place: Path) -> None:
    before = searched(place)
    change(place, f"UPDATE passages SET vector = {half_floats(1.0)} WHERE id = 1")
    assert found(place) == {"The vector of passage 1 of harbour has changed.": Cure.EMBED}
    mended(place)
    assert found(place) == {}
    assert searched(place) == before


def test_a_file_that_is_damaged_is_left_as_it_is(place: Path) -> None:
    file = place / "catalog.sqlite"
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 5000] = b"\xff" * 5000
    file.write_bytes(data)
    told = pytest.raises(LibraryDamagedError, match="Bring it back with pullquote import")
    with Library.open(place, ToyEncoder()) as library, told:
        library.verify()
    assert file.read_bytes() == data


def test_progress_is_told_article_by_article(library: Library) -> None:
    told: list[tuple[int, int]] = []
    library.verify(lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_repair_is_for_one_writer(library: Library) -> None:
    lock = filelock.FileLock(library.path / "writer.lock")
    with lock, pytest.raises(LibraryBusyError):
        library.repair([])


def test_a_catalog_cut_short_is_damaged(place: Path) -> None:
    file = place / "catalog.sqlite"
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(LibraryDamagedError, match="is damaged or no library"):
        Library.open(place, ToyEncoder())
