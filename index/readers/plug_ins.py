"""Readers of further formats, which other packages bring by an entry point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from index.articles import Article
from index.errors import InputError

GROUP = "pullquote.readers"

Read = Callable[[Path, bytes], Iterator[Article | InputError]]


class PlugInError(Exception):
    """A plug-in is not what a reader has to be."""


def load_plug_ins() -> tuple[dict[str, Read], list[tuple[str, str]]]:
    """Load the readers that are installed: by suffix, and what is wrong with which plug-in.

    A plug-in is a module (or any object) with `SUFFIXES`, in lower case and with their dots, and
    `read(path, data)`, which gives articles, and an InputError for each thing that is none. Of two
    for one suffix the first by name is taken.
    """
    readers: dict[str, Read] = {}
    problems: list[tuple[str, str]] = []
    for plug_in in sorted(entry_points(group=GROUP), key=lambda found: (found.name, found.value)):
        try:
            suffixes, read = _loaded(plug_in)
        except Exception as error:  # noqa: BLE001 - anything may go wrong in a stranger's module
            why = (
                str(error) if isinstance(error, PlugInError) else f"{type(error).__name__}: {error}"
            )
            problems.append((plug_in.name, f"the plug-in cannot be used: {why}"))
            continue
        for suffix in suffixes:
            if suffix in readers:
                problems.append((plug_in.name, f"another plug-in reads {suffix} already"))
            readers.setdefault(suffix, read)
    return readers, problems


def _loaded(plug_in: EntryPoint) -> tuple[list[str], Read]:
    module = plug_in.load()
    suffixes = getattr(module, "SUFFIXES", ())
    if isinstance(suffixes, str) or not suffixes:
        raise PlugInError("it needs SUFFIXES, a set of names such as .odt")
    wrong = [s for s in suffixes if not isinstance(s, str) or s != s.lower() or s[:1] != "."]
    if wrong:
        raise PlugInError(f"{wrong[0]!r} in its SUFFIXES is none; write it as .odt")
    if not callable(getattr(module, "read", None)):
        raise PlugInError("it needs a function read(path, data)")
    return sorted(suffixes), module.read
