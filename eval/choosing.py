"""Which of the paths that somebody named is the library, and which are gold sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index import InputError, Settings, update_starter

OWN_GOLD = Path(__file__).parent / "gold" / "seeds.jsonl"


def choose_paths(words: Sequence[Path]) -> tuple[Path | None, list[Path]]:
    """Give the library and the gold sets: the folder and the files, in either order.

    None is the starter library, whose own gold set stands in where none is named.

    Raises:
        InputError: two libraries are named, or a library of one's own without a gold set.
    """
    folders = [word for word in words if word.is_dir()]
    if not folders and len(words) > 1 and not words[0].exists():
        folders = [words[0]]  # that there is none will be said of it
    if len(folders) > 1:
        raise InputError(f"Name one library: {folders[0]} and {folders[1]} are two folders.")
    gold = [word for word in words if word not in folders]
    if folders and not gold:
        raise InputError(f"Name a gold set, too: pullquote eval {folders[0]} GOLD.")
    if folders:
        return folders[0], gold
    return None, gold or [OWN_GOLD]


def locate_library(chosen: Path | None) -> Path:
    """Give the folder of the chosen library, or of the starter library, brought up to date."""
    return chosen or update_starter(Settings.from_environment())
