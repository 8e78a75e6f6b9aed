"""A disk that fills up: an error that says so, nothing lost, and work that goes on later.

A limit on the size of files stands for a full disk everywhere; root tries a small one as well.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

import index.building
from index import Library, LibraryError, export_library, import_library

MANY = [
    make_article(f"many-{n}", "\n\n".join(f"Tide {n} of {m}. " * 20 for m in range(30)))
    for n in range(10)
]
KB = 1000


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond a size in bytes; who tries gets an error as of a full disk."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def filled(disk: Path, free: int) -> Iterator[None]:
    """Fill a disk but for `free` bytes."""
    (disk / "filler").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - free)))
    try:
        yield
    finally:
        (disk / "filler").unlink()


def check_goes_on(place: Path) -> None:
    """The library holds whole articles, in their order, and takes in the rest."""
    with Library.open(place, ToyEncoder()) as library:
        assert library.verify() == []
        held = sorted(article.text for article in library.articles())
        assert held == sorted(article.text for article in [FIRST, *MANY][: len(held)])
        library.add(MANY)
        assert len(library.articles()) == 1 + len(MANY)
        assert library.verify() == []


FIRST = make_article("first", "The mayor, Ann Lee, opened the harbour.")


def make(place: Path) -> Library:
    library = Library.create(place, ToyEncoder())
    library.add([FIRST])
    return library


@pytest.mark.parametrize("size", [40 * KB, 100 * KB, 170 * KB])
def test_articles_that_do_not_fit_are_an_error_and_the_rest_stays(
    tmp_path: Path, size: int
) -> None:
    library = make(tmp_path / "library")
    with largest_file(size), pytest.raises(LibraryError, match="Is there space"):
        library.add(MANY)
    assert library.search("Who opened the harbour?")
    library.close()
    check_goes_on(tmp_path / "library")


@pytest.mark.parametrize("free", [10 * KB, 100 * KB, 300 * KB, 500 * KB, 700 * KB, 900 * KB])
def test_a_disk_that_fills_up_is_an_error_and_the_rest_stays(disk: Path, free: int) -> None:
    library = make(disk / "library")
    with filled(disk, free):
        with suppress(LibraryError):  # from some size on all fits
            library.add(MANY)
        assert library.search("Who opened the harbour?")[0].passage.article.id == "first"
    library.close()
    check_goes_on(disk / "library")


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make space, and they are built at the next question."),
        (errno.EDQUOT, "Make space, and they are built at the next question."),
        (errno.EIO, "Errno 5] Input/output error). Its articles are kept. Mend that, and they"),
    ],
)
def test_an_error_asks_for_space_only_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    library = make(tmp_path / "library")
    monkeypatch.setattr(index.building, "sync", fail)
    with pytest.raises(LibraryError) as told:
        library.add([make_article("second", "The lighthouse keeper retires.")])
    assert advice in str(told.value)
    monkeypatch.undo()
    assert library.search("lighthouse keeper")[0].passage.article.id == "second"


def test_a_question_is_answered_without_space_for_search_indexes(disk: Path) -> None:
    library = make(disk / "library")
    library.add(MANY)
    library.close()
    shutil.rmtree(disk / "library" / "derived")
    with filled(disk, 60 * KB), Library.open(disk / "library", ToyEncoder()) as library:
        assert library.search("Who opened the harbour?")[0].passage.article.id == "first"
        assert library.verify() == []
    check_goes_on(disk / "library")


def test_export_and_import_without_space_leave_nothing(disk: Path) -> None:
    make(disk / "library").close()
    with filled(disk, 60 * KB), pytest.raises(LibraryError, match="Nothing was exported to"):
        export_library(disk / "library", disk / "out.pullquote")
    assert sorted(path.name for path in disk.iterdir()) == ["library"]
    export_library(disk / "library", disk / "out.pullquote")
    with filled(disk, 90 * KB), pytest.raises(LibraryError, match="space"):
        import_library(disk / "out.pullquote", disk / "new")
    assert sorted(path.name for path in disk.iterdir()) == ["library", "out.pullquote"]
    import_library(disk / "out.pullquote", disk / "new")
    check_goes_on(disk / "new")
