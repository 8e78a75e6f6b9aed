"""Blocks of passage ids: few, each id once, and seldom made anew."""

from __future__ import annotations

import pytest

from index.blocks import Block, blocks_after, blocks_up_to


@pytest.mark.parametrize("last", [0, 1, 7, 8, 9, 100, 1000, 8 * 1024, 123_457])
def test_blocks_hold_every_id_once_in_few_sizes(last: int) -> None:
    blocks = blocks_up_to(last, 8)
    assert [id for b in blocks for id in range(b.first, b.last + 1)] == list(range(1, last + 1))
    sizes = [block.last - block.first + 1 for block in blocks]
    assert sizes == sorted(set(sizes), reverse=True)
    assert len(blocks) <= max(1, last).bit_length()


def test_an_id_moves_to_a_new_block_as_often_as_sizes_double() -> None:
    moves, before = 0, set[Block]()
    for last in range(8, 4096 + 1, 8):
        blocks = set(blocks_up_to(last, 8))
        moves += sum(block.last - block.first + 1 for block in blocks - before)
        before = blocks
    assert moves == 4096 * (1 + 9 / 2)  # 4096 = 8 << 9; half of the doublings, on average


def test_what_comes_after_blocks_is_one_more() -> None:
    assert blocks_after([Block(1, 8)], 8) == [Block(1, 8)]
    assert blocks_after([Block(1, 8)], 30) == [Block(1, 8), Block(9, 30)]
    assert blocks_after([], 3) == [Block(1, 3)]
