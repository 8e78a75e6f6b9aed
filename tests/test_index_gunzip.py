"""What a server packs is unpacked, in whatever pieces it comes."""

from __future__ import annotations

import gzip

from index.readers.gunzip import Gunzip

TEXT = b"The mayor opened the new harbour on Friday. " * 20
IN_PARTS = gzip.compress(TEXT[:300]) + gzip.compress(TEXT[300:])


def test_parts_may_come_in_any_pieces() -> None:
    for size in (1, 2, 3, 7, 1000):
        packed, gunzip = IN_PARTS + b"!", Gunzip()
        pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
        assert b"".join(gunzip.unpacked(piece, 10**6) for piece in pieces) == TEXT
        assert gunzip.whole
        assert gunzip.ended
