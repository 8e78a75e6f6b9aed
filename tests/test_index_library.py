"""A library: what goes in stays, changes are whole, and what is wrong is said."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import filelock
import pytest
from toys import ToyEncoder, make_article

from index import Article, InputError, Library, LibraryBusyError, LibraryError, OnnxEncoder, Skipped
from index.catalog import FORMAT


def test_an_article_comes_back_as_it_was_given(library: Library, articles: list[Article]) -> None:
    assert library.articles() == sorted(articles, key=lambda article: article.id)
    assert library.article("bridge") == articles[1]
    assert library.article("nowhere") is None
    assert library.verify() == []


def test_hits_are_slices_of_their_articles(library: Library) -> None:
    hits = library.search("Who is the harbour master?")
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert {hit.passage.article.id for hit in hits[:2]} == {"harbour", "bridge"}
    for hit in hits:
        passage = hit.passage
        assert passage.text == passage.article.text[passage.start : passage.end]


def test_adding_again_changes_nothing_and_embeds_nothing(
    library: Library, articles: list[Article]
) -> None:
    before = library.info()
    encoder = ToyEncoder()
    library.close()
    library = Library.open(library.path, encoder)
    changes = library.add(articles)
    assert changes.unchanged == [article.origin for article in articles]
    assert (changes.added, changes.changed, changes.skipped) == ([], [], [])
    assert library.info() == before
    assert encoder.encoded == []
    library.close()


def test_a_changed_article_replaces_its_passages(library: Library, articles: list[Article]) -> None:
    changes = library.add([replace(articles[2], text="The bakery closed in 2019.")])
    assert changes.changed == ["bakery"]
    found = library.search("bakery loaves oven")
    assert [h.passage.text for h in found if h.passage.article.id == "bakery"] == [
        "The bakery closed in 2019."
    ]
    assert library.info().articles == 3


def test_a_removed_article_is_found_no_more(library: Library) -> None:
    assert library.remove(["bakery", "nowhere"]) == ["bakery"]
    assert all(hit.passage.article.id != "bakery" for hit in library.search("bakery oven"))
    assert library.info().articles == 2
    assert library.verify() == []


def test_two_files_of_one_name_get_two_ids(library: Library) -> None:
    twin = replace(make_article("bridge", "Another bridge was built."), origin="other/bridge.txt")
    assert library.add([twin]).added == ["bridge-2"]


def test_the_same_article_from_another_file_is_skipped(
    library: Library, articles: list[Article]
) -> None:
    copy = replace(articles[2], id="copy", origin="copy.txt")
    assert library.add([copy]).skipped == [Skipped("copy.txt", "the same article as bakery.txt")]
    new = make_article("new", "News.")
    changes = library.add([new, replace(new, origin="new2.txt")])
    assert changes.added == ["new"]
    assert changes.skipped == [Skipped("new2.txt", "the same article as new.txt")]


def texts(library: Library) -> dict[str, str]:
    return {article.origin: article.text for article in library.articles()}


def test_texts_that_move_between_files_are_all_kept(tmp_path: Path) -> None:
    def story(origin: str, text: str) -> Article:
        return Article(id=origin, title="Story", text=text, origin=origin)

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([story("1", "A."), story("2", "B.")])
        library.add([story("1", "New."), story("2", "A."), story("3", "B.")])
        assert texts(library) == {"1": "New.", "2": "A.", "3": "B."}
        library.add([story("1", "B."), story("2", "A."), story("3", "New.")])
        assert texts(library) == {"1": "B.", "2": "A.", "3": "New."}
        changes = library.add([story("3", "B."), story("1", "B.")])
        assert changes.skipped == [Skipped("3", "the same article as 1")]
        assert library.verify() == []


def test_of_one_origin_given_twice_the_first_is_kept_every_time(library: Library) -> None:
    first = make_article("wire", "First version.")
    for _ in range(3):
        changes = library.add([first, replace(first, text="Second version.")])
        assert changes.skipped == [Skipped("wire.txt", "given twice; the first one is kept")]
        assert texts(library)["wire.txt"] == "First version."


def test_many_files_of_one_name_get_ids_in_order(library: Library) -> None:
    made = [Article("a", f"T{n}", "Text.", origin=f"{n}/a.txt") for n in range(12)]
    assert library.add(made).added == ["a", *(f"a-{n}" for n in range(2, 13))]


def test_what_cannot_be_stored_is_skipped_and_the_rest_goes_in(library: Library) -> None:
    bad = [Skipped("a.pdf", "no text"), make_article("empty", " "), make_article("x", "\ud800")]
    changes = library.add([*bad, make_article("good", "Good news.")])
    assert changes.added == ["good"]
    assert [item.origin for item in changes.skipped] == ["a.pdf", "empty.txt", "x.txt"]


def test_an_opened_library_is_the_same(library: Library) -> None:
    question = "harbour master"
    found = [hit.passage for hit in library.search(question)]
    library.close()
    with Library.open(library.path, ToyEncoder()) as again:
        assert [hit.passage for hit in again.search(question)] == found


def test_a_reader_sees_what_another_process_committed(library: Library) -> None:
    with Library.open(library.path, ToyEncoder()) as reader:
        reader.search("zeppelin")
        library.add([make_article("zeppelin", "A zeppelin landed.")])
        assert reader.search("zeppelin")[0].passage.text == "A zeppelin landed."
        library.remove(["zeppelin"])
        assert all(hit.passage.article.id != "zeppelin" for hit in reader.search("zeppelin"))


def test_a_reader_keeps_its_state_while_a_writer_is_at_work(library: Library) -> None:
    with Library.open(library.path, ToyEncoder()) as reader:
        before = reader.info()
        writing = sqlite3.connect(library.path / "catalog.sqlite")
        with filelock.FileLock(library.path / "writer.lock"):
            writing.execute("PRAGMA foreign_keys = ON")
            writing.execute("DELETE FROM articles WHERE id = 'bakery'")
            writing.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
            writing.commit()
            assert reader.info() == before
            assert "bakery" in {hit.passage.article.id for hit in reader.search("bakery oven")}
        writing.close()
        assert reader.info().articles == 2


def test_a_second_writer_is_told_at_once(library: Library) -> None:
    with Library.open(library.path, ToyEncoder()) as other:
        lock = filelock.FileLock(library.path / "writer.lock")
        with lock, pytest.raises(LibraryBusyError, match="Try again when"):
            other.add([make_article("b", "Text.")])
        assert other.add([make_article("b", "Text.")]).added == ["b"]


@pytest.mark.parametrize("damage", ["removed", "cut", "changed", "foreign", "emptied"])
def test_damaged_indexes_are_built_again_from_the_catalog(library: Library, damage: str) -> None:
    found = [hit.passage for hit in library.search("harbour master")]
    library.close()
    derived = library.path / "derived"
    (home,) = derived.iterdir()
    vectors = home / "vectors.faiss"
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


@pytest.mark.parametrize("size", [0, 49, 2001])
def test_a_passage_size_out_of_bounds_is_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(InputError, match="outside 50 to 2000"):
        Library.create(tmp_path / "library", ToyEncoder(), passage_size=size)


def test_verify_finds_what_is_wrong(library: Library) -> None:
    library.search("harbour")
    library.close()
    with sqlite3.connect(library.path / "catalog.sqlite") as db:
        db.execute("UPDATE articles SET text = 'Other.' WHERE id = 'bakery'")
        db.execute("UPDATE passages SET vector = zeroblob(128) WHERE id = 1")
    with Library.open(library.path, ToyEncoder()) as wrong:
        problems = " ".join(wrong.verify())
    assert "The article bakery is not what was stored." in problems
    assert "of bakery stands outside its place" in problems
    assert "The vector of passage 1 is not of unit length." in problems
    assert "The vector index is not that of the catalog." in problems


def test_a_process_killed_at_any_moment_leaves_whole_articles(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        sys.path[:0] = [sys.argv[2], sys.argv[3]]
        from toys import ToyEncoder, make_article
        from index import Library
        library = Library.create(sys.argv[1], ToyEncoder())
        print("made", flush=True)
        number = 0
        while True:  # many small changes, each with its indexes
            names = range(number, number + 5)
            library.add(make_article(f"a{n}", f"Story {n}. " * 20) for n in names)
            number += 5
            print(number, flush=True)
    """)
    root = Path(__file__).parents[1]
    random = Random(0)
    for turn in range(8):
        place = tmp_path / f"library{turn}"
        arguments = [str(place), str(root), str(root / "tests")]
        with subprocess.Popen(
            [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(random.uniform(0, 0.4))
            process.kill()
            reported = process.stdout.read().split()
        with Library.open(place, ToyEncoder()) as library:
            assert library.verify() == []
            kept = library.info().articles
            assert kept % 5 == 0  # each change is one commit
            assert kept >= int(reported[-1] if reported else 0)
            again = [make_article(f"a{n}", f"Story {n}. " * 20) for n in range(kept + 5)]
            changes = library.add(again)
            assert (len(changes.unchanged), len(changes.added)) == (kept, 5)
            assert library.search(f"Story {kept}")
