"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import InputError, Settings


def test_the_environment_names_folders_and_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_CACHE", "/c")
    monkeypatch.setenv("PULLQUOTE_DATA", "/d")
    monkeypatch.setenv("PULLQUOTE_THREADS", "3")
    assert Settings.from_environment() == Settings(Path("/c"), Path("/d"), 3)


@pytest.mark.parametrize("threads", ["0", "-1", "two", "1.5", ""])
def test_a_number_of_threads_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, threads: str
) -> None:
    monkeypatch.setenv("PULLQUOTE_THREADS", threads)
    with pytest.raises(InputError, match="PULLQUOTE_THREADS is"):
        Settings.from_environment()


def test_without_any_they_are_the_user_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "DATA", "THREADS"):
        monkeypatch.delenv(f"PULLQUOTE_{name}", raising=False)
    settings = Settings.from_environment()
    assert settings.cache.name == settings.data.name == "pullquote"
    assert settings.threads >= 1
