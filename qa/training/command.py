"""What the commands of this folder share: an error is a sentence, not a traceback."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from index import PullquoteError


@contextmanager
def errors_shown(parser: argparse.ArgumentParser) -> Iterator[None]:
    """Show an error of ours as the parser shows a wrong argument, and exit with its code, 2."""
    try:
        yield
    except PullquoteError as error:
        parser.error(str(error))
