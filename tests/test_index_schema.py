"""Formats of libraries: an older one is read as it is, and brought up by whoever writes first."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Article, Library, LibraryError
from index.library_info import LibraryInfo
from index.schema import FORMAT
from index.transfer import export_library, import_library
from qa import Assistant

FIRST_FORMAT = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT,
    url TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    vector BLOB NOT NULL
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX articles_by_content ON articles (content_hash);
PRAGMA user_version = 1;
"""


@pytest.fixture
def older(library: Library) -> Path:
    """The same library as a pullquote of the first format made it."""
    path = library.path
    library.close()
    catalog = path / "catalog.sqlite"
    today = sqlite3.connect(catalog)
    columns = {
        "settings": "name, value",
        "articles": "number, id, origin, content_hash, title, publisher, author, published, url,"
        " text",
        "passages": "id, article, start, end, vector",
    }
    rows = {
        name: today.execute(f"SELECT {c} FROM {name}").fetchall() for name, c in columns.items()
    }
    today.close()
    shutil.rmtree(path)
    path.mkdir()
    first = sqlite3.connect(catalog)
    first.execute("PRAGMA journal_mode = WAL")
    first.executescript(FIRST_FORMAT)
    for name, column in columns.items():
        marks = ", ".join("?" for _ in column.split(","))
        first.executemany(f"INSERT INTO {name} ({column}) VALUES ({marks})", rows[name])
    first.commit()
    first.close()
    return path


def format_of(path: Path) -> int:
    db = sqlite3.connect(path / "catalog.sqlite")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return int(version)


def described(library: Library) -> tuple[LibraryInfo, list[Article]]:
    return library.info(), library.articles()


def test_an_older_library_answers_as_it_is(older: Path, articles: list[Article]) -> None:
    with Library.open(older, ToyEncoder()) as opened:
        info, stored = described(opened)
        assert info.languages == {"": 3}
        assert {article.text for article in stored} == {article.text for article in articles}
        assert all(not article.sources for article in stored)
        answer = Assistant(opened, ToyReader(), TOY_CALIBRATION).ask("Who is the harbour master?")
        assert answer.text == "Ingrid Solberg"
        assert opened.verify() == []
    assert format_of(older) == 1


def test_a_read_only_older_library_answers_too(older: Path) -> None:
    for file in older.iterdir():
        file.chmod(0o444)
    older.chmod(0o555)
    try:
        with Library.open(older, ToyEncoder()) as opened:
            hits = opened.search("harbour master")
            assert {hit.passage.article.id for hit in hits[:2]} == {"harbour", "bridge"}
    finally:
        older.chmod(0o755)
    assert format_of(older) == 1


def test_the_first_writer_brings_it_up_and_labels_what_is_given_again(
    older: Path, articles: list[Article]
) -> None:
    with Library.open(older, ToyEncoder()) as opened:
        changes = opened.add([*articles, make_article("ferry", "The ferry sails at noon today.")])
        assert (changes.added, sorted(changes.changed)) == (
            ["ferry"],
            ["bakery", "bridge", "harbour"],
        )
        assert opened.verify() == []
        assert opened.info().languages == {"en": 4}
        assert opened.add(articles).changed == []
    assert format_of(older) == FORMAT


def test_labels_are_given_without_encoding_anew(older: Path, articles: list[Article]) -> None:
    encoder = ToyEncoder()
    with Library.open(older, encoder) as opened:
        opened.add(articles)
    assert encoder.encoded == []


def test_a_change_that_fails_leaves_the_older_format(older: Path) -> None:
    class Broken(ToyEncoder):
        def encode_passages(self, texts):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    with Library.open(older, Broken()) as opened, pytest.raises(KeyboardInterrupt):
        opened.add([make_article("ferry", "The ferry sails at noon.")])
    assert format_of(older) == 1
    with Library.open(older, ToyEncoder()) as opened:
        assert opened.remove(["bakery"]) == ["bakery"]
    assert format_of(older) == FORMAT


def test_a_reader_that_has_it_open_goes_on_while_another_brings_it_up(
    older: Path, articles: list[Article]
) -> None:
    with Library.open(older, ToyEncoder()) as reading, Library.open(older, ToyEncoder()) as writing:
        assert reading.article("bakery") is not None
        writing.add(articles)
        stored = reading.article("bakery")
        assert stored is not None
        assert (stored.language, stored.sources) == ("en", {"language": "detected"})


def test_a_newer_library_is_refused_with_advice(library: Library) -> None:
    library.close()
    db = sqlite3.connect(library.path / "catalog.sqlite")
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    with pytest.raises(LibraryError, match=f"newer pullquote .format {FORMAT + 1}.*Upgrade"):
        Library.open(library.path, ToyEncoder())


@pytest.mark.parametrize("written", ["nonsense", "[1]", '"x"', "[" * 100_000])
def test_sources_that_are_no_json_are_none_and_verify_finds_it(
    library: Library, written: str
) -> None:
    library.close()
    db = sqlite3.connect(library.path / "catalog.sqlite")
    db.execute("UPDATE articles SET sources = ?", (written,))
    db.commit()
    db.close()
    with Library.open(library.path, ToyEncoder()) as opened:
        assert [article.sources for article in opened.articles()] == [{}, {}, {}]
        assert opened.verify() != []


def test_language_and_sources_come_back_as_they_were_given(library: Library) -> None:
    given = make_article(
        "hafen", "Der Hafen wurde eröffnet.", language="de", sources={"language": "front matter"}
    )
    library.add([given])
    assert library.article("hafen") == given
    row = sqlite3.connect(library.path / "catalog.sqlite").execute(
        "SELECT language, sources FROM articles WHERE id = 'hafen'"
    )
    language, sources = row.fetchone()
    assert (language, json.loads(sources)) == ("de", {"language": "front matter"})


@pytest.mark.parametrize("bring_up", [False, True])
def test_an_older_library_can_be_taken_elsewhere(
    older: Path, articles: list[Article], tmp_path: Path, bring_up: bool
) -> None:
    if bring_up:
        with Library.open(older, ToyEncoder()) as opened:
            opened.add(articles)
            opened.name_reader("/models/many-languages")
    export_library(older, tmp_path / "export.pullquote")
    import_library(tmp_path / "export.pullquote", tmp_path / "elsewhere")
    with (
        Library.open(older, ToyEncoder()) as opened,
        Library.open(tmp_path / "elsewhere", ToyEncoder()) as moved,
    ):
        assert moved.articles() == opened.articles()
        assert moved.reader == opened.reader
        assert moved.verify() == []
        moved.add(articles)
        assert moved.info().languages == {"en": 3}
