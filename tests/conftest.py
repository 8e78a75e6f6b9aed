"""Fixtures for all tests: libraries and assistants made of toys, and the real ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browsing import address, assistant_told, browser, feedback_file, page, problems
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Article, Library, Settings, update_starter
from qa import Assistant

# Fixtures, for every test to ask for.
__all__ = ["address", "assistant_told", "browser", "feedback_file", "page", "problems"]

SHARED = Path(__file__).parents[2] / "shared"

ARTICLES = [
    make_article(
        "harbour",
        "The mayor opened the new harbour on Friday. Work had taken six years.\n\n"
        "“It will bring back the fishing fleet,” said the harbour master, Ingrid Solberg.",
        publisher="The Coast",
        published=date(2021, 5, 7),
    ),
    make_article(
        "bridge",
        "Engineers closed the bridge after a lorry struck it.\n\n"
        "The harbour master, Ingrid Solberg, sent the ferries out instead.",
        publisher="Daily Ferry",
        published=date(2021, 5, 9),
    ),
    make_article("bakery", "The bakery in Mill Lane sells 400 loaves a day. Its oven is old."),
]


@pytest.fixture
def articles() -> list[Article]:
    return list(ARTICLES)


@pytest.fixture
def library(tmp_path: Path, articles: list[Article]) -> Iterator[Library]:
    with Library.create(tmp_path / "library", ToyEncoder()) as made:
        made.add(articles)
        yield made


@pytest.fixture
def assistant(library: Library) -> Assistant:
    return Assistant(library, ToyReader(), TOY_CALIBRATION)


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The user's cache, so that the encoder is exported once, and a folder of our own for data."""
    settings = Settings.from_environment()
    return Settings(settings.cache, tmp_path_factory.mktemp("data"), settings.threads)


@pytest.fixture(scope="session")
def real_assistant(real_settings: Settings) -> Iterator[Assistant]:
    """The real models over the starter articles."""
    opened = Assistant.open(update_starter(real_settings), settings=real_settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data that stands beside some checkouts; tests that need it are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("there is no shared data beside this checkout")
    return SHARED
