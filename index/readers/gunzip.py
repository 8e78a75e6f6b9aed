"""Unpack gzip as it comes, of one member or of several one after the other (RFC 1952)."""

from __future__ import annotations

import zlib

from index.errors import InputError

_BEGINNING = b"\x1f\x8b"  # of a member


class Gunzip:
    """Takes packed bytes piece by piece. What stands behind the last member is left out."""

    def __init__(self) -> None:
        self._member = _member()
        self._behind = b""  # what came after the end of a member, and may begin another
        self.ended = False  # whether something came that is of no member: there is nothing more

    @property
    def whole(self) -> bool:
        """Whether the last member has come to its end."""
        return self._member.eof

    def unpacked(self, packed: bytes, most: int) -> bytes:
        """Unpack a piece, and stop after `most` bytes.

        Raises:
            InputError: it is no gzip, or damaged.
        """
        found = bytearray()
        packed = self._behind + packed
        self._behind = b""
        while packed and len(found) < most and not self.ended:
            if self._member.eof:
                if not packed.startswith(_BEGINNING[: len(packed)]):
                    self.ended = True
                    break
                if len(packed) < len(_BEGINNING):
                    self._behind = packed
                    break
                self._member = _member()
            try:
                found += self._member.decompress(packed, most - len(found))
            except zlib.error as error:
                raise InputError(f"it is packed wrongly ({error})") from None
            packed = self._member.unused_data
        return bytes(found)


def _member() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
