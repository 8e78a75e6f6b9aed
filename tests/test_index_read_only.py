"""A library where this user cannot write: questions are answered, changes refused with a reason."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

from index import Library, LibraryError, export_library

NOBODY = 65534
NEW = make_article("new", "The new ferry sailed.")


@pytest.fixture
def place(library: Library) -> Iterator[Path]:
    """A library that everyone may read; it stands where others than its owner come to."""
    library.close()
    with Library.open(library.path, ToyEncoder()) as again:
        again.search("harbour")  # imports what another user may not be able to
        assert again.verify() == []
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(shutil.copytree(library.path, Path(folder) / "library"))


def as_reader(place: Path, work: Callable[[], None]) -> None:
    """Do work as a user who may read the folder and not write to it."""
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    child = os.fork()
    if child == 0:
        with leaving():
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
    _, status = os.waitpid(child, 0)
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert status == 0


@contextmanager
def leaving() -> Iterator[None]:
    """Leave a forked process after this, with nothing of pytest's own done at its end."""
    status = 1
    try:
        yield
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def check(place: Path) -> None:
    before = sorted(place.rglob("*"))
    with Library.open(place, ToyEncoder()) as library:
        hits = library.search("Who is the harbour master?")
        assert {hit.passage.article.id for hit in hits[:2]} == {"harbour", "bridge"}
        assert len(library.articles()) == 3
        assert library.verify() == []
        for change in (
            lambda: library.add([NEW]),
            lambda: library.remove(["bakery"]),
            lambda: library.repair([]),
        ):
            with pytest.raises(LibraryError, match="Cannot write to"):
                change()
    with tempfile.TemporaryDirectory() as elsewhere:
        export_library(place, Path(elsewhere) / "out")
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("derived", [True, False])
def test_a_library_is_read_where_one_cannot_write(place: Path, derived: bool) -> None:
    if not derived:
        shutil.rmtree(place / "derived")
    as_reader(place, lambda: check(place))


def test_a_library_left_by_a_killed_process_is_read_where_one_cannot_write(place: Path) -> None:
    with Library.open(place, ToyEncoder()) as library:
        library.add([NEW])
        library.remove(["new"])
        killed = Path(shutil.copytree(place, place.with_name("killed")))
    assert (killed / "catalog.sqlite-wal").stat().st_size
    as_reader(killed, lambda: check(killed))

    def refused() -> None:
        with pytest.raises(
            LibraryError, match=r"was interrupted, and you cannot write there\. Have"
        ):
            Library.open(killed, ToyEncoder())

    (killed / "catalog.sqlite-shm").unlink()
    as_reader(killed, refused)
    with Library.open(killed, ToyEncoder()) as library:
        assert library.verify() == []
    as_reader(killed, lambda: check(killed))


def test_a_change_by_someone_who_may_is_not_read_half(place: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can be two users")

    def read() -> None:
        with Library.open(place, ToyEncoder()) as library:
            library.search("harbour")
            os.write(ready, b"r")
            os.read(changed, 1)
            with pytest.raises(LibraryError, match=r"Someone has changed .* Open it again\."):
                library.search("harbour")
        with Library.open(place, ToyEncoder()) as library:
            assert "new" in library.origins()

    is_ready, ready = os.pipe()
    changed, change = os.pipe()
    writer = os.fork()
    if writer == 0:
        with leaving():
            os.close(ready)  # so that a reader that fails is noticed
            os.read(is_ready, 1)
            with Library.open(place, ToyEncoder()) as library:
                library.add([NEW])
            os.write(change, b"c")
    os.close(change)
    try:
        as_reader(place, read)
    finally:
        os.close(ready)
        os.waitpid(writer, 0)


def test_a_library_is_read_on_a_read_only_file_system(place: Path) -> None:
    mounts = [["mount", "--bind"], ["mount", "-o", "remount,ro,bind"]]
    if os.geteuid() != 0 or subprocess.run([*mounts[0], place, place], check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        subprocess.run([*mounts[1], place, place], check=True)
        check(place)
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)
