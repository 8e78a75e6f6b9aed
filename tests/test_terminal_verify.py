"""The commands `verify`, `export` and `import`: what they say, and what they exit with."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from toys import ToyEncoder
from typer.testing import CliRunner

from index import Library, OnnxEncoder
from ui.cli import app


@pytest.fixture
def place(library: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in the folder that commands run in, made with toys."""
    monkeypatch.setattr(OnnxEncoder, "open", lambda *_, **__: ToyEncoder())
    monkeypatch.chdir(library.path.parent)
    library.search("harbour")
    library.close()
    return Path("library")


def pullquote(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def change(place: Path, statement: str) -> None:
    with sqlite3.connect(place / "catalog.sqlite") as db:
        db.execute(statement)


def test_all_is_well(place: Path) -> None:
    run = pullquote("verify", "library")
    assert (run.exit_code, run.stdout) == (0, "all is well: 3 articles, 3 passages in library\n")
    assert pullquote("verify", "library", "--repair").stdout == run.stdout


def test_what_is_derived_is_mended(place: Path) -> None:
    change(place, "UPDATE passages SET vector = zeroblob(128) WHERE id = 1")
    for file in (place / "derived").rglob("manifest.json"):
        file.write_text("")
    found = pullquote("verify", "library")
    assert found.exit_code == 4
    assert found.stdout.splitlines() == [
        "  damaged  The vector of passage 1 of harbour is not of unit length.",
        "  damaged  The search indexes are damaged.",
        "2 problems in library",
        "to mend 2 of them: pullquote verify library --repair",
    ]
    mended = pullquote("verify", "library", "--repair")
    assert mended.exit_code == 0
    assert mended.stdout.splitlines() == [
        "  damaged  The vector of passage 1 of harbour is not of unit length.",
        "  damaged  The search indexes are damaged.",
        "   mended  split and embedded again: harbour",
        "   mended  built the search indexes again",
        "all is well: 3 articles, 3 passages in library",
    ]


def test_what_cannot_be_mended_is_named_with_what_to_do(place: Path) -> None:
    change(place, "UPDATE articles SET text = 'Other.' WHERE id = 'bakery'")
    for options in ([], ["--repair"]):
        run = pullquote("verify", "library", *options)
        assert run.exit_code == 4
        assert run.stdout.splitlines() == [
            "  damaged  The article bakery is not what was stored.",
            "1 problem in library",
            "to mend bakery: pullquote remove library bakery, and index again bakery.txt",
        ]
    assert pullquote("remove", "library", "bakery").exit_code == 0
    assert pullquote("verify", "library").exit_code == 0


def test_of_many_problems_the_first_are_listed(place: Path) -> None:
    with Library.open(place, ToyEncoder()) as library:
        (article, *_) = library.articles()
        library.add(
            replace(article, text=f"Text {n}.", origin=f"{n}", id=f"x{n}") for n in range(30)
        )
    change(place, "UPDATE passages SET vector = zeroblob(128)")
    lines = pullquote("verify", "library").stdout.splitlines()
    assert lines[20:] == [
        "  damaged  … and 13 more",
        "33 problems in library",
        "to mend 33 of them: pullquote verify library --repair",
    ]


def test_a_library_that_cannot_be_read_is_damaged(place: Path) -> None:
    file = place / "catalog.sqlite"
    file.write_bytes(b"x" * 9000)
    for options in ([], ["--repair"]):
        run = pullquote("verify", "library", *options)
        assert run.exit_code == 4
        assert run.stderr.startswith("error: library is damaged or no library")


def test_a_library_travels_as_one_file(place: Path) -> None:
    made = pullquote("export", "library", "my.pullquote")
    assert made.exit_code == 0
    first, second = made.stdout.splitlines()
    assert first.startswith("library is in my.pullquote (")
    assert second == "make a library of it with: pullquote import my.pullquote FOLDER"
    assert "--force" in str(pullquote("export", "library", "my.pullquote").exception)
    assert pullquote("export", "library", "my.pullquote", "--force").exit_code == 0
    brought = pullquote("import", "my.pullquote", "new")
    assert (brought.exit_code, brought.stdout) == (0, "3 articles, 3 passages in new\n")
    assert pullquote("verify", "new").exit_code == 0
    again = pullquote("import", "my.pullquote", "new")
    assert "new is there already; name a new folder" in str(again.exception)
