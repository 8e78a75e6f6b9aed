"""Other people's parsers run in a process of their own: what they do there stays there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from document_toys import pdf

from index import Article, InputError, Skipped, find_files, read_collection
from index.readers import isolation
from index.readers.isolation import ReadingProcess

# A stand-in for the process's own program, in which some files do their worst.
PROGRAM = """
import sys; sys.path[:] = sys.argv[1:]
import os
from index import Article
from index.readers import worker
def read(path, data):
    text = data.decode()
    if text == "hang":
        while True: pass
    if text == "crash": os.abort()
    if text == "print": print("noise"); os.write(1, b"noise")
    if text == "raise": raise KeyError("a\\nb")
    if text == "eat": bytearray(10**11)
    if text == "leave": sys.exit(0)
    yield Article("a", "T", text, origin=str(path))
worker.READERS[".html"] = read
worker.serve()
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_START", PROGRAM)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("hang", "reading it takes more than 0.5 seconds; it may be damaged"),
        ("crash", "its parser broke down over it"),
        ("leave", "its parser broke down over it"),
    ],
)
@pytest.mark.usefixtures("hostile")
def test_a_process_that_hangs_or_ends_is_replaced(deed: str, reason: str) -> None:
    with ReadingProcess(seconds=0.5) as process:
        for _ in range(2):
            with pytest.raises(InputError) as error:
                process.read(Path("/a.html"), deed.encode())
            assert str(error.value).startswith(reason)
        assert process.read(Path("/a.html"), b"fine") == [
            Article("a", "T", "fine", origin="/a.html")
        ]


@pytest.mark.usefixtures("hostile")
def test_what_goes_wrong_within_is_a_sentence_and_output_is_no_answer() -> None:
    with ReadingProcess() as process:
        (failed,) = process.read(Path("/a.html"), b"raise")
        assert str(failed) == "its parser failed; it may be damaged (KeyError: 'a\\nb')"
        (full,) = process.read(Path("/a.html"), b"eat")
        assert str(full) == "reading it takes too much memory; it may be damaged"
        (printed,) = process.read(Path("/a.html"), b"print")
        assert isinstance(printed, Article)


@pytest.mark.usefixtures("hostile")
def test_a_collection_goes_on_after_the_worst(tmp_path: Path) -> None:
    for name, deed in [
        ("a", "crash"),
        ("b", "raise"),
        ("c", "fine"),
        ("d", "leave"),
        ("e", "good"),
    ]:
        (tmp_path / f"{name}.html").write_text(deed)
    items = list(read_collection(find_files([tmp_path])))
    assert [type(item) for item in items] == [Skipped, Skipped, Article, Skipped, Article]
    assert [item.origin for item in items] == [f"{tmp_path}/{name}.html" for name in "abcde"]


def test_no_process_is_started_for_our_own_formats_and_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = isolation._started

    def watched() -> subprocess.Popen[bytes]:
        started.append(real())
        return started[-1]

    monkeypatch.setattr(isolation, "_started", watched)
    (tmp_path / "a.txt").write_text("It opened.")
    assert len(list(read_collection([tmp_path / "a.txt"]))) == 1
    assert not started
    (tmp_path / "b.pdf").write_bytes(pdf(["It opened."]))
    (tmp_path / "c.pdf").write_bytes(pdf(["It closed."]))
    reading = read_collection(find_files([tmp_path]))
    assert len([next(reading) for _ in range(3)]) == 3
    (process,) = started
    assert process.poll() is None
    assert os.getsid(process.pid) == process.pid  # Ctrl-C in a terminal does not reach it
    reading.close()
    assert process.poll() == -signal.SIGKILL


def test_the_process_imports_nothing_from_the_folder_that_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "signal", "pypdf", "index"):
        (tmp_path / f"{name}.py").write_text("import os; os._exit(3)")
    monkeypatch.chdir(tmp_path)
    with ReadingProcess() as process:
        (article,) = process.read(Path("/a.pdf"), pdf(["It opened."]))
    assert isinstance(article, Article)


def test_importing_the_readers_loads_no_parser() -> None:
    heavy = ["trafilatura", "lxml", "pypdf", "docx", "email.policy", "resource"]
    script = f"import sys, index; print(sorted(set({heavy!r}) & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert run.stdout.strip() == "[]"
