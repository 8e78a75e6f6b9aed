"""Cut the passage ids of a growing library into blocks, so that few are made anew at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """From what sizes on the indexes of a library take another shape; in passages."""

    smallest_block: int = 1024
    largest_exact: int = 131_072  # in a block; see eval/bench/README.md
    lexical_kept_whole: int = 10_000  # so few words are indexed again after every removal


@dataclass(frozen=True, slots=True)
class Block:
    """Passage ids `[first, last]`."""

    first: int
    last: int


def blocks_up_to(last: int, smallest: int) -> list[Block]:
    """Cut the ids 1 to `last` into blocks of falling size.

    Each is `smallest` times a power of two, all different, and a rest: Bentley and Saxe 1980,
    "Decomposable searching problems I". As ids are added the small ones grow together, so that an
    id is in a new block about log2(`last` / `smallest`) times; and the blocks depend on `last`
    alone, not on how a library came to it.
    """
    blocks = []
    start = 0
    for power in reversed(range((last // smallest).bit_length())):
        if last // smallest >> power & 1:
            blocks.append(Block(start + 1, start + (smallest << power)))
            start = blocks[-1].last
    return _with_rest(blocks, last)


def blocks_after(blocks: Sequence[Block], last: int) -> list[Block]:
    """Leave blocks as they are, and put all ids after them, up to `last`, into one more."""
    return _with_rest(list(blocks), last)


def _with_rest(blocks: list[Block], last: int) -> list[Block]:
    end = blocks[-1].last if blocks else 0
    return [*blocks, Block(end + 1, last)] if end < last else blocks
