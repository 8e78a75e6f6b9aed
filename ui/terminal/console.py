"""What the command writes to and exits with, and the form of all that it writes."""

from __future__ import annotations

import re
import sys
import unicodedata

from rich.console import Console
from rich.text import Text

ANSWERED, FAILED, BAD_INPUT, NOT_FOUND, DAMAGED, INTERRUPTED = 0, 1, 2, 3, 4, 130

_KEPT = "\n\t\u200c\u200d"  # the last two join letters and part them, in Persian and in emoji
# Marks of direction, places to break, and what stands at the start of a file: nobody sees them.
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u00ad\u200b\u2060\ufeff"))

# Piped on to another program, a line stays one line. (Soft wrapping would cut what is indented.)
_UNBOUNDED = 100_000  # characters
out = Console(width=None if sys.stdout.isatty() else _UNBOUNDED)
err = Console(stderr=True)


def say(line: str) -> None:
    """Print a line as it is: rich would take brackets in a path or an address for markup."""
    out.print(Text(clean(line)), soft_wrap=True)


def error_line(message: str) -> None:
    """Write an error as one line."""
    err.print(Text.assemble(("error: ", "bold red"), clean(message)), soft_wrap=True)


def count(number: int, word: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def clean(text: str) -> str:
    """Take from a text all that could steer a terminal or reorder what it shows."""
    shown = re.sub(" ?\f", " ", text).translate(_UNSEEN)  # a form feed is the end of a page
    return "".join(
        "�" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in _KEPT else c
        for c in shown
    )
