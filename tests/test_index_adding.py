"""Adding articles: what is read, embedded and stored side by side, and how it ends early."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from toys import ToyEncoder, make_article

import index.adding
from index import Article, Changes, Library
from index.adding import _FEWEST_A_COMMIT, _PASSAGES_A_COMMIT, _Pace
from index.encoder import Vectors

_PATIENCE = 20.0  # seconds, until a test that waits for another thread gives up


def stories(many: int) -> Iterator[Article]:
    """Articles of one passage each, so that a commit takes at most `_PASSAGES_A_COMMIT` of them."""
    return (make_article(f"a{n:05}", f"Story {n}.") for n in range(many))


class PatientEncoder(ToyEncoder):
    """Goes on when it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = threading.Event()

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        assert self.may_go_on.wait(_PATIENCE), "nothing is read while passages are embedded"
        return super().encode_passages(texts)


class BrokenEncoder(ToyEncoder):
    """Fails at one text, and counts the passages asked of it."""

    def __init__(self, bad: str) -> None:
        super().__init__()
        self.bad = bad

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        for row, text in enumerate(texts):
            if self.bad in text:
                raise RuntimeError("out of memory")
            yield row, self.encode_question(text)


def test_articles_are_read_while_others_are_embedded(tmp_path: Path) -> None:
    encoder = PatientEncoder()

    def items() -> Iterator[Article]:
        for number, story in enumerate(stories(2 * _PASSAGES_A_COMMIT)):
            if number == _FEWEST_A_COMMIT + 1:
                encoder.may_go_on.set()
            yield story

    with Library.create(tmp_path / "library", encoder) as library:
        changes = library.add(items())
        assert changes.added == [story.id for story in stories(2 * _PASSAGES_A_COMMIT)]
        assert changes.passages == library.info().passages == 2 * _PASSAGES_A_COMMIT
        assert library.verify() == []


def test_only_a_few_groups_of_articles_are_held_at_a_time(tmp_path: Path) -> None:
    held = []
    changes = Changes()
    ahead = []

    def items() -> Iterator[Article]:
        for number, story in enumerate(stories(10 * _PASSAGES_A_COMMIT)):
            if number % 64 == 0:
                held.append(sum(isinstance(found, Article) for found in gc.get_objects()))
                ahead.append(number - len(changes.added))
            yield story

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        before = sum(isinstance(found, Article) for found in gc.get_objects())
        library.add(items(), changes)
    assert len(changes.added) == 10 * _PASSAGES_A_COMMIT
    assert max(held) - before <= 2 * 3 * _PASSAGES_A_COMMIT  # as given, and as labelled
    assert max(ahead) <= 3 * _PASSAGES_A_COMMIT


def test_the_first_commit_comes_soon(tmp_path: Path) -> None:
    changes = Changes()
    committed = []

    def items() -> Iterator[Article]:
        for story in stories(2 * _PASSAGES_A_COMMIT):
            committed.append(len(changes.added))
            yield story

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(items(), changes)
    assert any(committed[: 6 * _FEWEST_A_COMMIT])


def test_articles_that_are_read_slowly_are_committed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.adding, "_SECONDS_A_COMMIT", 0.0)  # every one takes longer
    changes = Changes()
    behind = []

    def items() -> Iterator[Article]:
        for number, story in enumerate(stories(40)):
            behind.append(number - len(changes.added))
            yield story

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(items(), changes)
        assert library.info().articles == 40
    assert max(behind) <= 2


def test_passages_that_are_embedded_slowly_are_committed_in_smaller_groups() -> None:
    pace = _Pace()
    for _ in range(10):
        pace.embedded(0.1)
    assert pace.passages == _PASSAGES_A_COMMIT
    pace.embedded(4.0)
    assert pace.passages == _PASSAGES_A_COMMIT
    pace.embedded(20.0)
    assert pace.passages == _PASSAGES_A_COMMIT / 2
    for _ in range(10):
        pace.embedded(20.0)
    assert pace.passages == _FEWEST_A_COMMIT


def test_what_was_committed_before_the_encoder_failed_is_kept(tmp_path: Path) -> None:
    encoder = BrokenEncoder(f"Story {_PASSAGES_A_COMMIT + 5}.")
    changes = Changes()
    with Library.create(tmp_path / "library", encoder) as library:
        with pytest.raises(RuntimeError, match="out of memory"):
            library.add(stories(4 * _PASSAGES_A_COMMIT), changes)
        kept = library.info().articles
        assert 0 < len(changes.added) == kept <= _PASSAGES_A_COMMIT + 5
        assert library.verify() == []
        encoder.bad = "no such story"
        again = library.add(stories(4 * _PASSAGES_A_COMMIT))
        assert len(again.unchanged) == kept
        assert len(again.added) == 4 * _PASSAGES_A_COMMIT - kept


def test_an_interruption_ends_the_embedding_and_keeps_what_was_committed(tmp_path: Path) -> None:
    changes = Changes()

    def items() -> Iterator[Article]:
        yield from stories(3 * _PASSAGES_A_COMMIT)
        raise KeyboardInterrupt

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add(items(), changes)
        assert not [t for t in threading.enumerate() if t.name.startswith("embedding")]
        kept = library.info().articles
        assert _PASSAGES_A_COMMIT <= kept == len(changes.added) <= 3 * _PASSAGES_A_COMMIT
        assert library.verify() == []
        assert len(library.add(stories(3 * _PASSAGES_A_COMMIT)).unchanged) == kept


def test_a_store_that_fails_ends_the_embedding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError("no space")

    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        monkeypatch.setattr(library._catalog, "put", fail)
        with pytest.raises(OSError, match="no space") as raised:
            library.add(stories(3 * _PASSAGES_A_COMMIT))
        assert raised.tb is not None  # it keeps the frames; the thread must have ended all the same
        assert not [t for t in threading.enumerate() if t.name.startswith("embedding")]
