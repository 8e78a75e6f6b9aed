"""A library that was damaged, cut off, copied, or made by something else: what is said of it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

from index import Library, LibraryError, OnnxEncoder, manifest
from index.schema import FORMAT


@pytest.mark.parametrize("damage", ["removed", "cut", "changed", "foreign", "emptied"])
def test_damaged_indexes_are_built_again_from_the_catalog(library: Library, damage: str) -> None:
    found = [hit.passage for hit in library.search("harbour master")]
    library.close()
    derived = library.path / "derived"
    (home,) = derived.iterdir()
    (vectors,) = home.glob("vectors*.faiss")
    data = vectors.read_bytes()
    if damage == "removed":
        shutil.rmtree(derived)
    elif damage == "cut":
        vectors.write_bytes(data[:-10])
    elif damage == "changed":
        vectors.write_bytes(data[:-10] + b"xxxxxxxxxx")
    elif damage == "foreign":
        home.rename(derived / "999")
    else:
        for file in (home / "lexical").iterdir():
            file.write_bytes(b"")
    with Library.open(library.path, ToyEncoder()) as again:
        assert [hit.passage for hit in again.search("harbour master")] == found


def test_a_library_made_with_another_encoder_says_what_to_do(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"made with the encoder 'toy', and this is 'other'"):
        Library.open(library.path, ToyEncoder("other", fingerprint="1"))
    with pytest.raises(LibraryError, match=r"other weights of it.*index the articles into a new"):
        Library.open(library.path, ToyEncoder("toy", fingerprint="1"))


def test_a_library_of_a_newer_format_says_what_to_do(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.path / "catalog.sqlite") as db:
        db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(LibraryError, match=r"made by a newer pullquote.*Upgrade pullquote"):
        Library.open(library.path, ToyEncoder())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "There is no library in .* Make one with: pullquote index"),
        (b"", "was never finished. Run pullquote index again"),
        (b"not a database" * 100, "is damaged or no library"),
    ],
)
def test_what_is_no_library_says_what_to_do(
    tmp_path: Path, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / "catalog.sqlite").write_bytes(data)
    with pytest.raises(LibraryError, match=message):
        Library.open(tmp_path, ToyEncoder())


def test_a_library_never_finished_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"")
    with Library.create(tmp_path, ToyEncoder()) as library:
        assert library.add([make_article("a", "Text.")]).added == ["a"]


def test_a_library_is_not_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(LibraryError, match=r"holds other files \(diary.txt\)"):
        Library.create(tmp_path, ToyEncoder())
    with pytest.raises(LibraryError, match="is a file; name a folder"):
        Library.create(tmp_path / "diary.txt", ToyEncoder())


def test_a_library_is_not_made_over_another(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"There is a library in .* already"):
        Library.create(library.path, ToyEncoder())


def test_a_copy_put_back_is_not_searched_with_the_indexes_of_what_came_after(
    library: Library, tmp_path: Path
) -> None:
    library.close()
    shutil.copytree(library.path, tmp_path / "copy")
    with Library.open(library.path, ToyEncoder()) as later:
        later.add([make_article("zeppelin", "A zeppelin landed.")])
    shutil.copy(tmp_path / "copy" / "catalog.sqlite", library.path)
    with Library.open(tmp_path / "copy", ToyEncoder()) as other:
        other.add([make_article("oven", "An oven burnt.")])
        shutil.copytree(other.path / "derived", library.path / "derived", dirs_exist_ok=True)
    with Library.open(library.path, ToyEncoder()) as back:
        back.add([make_article("kiln", "A kiln cooled.")])
        assert back.search("kiln cooled")[0].passage.text == "A kiln cooled."
        assert all("zeppelin" not in h.passage.text for h in back.search("zeppelin"))
        assert back.verify() == []


def test_many_may_make_one_library_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OnnxEncoder, "open", lambda *_, **__: ToyEncoder())
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: Library.open_or_create(tmp_path / "library"), range(4)))
    assert [library.articles() for library in made] == [[]] * 4
    for library in made:
        library.close()


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_damage_in_the_middle_of_a_catalog_is_a_library_error(library: Library, at: float) -> None:
    library.add(make_article(f"a{n}", f"Story {n}. " * 50) for n in range(50))
    library.close()
    path = library.path / "catalog.sqlite"
    data = bytearray(path.read_bytes())
    middle = int(len(data) * at)
    data[middle : middle + 20_000] = b"\xff" * 20_000
    path.write_bytes(data)
    shutil.rmtree(library.path / "derived")

    def read_all() -> None:
        with Library.open(library.path, ToyEncoder()) as damaged:
            damaged.search("story")
            damaged.articles()

    with pytest.raises(LibraryError, match="is damaged or no library"):
        read_all()


@pytest.mark.parametrize("table", ["articles_by_content", "sqlite_autoindex_articles_2"])
def test_adding_to_a_damaged_catalog_is_a_library_error(library: Library, table: str) -> None:
    library.close()
    path = library.path / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = db.execute(query, (table,)).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    with (
        Library.open(library.path, ToyEncoder()) as damaged,
        pytest.raises(LibraryError, match="is damaged or no library"),
    ):
        damaged.add([make_article("new", "A text that is new.")])


def test_indexes_that_cannot_be_read_are_not_built_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home,) = (library.path / "derived").iterdir()
    told = manifest.digest

    def digest(path: Path) -> str:
        if path.is_relative_to(home / "lexical"):
            raise OSError(errno.EIO, "Input/output error")
        return told(path)

    monkeypatch.setattr(manifest, "digest", digest)
    assert library.add([make_article("new", "The lighthouse keeper retires.")]).added == ["new"]
    assert library.search("lighthouse keeper")[0].passage.article.id == "new"


@pytest.mark.parametrize("seq", ["0", "NULL", "'x'"])
def test_a_count_of_ids_that_is_damaged_hides_no_passage(library: Library, seq: str) -> None:
    found = [hit.passage for hit in library.search("harbour master")]
    library.close()
    with closing(sqlite3.connect(library.path / "catalog.sqlite")) as db:
        db.execute(f"UPDATE sqlite_sequence SET seq = {seq} WHERE name = 'passages'")
        db.commit()
    shutil.rmtree(library.path / "derived")
    with Library.open(library.path, ToyEncoder()) as again:
        assert [hit.passage for hit in again.search("harbour master")] == found
        assert again.verify() == []


@pytest.mark.parametrize("name", ["encoder", "passage_size", "generation", "state"])
def test_a_library_that_lacks_a_setting_is_a_library_error(library: Library, name: str) -> None:
    library.close()
    with sqlite3.connect(library.path / "catalog.sqlite") as db:
        db.execute("DELETE FROM settings WHERE name = ?", (name,))
    with pytest.raises(LibraryError, match=f"the setting '{name}' is missing"):
        Library.open(library.path, ToyEncoder())


def test_another_program_s_database_is_no_library(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as db:
        db.execute("CREATE TABLE t (x)")
        db.execute("PRAGMA user_version = 1")
    with pytest.raises(LibraryError, match="is damaged or no library"):
        Library.open(tmp_path, ToyEncoder())
