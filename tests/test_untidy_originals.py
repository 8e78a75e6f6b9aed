"""News as it is found, with repeated titles and stray lines: indexed and answered as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, Settings, find_files, read_collection
from qa import Assistant

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def originals(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, real_settings: Settings
) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("originals") / "library"
    with Library.create(place, settings=real_settings) as library:
        library.add(read_collection(find_files([shared / "seeds"])))
        assert library.verify() == []
    assistant = Assistant.open(place, settings=real_settings)
    yield assistant
    assistant.close()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the Pentagon spokesman?", "Jonathan Hoffman"),
        ("Who is the White House press secretary?", "Stephanie Grisham"),
        ("Which force did Suleimani lead?", "Quds Force"),
    ],
)
def test_questions_are_answered_with_slices(
    originals: Assistant, question: str, words: str
) -> None:
    answer = originals.ask(question)
    assert words in answer.text
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
