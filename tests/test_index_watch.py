"""Files are followed as they change: each is told of once, when it has come to rest."""

from __future__ import annotations

import queue
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock
import pytest
import watchfiles
from commands import PATIENCE, Started
from toys import ToyEncoder

from index import InputError, Library, find_files
from index.watching import Change, Watch


class Following:
    """A watch that runs in a thread of its own."""

    def __init__(self, watch: Watch) -> None:
        self._stop = threading.Event()
        self._told: queue.Queue[Change] = queue.Queue()
        self._thread = threading.Thread(target=self._run, args=(watch,), daemon=True)
        self._thread.start()

    def _run(self, watch: Watch) -> None:
        for change in watch.changes(self._stop):
            self._told.put(change)

    def next(self) -> Change:
        return self._told.get(timeout=PATIENCE)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text("one")
    return made


@pytest.fixture
def follow(folder: Path) -> Iterator[Callable[[Watch], Following]]:
    running: list[Following] = []

    def start(watch: Watch) -> Following:
        running.append(Following(watch))
        return running[-1]

    yield start
    for each in running:
        each.close()


def watch_of(folder: Path) -> Watch:
    return Watch([folder], lambda: find_files([folder]), rest=0.05)


def test_what_is_new_changed_or_gone_is_told(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    watch = watch_of(folder)
    assert watch.files == [folder / "a.txt"]
    following = follow(watch)
    (folder / "below").mkdir()
    (folder / "below" / "b.txt").write_text("two")
    assert following.next() == Change([folder / "below" / "b.txt"])
    (folder / "a.txt").write_text("one, changed")
    assert following.next() == Change([folder / "a.txt"])
    (folder / "a.txt").unlink()
    assert following.next() == Change([], gone=True)


def test_what_changed_before_it_was_asked_is_told(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    """Indexing what was there may take an hour, and files change meanwhile."""
    watch = watch_of(folder)
    (folder / "a.txt").write_text("one, changed")
    assert follow(watch).next() == Change([folder / "a.txt"])


def test_a_file_that_is_being_written_is_waited_for(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    growing = folder / "growing.txt"
    looks = iter(range(6))

    def find() -> list[Path]:
        """Between any two of the first looks the file grows."""
        for look in looks:
            with growing.open("a") as file:
                file.write(f"part {look}\n")
            break
        return find_files([folder])

    watch = Watch([folder], find, rest=0.01)
    change = follow(watch).next()
    assert change.files == [growing]
    assert growing.read_text().count("part") == 6


def test_a_folder_that_cannot_be_seen_is_not_taken_for_empty(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    following = follow(watch_of(folder))
    folder.rename(folder.with_name("away"))
    lost = following.next()
    assert (lost.files, lost.gone) == ([], False)
    assert lost.lost == f"{folder} cannot be seen (No such file or directory)"
    folder.with_name("away").rename(folder)
    assert following.next() == Change([], found=True)


def test_what_was_of_no_use_is_told_again(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    watch = watch_of(folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("two")
    following = follow(watch)
    first = following.next()
    while not (first.gone and first.files):  # the two may be seen in two looks
        more = following.next()
        first = Change([*first.files, *more.files], first.gone or more.gone)
    watch.tell_again(first)
    assert following.next() == Change([folder / "b.txt"], gone=True)


def test_what_goes_before_it_is_told_again_is_told_to_be_gone(
    folder: Path, follow: Callable[[Watch], Following]
) -> None:
    watch = watch_of(folder)
    (folder / "a.txt").write_text("one, changed")
    following = follow(watch)
    change = following.next()
    (folder / "a.txt").unlink()
    watch.tell_again(change)
    assert following.next() == Change([], gone=True)


def test_where_the_system_tells_of_no_changes_they_are_looked_for(
    folder: Path, follow: Callable[[Watch], Following], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", refuse)
    following = follow(watch_of(folder))
    (folder / "b.txt").write_text("two")
    assert following.next() == Change([folder / "b.txt"])


def test_what_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere cannot be seen"):
        watch_of(tmp_path / "nowhere")


# The command


def test_without_prune_what_is_gone_is_named_once_and_kept(folder: Path, tmp_path: Path) -> None:
    started = Started(tmp_path, "index", tmp_path / "library", folder, "--watch")
    try:
        started.wait_for("watching ")
        (folder / "a.txt").unlink()
        started.wait_for("gone, but kept without --prune: a\n")
        (folder / "b.txt").write_text("The bridge was closed on Monday.")
        started.wait_for("added b\n")
        assert started.written.count("gone, but kept") == 1
        assert set(articles(folder)) == {"a", "b"}
    finally:
        started.kill()


@pytest.fixture
def watching(folder: Path, tmp_path: Path) -> Iterator[Started]:
    (folder / "harbour.txt").write_text("The mayor opened the harbour on Friday.")
    (folder / "a.txt").unlink()
    started = Started(tmp_path, "index", tmp_path / "library", folder, "--watch", "--prune")
    started.wait_for("watching ")
    yield started
    started.kill()


def articles(folder: Path) -> dict[str, str]:
    with Library.open(folder.parent / "library", ToyEncoder()) as library:
        return {article.id: article.text for article in library.articles()}


def test_a_library_follows_its_folder(watching: Started, folder: Path) -> None:
    (folder / "bridge.txt").write_text("The bridge was closed on Monday.")
    watching.wait_for("added bridge\n")
    assert articles(folder)["bridge"] == "The bridge was closed on Monday."
    (folder / "bridge.txt").write_text("The bridge was closed on Tuesday.")
    watching.wait_for("changed bridge\n")
    (folder / "2021").mkdir()
    (folder / "bridge.txt").rename(folder / "2021" / "bridge.txt")
    watching.wait_for("moved bridge\n")
    (folder / "bad.pdf").write_text("%PDF-1.4 and no more")
    watching.wait_for("skipped ")
    (folder / "harbour.txt").unlink()
    watching.wait_for("took out harbour\n")
    assert articles(folder) == {"bridge": "The bridge was closed on Tuesday."}
    watching.send(signal.SIGINT)
    assert watching.end() == 0
    lines = watching.written.splitlines()
    assert lines[-1].endswith("stopped; what was indexed is kept")
    assert all(re.match(r"\d\d:\d\d:\d\d  ", line) for line in lines[3:])


def test_a_reader_that_is_open_sees_what_was_indexed(watching: Started, folder: Path) -> None:
    with Library.open(folder.parent / "library", ToyEncoder()) as reader:
        reader.search("zeppelin")
        (folder / "zeppelin.txt").write_text("A zeppelin landed.")
        watching.wait_for("added zeppelin\n")
        assert reader.search("zeppelin")[0].passage.text == "A zeppelin landed."


def test_while_another_process_writes_it_waits(watching: Started, folder: Path) -> None:
    lock = filelock.FileLock(folder.parent / "library" / "writer.lock")
    with lock:
        (folder / "bridge.txt").write_text("The bridge was closed on Monday.")
        (folder / "harbour.txt").unlink()
        watching.wait_for("waiting: another process is writing to the library\n")
    watching.wait_for("added bridge\n")
    watching.wait_for("took out harbour\n")
    assert set(articles(folder)) == {"bridge"}
    watching.send(signal.SIGTERM)
    assert watching.end() == 0


def test_a_folder_that_goes_away_takes_nothing_out(watching: Started, folder: Path) -> None:
    shutil.move(folder, folder.with_name("away"))
    watching.wait_for("cannot be seen (No such file or directory)\n")
    assert set(articles(folder)) == {"harbour"}
    shutil.move(folder.with_name("away"), folder)
    watching.wait_for(" again\n")
    (folder / "bridge.txt").write_text("The bridge was closed on Monday.")
    watching.wait_for("added bridge\n")
    assert set(articles(folder)) == {"bridge", "harbour"}
