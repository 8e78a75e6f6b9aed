"""Several processes at one library: one writes, the others read whole states of it.

`PULLQUOTE_SECONDS=60 pytest tests/test_index_concurrency.py` keeps them at it for so long.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Article, ArticleFilter, Library, LibraryBusyError
from qa import Assistant

SECONDS = float(os.environ.get("PULLQUOTE_SECONDS", "2"))
READERS = 8
ARTICLES = 6

Reports = multiprocessing.Queue  # of how many rounds each made, or an error


def edition(number: int) -> list[Article]:
    """All articles as they stand in one edition; a change replaces every one of them."""
    word = f"edition{number}"
    return [
        make_article(f"a{n}", f"Mayor Ann Lee opened harbour {n} in {word}. " * (1 + number % 7))
        for n in range(ARTICLES)
    ]


def editions_in(texts: list[str]) -> set[str]:
    return {word.strip(".") for text in texts for word in text.split() if "edition" in word}


def write(place: Path, stop: Event, reports: Reports) -> None:
    with Library.open(place, ToyEncoder()) as library:
        number = 0
        while number < 3 or not stop.is_set():
            number += 1
            library.add(edition(number))
            if number % 3 == 0:
                library.remove([f"a{n}" for n in range(ARTICLES)])
    reports.put(number)


def read(place: Path, stop: Event, reports: Reports) -> None:
    asked = 0
    try:
        with Library.open(place, ToyEncoder()) as library:
            assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
            while not asked or not stop.is_set():
                articles = library.articles()
                assert len(articles) in (0, ARTICLES)
                assert len(editions_in([article.text for article in articles])) <= 1
                hits = library.search("Who opened harbour 3?", 20)
                texts = {hit.passage.article.id: hit.passage.article.text for hit in hits}
                assert len(editions_in(list(texts.values()))) <= 1
                assert len(texts) in (0, ARTICLES)
                if asked % 10 == 0:
                    assert library.verify() == []
                answer = assistant.ask("Who opened harbour 3?")
                for citation in answer.citations:
                    text = citation.article.text
                    assert text[citation.start : citation.end] == citation.quote
                assert answer.found or not answer.citations
                asked += 1
    except BaseException as error:
        reports.put(f"{type(error).__name__}: {error}")
        raise
    reports.put(asked)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., multiprocessing.process.BaseProcess]]:
    """Start a function in a process of its own; all are gone at the end."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["faiss", "langchain_text_splitters", "tantivy", "qa"])
    started: list[multiprocessing.process.BaseProcess] = []

    def start(work: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
        process = context.Process(target=work, args=arguments, daemon=True)
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        if process.is_alive():
            process.kill()
        process.join()


def test_eight_readers_beside_a_writer_see_whole_states(
    tmp_path: Path, run: Callable[..., multiprocessing.process.BaseProcess]
) -> None:
    place = tmp_path / "library"
    with Library.create(place, ToyEncoder()) as library:
        library.add(edition(0))
    context = multiprocessing.get_context("forkserver")
    stop, reports = context.Event(), context.Queue()
    writer = run(write, place, stop, reports)
    readers = [run(read, place, stop, reports) for _ in range(READERS)]
    time.sleep(SECONDS)
    stop.set()
    found = [reports.get(timeout=120) for _ in (writer, *readers)]
    assert [report for report in found if isinstance(report, str)] == []
    assert len(found) == 1 + READERS
    with Library.open(place, ToyEncoder()) as library:
        assert library.verify() == []


def hold(place: Path, ready: Event, stop: Event) -> None:
    def items() -> Iterator[Article]:
        yield make_article("first", "The first ferry sailed.")
        ready.set()
        stop.wait(60)

    with Library.open(place, ToyEncoder()) as library:
        library.add(items())


def test_a_second_writer_is_told_at_once_whatever_it_wants(
    library: Library, run: Callable[..., multiprocessing.process.BaseProcess]
) -> None:
    context = multiprocessing.get_context("forkserver")
    ready, stop = context.Event(), context.Event()
    first = run(hold, library.path, ready, stop)
    assert ready.wait(60)
    with Library.open(library.path, ToyEncoder()) as second:
        for change in (
            lambda: second.add([make_article("second", "The second ferry sailed.")]),
            lambda: second.remove(["bakery"]),
            lambda: second.repair([]),
        ):
            with pytest.raises(LibraryBusyError, match="Try again when it is done"):
                change()
        assert second.verify() == []
        assert second.search("harbour", where=ArticleFilter(articles=["bakery"]))
        stop.set()
        first.join(60)
        assert second.add([make_article("second", "The second ferry sailed.")]).added == ["second"]
        assert {article.id for article in second.articles()} >= {"first", "second"}
