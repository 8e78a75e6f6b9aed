"""Patterns for names of files, in the manner of .gitignore."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WILD = re.compile(
    r"(?P<any>/\*\*/|^\*\*/|/\*\*$|\*\*)|(?P<some>\*)|(?P<one>\?)|(?P<set>\[!?\]?[^\]]*\])"
)
_ANY = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.*", "**": ".*"}


def matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Give the expression that matches a path, written with slashes, if one of the patterns does.

    `*` and `?` stand for characters within a name, `**` for any folders, `[ab]` for one of a set.
    A pattern without a slash (but at its end) may match at any depth, another only from the top.
    One that names a folder matches all in it.
    """
    return re.compile("|".join(map(_expression, patterns)) or r"(?!)", re.DOTALL)


def _expression(pattern: str) -> str:
    name = pattern.strip().rstrip("/")
    path = name.lstrip("/") if "/" in name else f"**/{name}"
    within = "/.*" if pattern.strip().endswith("/") else "(?:/.*)?"
    written = []
    at = 0
    for wild in _WILD.finditer(path):
        written += [re.escape(path[at : wild.start()]), _wild(wild)]
        at = wild.end()
    return f"(?:{''.join(written)}{re.escape(path[at:])}{within})"


def _wild(wild: re.Match[str]) -> str:
    if wild["any"]:
        return _ANY[wild["any"]]
    if wild["set"]:
        inside = wild["set"][1:-1]
        negated = inside.startswith("!")
        return (
            f"[{'^/' if negated else ''}{re.escape(inside[negated:]).replace(re.escape('-'), '-')}]"
        )
    return "[^/]*" if wild["some"] else "[^/]"
