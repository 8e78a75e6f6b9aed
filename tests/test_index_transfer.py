"""A library goes into one file, and comes out of it as it was; what is no such file is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

from index import (
    InputError,
    Library,
    LibraryDamagedError,
    LibraryError,
    export_library,
    import_library,
)

QUESTION = "Who is the harbour master?"


@pytest.fixture
def export(library: Library, tmp_path: Path) -> Path:
    export_library(library.path, tmp_path / "out.pullquote")
    return tmp_path / "out.pullquote"


def test_an_imported_library_gives_equal_answers(
    library: Library, export: Path, tmp_path: Path
) -> None:
    import_library(export, tmp_path / "new")
    with Library.open(tmp_path / "new", ToyEncoder()) as new:
        assert new.verify() == []
        assert new.articles() == library.articles()
        assert new.search(QUESTION) == library.search(QUESTION)
        changes = new.add([*library.articles(), make_article("late", "The last ferry was sold.")])
        assert (len(changes.unchanged), changes.added) == (3, ["late"])
        assert new.verify() == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_empty_library_travels(tmp_path: Path) -> None:
    Library.create(tmp_path / "empty", ToyEncoder()).close()
    export_library(tmp_path / "empty", tmp_path / "out")
    import_library(tmp_path / "out", tmp_path / "new")
    with Library.open(tmp_path / "new", ToyEncoder()) as new:
        assert new.articles() == []
        assert new.verify() == []


def test_an_export_holds_one_state_while_others_write(library: Library, tmp_path: Path) -> None:
    writing = sqlite3.connect(library.path / "catalog.sqlite", isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("UPDATE articles SET text = 'Half done.'")
    export_library(library.path, tmp_path / "out")
    writing.execute("ROLLBACK")
    writing.close()
    import_library(tmp_path / "out", tmp_path / "new")
    with Library.open(tmp_path / "new", ToyEncoder()) as new:
        assert new.articles() == library.articles()


def test_progress_is_told_article_by_article(library: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_library(library.path, tmp_path / "out", advance=lambda *done: told.append(done))
    import_library(tmp_path / "out", tmp_path / "new", advance=lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)] * 2


def test_an_export_replaces_a_file_only_by_force(
    library: Library, export: Path, tmp_path: Path
) -> None:
    export.write_text("mine")
    with pytest.raises(InputError, match="is there already; replace it with --force"):
        export_library(library.path, export)
    assert export.read_text() == "mine"
    export_library(library.path, export, force=True)
    import_library(export, tmp_path / "new")


def test_places_that_are_none_for_an_export_are_refused(library: Library, tmp_path: Path) -> None:
    for file, message in [
        (tmp_path, r"is a folder; name a file in it: .*/library\.pullquote"),
        (tmp_path / "none" / "out", "There is no folder"),
        (library.path / "out", "is inside the library"),
    ]:
        with pytest.raises(InputError, match=message):
            export_library(library.path, file)
    with pytest.raises(LibraryError, match="There is no library in"):
        export_library(tmp_path / "nowhere", tmp_path / "out")


def test_a_damaged_library_is_not_exported(library: Library, tmp_path: Path) -> None:
    library.close()
    with sqlite3.connect(library.path / "catalog.sqlite") as db:
        db.execute("UPDATE articles SET text = 'Other.' WHERE id = 'bakery'")
    with pytest.raises(LibraryDamagedError, match=r"cannot be exported\. See: pullquote verify"):
        export_library(library.path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_import_makes_a_new_folder_or_none(export: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    import_library(export, tmp_path / "empty")
    import_library(export, tmp_path / "deep" / "down")
    for place in (tmp_path / "empty", export):
        with pytest.raises(InputError, match="is there already; name a new folder"):
            import_library(export, place)
    with pytest.raises(InputError, match="is a folder; name the file of the export"):
        import_library(tmp_path / "empty", tmp_path / "new")


def test_an_import_into_the_folder_one_is_in_says_what_to_write(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for here in (Path(), tmp_path / "empty"):
        with pytest.raises(InputError, match=r"folder that you are in; .* pullquote import .* my-"):
            import_library(export, here)
    assert list((tmp_path / "empty").iterdir()) == []


def repacked(export: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(export) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(export, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def signed(parts: dict[str, bytes], **fields: object) -> None:
    """Write a manifest that fits the catalog, but for some fields."""
    catalog = parts["catalog.sqlite"]
    manifest = json.loads(parts["manifest.json"])
    manifest |= {"bytes": len(catalog), "sha256": hashlib.sha256(catalog).hexdigest()}
    parts["manifest.json"] = json.dumps(manifest | fields).encode()


def rename(parts: dict[str, bytes]) -> None:
    parts["../catalog.sqlite"] = parts.pop("catalog.sqlite")


def test_what_is_no_sound_export_is_refused(export: Path, tmp_path: Path) -> None:
    data = export.read_bytes()
    for wrong, message in [
        (b"", "is no export of a library. Make one with: pullquote export"),
        (b"An article.", "is no export of a library"),
        (data[: len(data) // 2], "is cut off or damaged"),
        (data[:-1], "is cut off or damaged"),
        (data.replace(b"manifest.json", b"manifest.yaml"), "is no export of a library"),
    ]:
        export.write_bytes(wrong)
        with pytest.raises(InputError, match=message):
            import_library(export, tmp_path / "new")
    with pytest.raises(InputError, match="There is no file"):
        import_library(tmp_path / "nothing", tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (rename, "is no export of a library"),
        (lambda parts: parts.update({"more": b""}), "is no export of a library"),
        (lambda parts: parts.pop("manifest.json"), "is no export of a library"),
        (lambda parts: parts.update({"manifest.json": b"[]"}), "its manifest cannot be read"),
        (lambda parts: parts.update({"manifest.json": b"[" * 9000}), "is cut off or damaged"),
        (lambda parts: parts.update({"manifest.json": b"{}"}), "its manifest cannot be read"),
        (lambda parts: parts.update({"catalog.sqlite": b"x" * 9}), "its sizes do not agree"),
        (lambda parts: signed(parts, sha256="0"), "its checksum does not agree"),
        (lambda parts: signed(parts, format=2), "was made by a newer pullquote. Upgrade"),
        (lambda parts: signed(parts, format=True), "its manifest cannot be read"),
        (lambda parts: signed(parts, catalog_format=99), "was made by a newer pullquote. Upgrade"),
        (lambda parts: signed(parts, bytes=-1), "its sizes do not agree"),
    ],
)
def test_a_file_that_somebody_changed_is_refused(
    export: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], message: str
) -> None:
    repacked(export, change)
    with pytest.raises(InputError, match=message):
        import_library(export, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def rewritten(name: str, old: str, new: str) -> str:
    """Give the statements that put other words into the definition of a table or an index."""
    return (
        "PRAGMA writable_schema = ON; "
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'; "
        "PRAGMA writable_schema = OFF"
    )


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "CREATE TRIGGER t AFTER INSERT ON articles BEGIN SELECT 1; END",
            "It holds the trigger 't'",
        ),
        ("CREATE VIEW v AS SELECT 1", "holds the view 'v'"),
        ("CREATE TABLE more (x)", "holds the table 'more'"),
        (rewritten("passages", "AUTOINCREMENT", ""), "holds the table 'passages' as no library"),
        (rewritten("passages", "start INTEGER", "start INTEGER CHECK (1)"), "the table 'passages'"),
        (
            rewritten("articles", "author TEXT NOT NULL", "author TEXT AS (id)"),
            "the table 'articles'",
        ),
        (rewritten("articles_by_content", "(content_hash)", "(hex(text))"), "articles_by_content"),
        ("UPDATE articles SET text = 'Other.' WHERE id = 'bakery'", "bakery is not what was"),
        ("UPDATE passages SET start = -1 WHERE id = 1", "stands outside its place"),
        ("UPDATE passages SET vector = zeroblob(128) WHERE id = 1", "is not of unit length"),
        ("DELETE FROM settings WHERE name = 'encoder'", "Its catalog cannot be read"),
        ("UPDATE settings SET value = 'x' WHERE name = 'dimension'", "Its catalog cannot be read"),
        ("DROP TABLE passages", "Its catalog cannot be read"),
        ("PRAGMA user_version = 99", "Its catalog has the format 99"),
        ("PRAGMA user_version = 0", "Its catalog has the format 0"),
    ],
)
def test_a_catalog_that_is_not_sound_is_refused(
    export: Path, tmp_path: Path, statement: str, message: str
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        file = tmp_path / "changed.sqlite"
        file.write_bytes(parts["catalog.sqlite"])
        db = sqlite3.connect(file, isolation_level=None)
        db.executescript(statement)
        db.close()
        parts["catalog.sqlite"] = file.read_bytes()
        signed(parts)

    repacked(export, change)
    with pytest.raises(InputError, match=message) as refused:
        import_library(export, tmp_path / "new")
    assert str(export) in str(refused.value)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_STORED])
def test_what_is_packed_in_another_way_is_refused(
    export: Path, tmp_path: Path, packing: int
) -> None:
    with zipfile.ZipFile(export) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(export, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(InputError, match="it is not packed as exports are"):
        import_library(export, tmp_path / "new")


def test_another_file_under_the_name_of_a_catalog_is_refused(export: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["catalog.sqlite"] = b"x" * 9999
        signed(parts)

    repacked(export, change)
    with pytest.raises(InputError, match="does not hold a sound library"):
        import_library(export, tmp_path / "new")


def test_a_file_that_swells_beyond_measure_is_not_unpacked(export: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["catalog.sqlite"] += bytes(80_000_000)
        signed(parts)

    repacked(export, change)
    assert export.stat().st_size < 200_000
    with pytest.raises(InputError, match="says that it unpacks to 80 MB, which no library"):
        import_library(export, tmp_path / "new")


def test_a_disk_too_small_for_an_import_is_told_before(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: free)
    with pytest.raises(InputError, match=r"there is space for 0 MB\. Make space"):
        import_library(export, tmp_path / "new")
