"""A library: what goes in stays, changes are whole, and what is wrong is said."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import filelock
import pytest
from toys import ToyEncoder, make_article, unlabelled

from index import Article, InputError, Library, LibraryBusyError, Skipped


def test_an_article_comes_back_as_it_was_given(library: Library, articles: list[Article]) -> None:
    stored = [unlabelled(article) for article in library.articles()]
    assert stored == sorted(articles, key=lambda article: article.id)
    assert unlabelled(library.article("bridge")) == articles[1]
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
    stray = make_article("stray", "Advertisement\n\nAdvertisement\n")
    changes = library.add([*bad, stray, make_article("good", "Good news.")])
    assert changes.added == ["good"]
    assert [item.origin for item in changes.skipped] == [
        "a.pdf",
        "empty.txt",
        "x.txt",
        "stray.txt",
    ]
    assert "nothing but lines such as “Advertisement”" in changes.skipped[-1].reason


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


@pytest.mark.parametrize("size", [0, 49, 2001])
def test_a_passage_size_out_of_bounds_is_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(InputError, match="outside 50 to 2000"):
        Library.create(tmp_path / "library", ToyEncoder(), passage_size=size)
