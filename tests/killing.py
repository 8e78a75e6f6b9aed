"""Run pieces of work in processes of their own, and kill them at random moments.

As a command: `python tests/killing.py WORK FOLDER TURNS SEED` prints a line of JSON for every kill.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# Imported before a process is forked: the moments are to fall into the work.
import faiss  # noqa: E402, F401
import langchain_text_splitters  # noqa: E402, F401
from toys import ToyEncoder, make_article  # noqa: E402

from index import (  # noqa: E402
    Library,
    LibraryError,
    Problem,
    export_library,
    import_library,
)
from index.language_detection import detect_language  # noqa: E402

Report = Callable[[str], None]

FIRST = [make_article(f"first-{n}", f"Ferry {n} left the harbour at dawn. " * 5) for n in range(5)]
# Of several commits: a commit takes in a few hundred passages.
MANY = [
    make_article(f"many-{n:02}", "\n\n".join(f"Tide {n} of {m}. " * 20 for m in range(30)))
    for n in range(10)
]
GONE = ["first-1", "many-03", "many-09"]
CHANGED = [make_article(f"many-{n:02}", f"Storm {n} closed the port. " * 9) for n in (0, 7, 8)]
LAST = [*CHANGED, make_article("last", "The last ferry was sold to Bergen.")]


def open_library(place: Path) -> Library:
    """Open the library in a place, or make it there."""
    try:
        return Library.open(place, ToyEncoder())
    except LibraryError:
        return Library.create(place, ToyEncoder())


def index(place: Path, report: Report) -> None:
    """Add, take out and change articles; reports each step that is done."""
    with open_library(place) as library:
        report("created")
        library.add(FIRST)
        report("added first")
        library.add(MANY)
        report("added many")
        library.remove(GONE)
        report("removed")
        library.add(LAST)
        report("changed")


def states() -> Iterator[dict[str, str]]:
    """Give the texts by article of every state that a commit may leave, and some between."""
    texts: dict[str, str] = {}
    yield {}
    yield (texts := {article.id: article.text for article in FIRST})
    for article in MANY:
        yield (texts := {**texts, article.id: article.text})
    yield (texts := {id: text for id, text in texts.items() if id not in GONE})
    yield {**texts, **{article.id: article.text for article in LAST}}


def export(place: Path, report: Report) -> None:
    """Replace an export, in `place`, by that of the library beside it."""
    export_library(place.parent / "library", place / "out.pullquote", force=True)


def import_(place: Path, report: Report) -> None:
    """Import what stands beside the place."""
    import_library(place.parent / "library.pullquote", place / "library")


def repair(place: Path, report: Report) -> None:
    """Mend a library as far as it goes."""
    with Library.open(place / "library", ToyEncoder()) as library:
        problems: list[Problem] = library.verify()
        library.repair(problems)


WORK = {"index": index, "export": export, "import": import_, "repair": repair}


def killed(work: str, folder: Path, turns: int, seed: int = 0) -> list[tuple[Path, list[str]]]:
    """Have work killed, each turn in a folder of its own; gives folders and what was reported.

    A template beside them, `template`, is copied to each folder first.
    """
    arguments = [work, str(folder), str(turns), str(seed)]
    run = subprocess.run(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    return [(Path(place), reports) for place, reports in map(json.loads, run.stdout.splitlines())]


def _main() -> None:
    work, folder, turns, seed = WORK[sys.argv[1]], Path(sys.argv[2]), *map(int, sys.argv[3:])
    random = Random(seed)
    detect_language(FIRST[0].text)  # reads its model once
    began = time.monotonic()
    _run(work, _fresh(folder / "whole"), patience=None)
    longest = time.monotonic() - began
    for turn in range(turns):
        place = folder / f"turn-{turn}"
        patience = random.uniform(0, longest)
        while (reports := _run(work, _fresh(place), patience)) is None:
            patience /= 2  # it was done before: kill it sooner
        sys.stdout.write(f"{json.dumps([str(place), reports])}\n")


def _fresh(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    template = place.parent / "template"
    if template.exists():
        shutil.copytree(template, place)
    else:
        place.mkdir()
    return place


def _run(
    work: Callable[[Path, Report], None], place: Path, patience: float | None
) -> list[str] | None:
    """Give what it reported until it was killed; None if it was done before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(place, lambda line: os.write(writing, f"{line}\n".encode()))
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    os.close(writing)
    if patience is not None:
        time.sleep(patience)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        reports = pipe.read().splitlines()
    if os.WIFSIGNALED(status):
        return reports
    if os.WEXITSTATUS(status):
        raise AssertionError(f"the work failed in {place}")
    return None


if __name__ == "__main__":
    _main()
