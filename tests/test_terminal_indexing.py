"""`pullquote index` keeps a library in step with its files, and says what it did."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from commands import Started, Toy
from toys import ToyEncoder

from index import Article, Changes, Library, Skipped
from ui.terminal.progress import Indexing, Lines, line_of


@pytest.fixture
def pullquote(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Toy:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    write_rows("harbour", "bridge", "ferry")
    return Toy(monkeypatch)


def write_rows(*names: str) -> None:
    rows = (
        {"id": name, "title": name.title(), "text": f"Of the {name} we tell."} for name in names
    )
    Path("news/wire.jsonl").write_text("\n".join(map(json.dumps, rows)))


def ids(folder: str = "library") -> list[str]:
    with Library.open(folder, ToyEncoder()) as library:
        assert library.verify() == []
        return sorted(library.origins())


def test_a_row_that_its_file_no_longer_has_is_named_and_taken_out_when_asked(
    pullquote: Toy,
) -> None:
    pullquote("index", "library", "news")
    write_rows("harbour", "ferry")
    named = pullquote("index", "library", "news")
    assert "0 added, 0 changed, 2 unchanged, 0 skipped" in named
    assert "1 article gone from its file is kept: bridge\n" in named
    assert "take such articles out with --prune, or with: pullquote remove library ID …" in named
    assert ids() == ["bridge", "ferry", "harbour"]
    pruned = pullquote("index", "library", "news", "--prune")
    assert "took out 1 article gone from its file: bridge\n" in pruned
    assert ids() == ["ferry", "harbour"]


@pytest.mark.parametrize("bad", ["not JSON", '{"text": 7}'])
def test_a_file_that_could_not_be_read_whole_takes_nothing_out(pullquote: Toy, bad: str) -> None:
    pullquote("index", "library", "news")
    write_rows("harbour")
    with Path("news/wire.jsonl").open("a") as file:
        file.write(f"\n{bad}")
    assert "gone" not in pullquote("index", "library", "news", "--prune")
    assert ids() == ["bridge", "ferry", "harbour"]


def test_a_row_that_became_a_copy_or_nothing_is_gone(pullquote: Toy) -> None:
    pullquote("index", "library", "news")
    rows = [json.loads(line) for line in Path("news/wire.jsonl").read_text().splitlines()]
    rows[1] |= {"text": "Advertisement"}
    rows[2] = {**rows[0], "id": "ferry"}
    Path("news/wire.jsonl").write_text("\n".join(map(json.dumps, rows)))
    pruned = pullquote("index", "library", "news", "--prune")
    assert "0 added, 0 changed, 1 unchanged, 2 skipped" in pruned
    assert "took out 2 articles gone from their files: bridge, ferry\n" in pruned
    assert ids() == ["harbour"]


def test_entries_of_feeds_and_files_in_zips_are_taken_out_like_rows(pullquote: Toy) -> None:
    entry = "<item><guid>{0}</guid><title>{0}</title><description>Of {0}.</description></item>"

    def write(*names: str) -> None:
        entries = "".join(map(entry.format, names))
        Path("news/feed.rss").write_text(f"<rss><channel>{entries}</channel></rss>")
        with zipfile.ZipFile("news/old.zip", "w") as archive:
            for name in names:
                archive.writestr(f"{name}.txt", f"In the old days, {name}.")

    Path("news/wire.jsonl").unlink()
    write("ferry", "mill")
    pullquote("index", "library", "news")
    assert ids() == ["ferry", "ferry-2", "mill", "mill-2"]
    write("mill")
    pruned = pullquote("index", "library", "news", "--prune")
    assert "took out 2 articles gone from their files: ferry, ferry-2\n" in pruned
    assert ids() == ["mill", "mill-2"]


def test_rows_that_move_to_another_file_are_kept_and_not_embedded_again(pullquote: Toy) -> None:
    pullquote("index", "library", "news")
    pullquote.encoder.encoded.clear()
    Path("news/wire.jsonl").rename("news/agency.jsonl")
    moved = pullquote("index", "library", "news", "--prune")
    assert "0 added, 0 changed, 3 moved, 0 unchanged, 0 skipped" in moved
    assert "gone" not in moved
    assert pullquote.encoder.encoded == []
    assert ids() == ["bridge", "ferry", "harbour"]
    again = pullquote("index", "library", "news", "--prune")
    assert "0 added, 0 changed, 3 unchanged, 0 skipped" in again


def test_a_row_that_moves_between_two_files_is_kept(pullquote: Toy) -> None:
    other = Path("news/other.jsonl")
    other.write_text(json.dumps({"id": "mill", "title": "Mill", "text": "Of the mill we tell."}))
    pullquote("index", "library", "news")
    lines = Path("news/wire.jsonl").read_text().splitlines()
    other.write_text("\n".join([other.read_text(), lines[1]]))
    write_rows("harbour", "ferry")
    for options in ([], ["--prune"]):
        pullquote("index", "library", "news", *options)
        assert ids() == ["bridge", "ferry", "harbour", "mill"]


def test_a_copy_stays_when_the_first_of_the_two_files_is_deleted(pullquote: Toy) -> None:
    Path("news/a.md").write_text("---\ntitle: Oven\n---\nThe oven is old.")
    Path("news/b.md").write_text("---\ntitle: Oven\n---\nThe oven is old.")
    assert "b.md: the same article as" in pullquote("index", "library", "news")
    Path("news/a.md").unlink()
    assert "moved  a\n" in pullquote("index", "library", "news", "--prune")
    with Library.open("library", ToyEncoder()) as library:
        assert library.origins()["a"].endswith("news/b.md")


def test_only_what_has_changed_is_embedded(pullquote: Toy) -> None:
    pullquote("index", "library", "news")
    assert len(pullquote.encoder.encoded) == 3
    pullquote.encoder.encoded.clear()
    text = Path("news/wire.jsonl").read_text()
    Path("news/wire.jsonl").write_text(text.replace("Of the ferry", "About the ferry"))
    assert "0 added, 1 changed, 2 unchanged" in pullquote("index", "library", "news")
    assert pullquote.encoder.encoded == ["Ferry\nAbout the ferry we tell."]


def test_prune_touches_only_the_paths_named(pullquote: Toy) -> None:
    Path("other").mkdir()
    Path("other/oven.txt").write_text("The oven is old.")
    pullquote("index", "library", "news", "other")
    Path("other/oven.txt").unlink()
    kept = pullquote("index", "library", "news", "--prune")
    assert "1 article gone from its file is kept: oven\n" in kept
    assert "take such articles out with: pullquote remove" in kept
    assert "oven" in ids()


def test_prune_of_a_file_that_is_named_itself_takes_out_its_rows(pullquote: Toy) -> None:
    pullquote("index", "library", "news")
    write_rows("harbour")
    pruned = pullquote("index", "library", "news/wire.jsonl", "--prune")
    assert "took out 2 articles gone from their files: bridge, ferry\n" in pruned


def test_new_articles_that_are_largely_the_same_as_others_are_named(pullquote: Toy) -> None:
    text = "The mayor opened the harbour on Friday after six years of work on its two long piers, "
    Path("news/a.txt").write_text(text + "and the first ship came in at noon.")
    pullquote("index", "library", "news")
    Path("news/b.txt").write_text(text + "and the first ship came in at night.")
    named = pullquote("index", "library", "news")
    assert "1 article is largely the same as others:\n  b: 91% like a\n" in named
    assert "largely" not in pullquote("index", "library", "news")
    listed = pullquote("duplicates", "library")
    assert listed == "2 articles\n  a: 91% like b\n  b: 91% like a\n"
    (family,) = json.loads(pullquote("duplicates", "library", "--json"))
    assert [member["id"] for member in family] == ["a", "b"]
    pullquote("remove", "library", "a")
    assert pullquote("duplicates", "library") == "No article is largely the same as another.\n"


def test_addresses_are_fetched_only_when_asked_for_and_only_public_ones(pullquote: Toy) -> None:
    Path("news/list.urls").write_text("http://127.0.0.1:1/story\n")
    without = pullquote("index", "library", "news")
    assert "list.urls: it lists a web address; what stands there is fetched only with" in without
    refused = pullquote("index", "library", "news", "--fetch")
    assert "story: 127.0.0.1 is no public address" in refused
    tried = pullquote("index", "library", "news", "--fetch", "--private-addresses")
    assert "it cannot be reached" in tried
    alone = pullquote("index", "library", "news", "--private-addresses")
    assert "--private-addresses is of use only with --fetch." in alone


# Stopping


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Started]:
    """Indexing of 2,000 articles, which takes 20 seconds and more."""
    rows = ({"id": f"a{n}", "text": f"Story {n} is told here."} for n in range(2000))
    (tmp_path / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)))
    started = Started(
        tmp_path, "index", tmp_path / "library", tmp_path / "wire.jsonl", slowness=0.01
    )
    yield started
    started.kill()


def stored(folder: Path) -> int:
    """How many articles are committed; none as long as the library is being made."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(folder / "catalog.sqlite")) as db:
        count: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        return count
    return 0


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_committed_when_it_is_stopped_stays_and_is_counted(
    slow: Started, tmp_path: Path, stop: int, times: int
) -> None:
    slow.wait_until(lambda: stored(tmp_path / "library") > 0)
    for _ in range(times):
        slow.send(stop)
    assert slow.end() == 130
    said = re.search(r"stopped; ([\d,]+) articles are indexed, and kept\.", slow.written)
    assert said, slow.written
    assert "The same command goes on." in slow.written
    assert "Traceback" not in slow.written
    with Library.open(tmp_path / "library", ToyEncoder()) as library:
        assert library.info().articles == int(said[1].replace(",", ""))
        assert library.verify() == []
        rest = library.add([Article("b", "B", "Another one.", origin="b.txt")])
        assert rest.added == ["b"]


def test_stopped_before_anything_was_committed_it_says_so(slow: Started, tmp_path: Path) -> None:
    place = tmp_path / "library" / "writer.lock"
    slow.wait_until(place.exists)
    slow.send(signal.SIGTERM)
    assert slow.end() == 130
    assert "Traceback" not in slow.written


# Progress


class Files:
    """Two files of 100 and 300 bytes, with three articles of 100 characters in the second."""

    def __init__(self, folder: Path) -> None:
        self.paths = [folder / "a.txt", folder / "b.jsonl"]
        self.paths[0].write_text("a" * 100)
        self.paths[1].write_text("b" * 300)

    def items(self, files: Iterator[Path]) -> Iterator[Article | Skipped]:
        for file in files:
            for number in range(1 if file.suffix == ".txt" else 3):
                yield Article(f"{file.stem}{number}", "T", "x" * 100, origin=f"{file}#{number}")


def test_what_is_done_goes_by_the_bytes_of_what_was_stored(tmp_path: Path) -> None:
    files, changes = Files(tmp_path), Changes()
    shown: list[tuple[int, int]] = []
    state = Indexing(files.paths, changes, lambda s: shown.append((s.done, s.files_done)))
    assert state.seconds_left is None
    for item in state.items(files.items(state.files())):
        assert isinstance(item, Article)
        if item.id in {"b0", "b1"}:  # the article before is committed while this one waits
            changes.added.append("one")
            changes.passages += 1
    changes.unchanged.append("one")
    changes.skipped.append(Skipped("b", "why"))
    state.items([]).close()
    assert shown[0] == (0, 0)
    assert (state.size, state.total) == (400, 2)
    assert shown[-1] == (200, 1)
    assert shown == sorted(shown)
    assert state.rate > 0
    assert state.seconds_left is not None
    assert state.seconds_left > 0


def test_where_nothing_can_be_drawn_a_line_is_written_now_and_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, changes = Files(tmp_path), Changes()
    state = Indexing(files.paths, changes, Lines(between=0.0))
    assert len(list(state.items(files.items(state.files())))) == 4
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "indexing: 0 of 2 files"
    quiet = Indexing(files.paths, changes, Lines(between=1000.0))
    assert len(list(quiet.items(files.items(quiet.files())))) == 4
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "indexing: 1 of 2 files, 12 passages a second"),
        (0.2, "indexing: 1 of 2 files, 12 passages a second, about 1 second left"),
        (89.0, "indexing: 1 of 2 files, 12 passages a second, about 89 seconds left"),
        (600.0, "indexing: 1 of 2 files, 12 passages a second, about 10 minutes left"),
        (9000.0, "indexing: 1 of 2 files, 12 passages a second, about 2 hours left"),
    ],
)
def test_a_line_of_progress(left: float | None, words: str) -> None:
    class State(Indexing):
        files_done, total, rate, seconds_left = 1, 2, 12.4, left  # type: ignore[assignment]

        def __init__(self) -> None:
            pass

    assert line_of(State()) == words
