"""What an origin names: a file, and behind a "#" what in it an article was read from."""

from __future__ import annotations

from collections.abc import Iterator


def places(origin: str) -> Iterator[str]:
    """Give what may be the file or address in an origin, the longest first: it may hold a "#"."""
    yield origin
    while "#" in origin:
        origin = origin.rpartition("#")[0]
        yield origin
