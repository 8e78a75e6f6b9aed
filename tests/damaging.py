"""Ways to damage a file: every range of its bytes in turn, by all that disks and people do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

WAYS = ("zeros", "noise", "one bit", "cut off")


def damages(path: Path, ranges: int, seed: int = 0) -> Iterator[str]:
    """Damage a file in every way at each of its `ranges`, and put it right again after each."""
    random = Random(seed)
    data = path.read_bytes()
    step = max(1, len(data) // ranges)
    for start in range(0, len(data), step):
        end = min(len(data), start + step)
        for way in WAYS:
            damaged = _damaged(data, start, end, way, random)
            if damaged != data:
                path.write_bytes(damaged)
                yield f"{way} at {start} to {end} of {path.name}"
    path.write_bytes(data)


def _damaged(data: bytes, start: int, end: int, way: str, random: Random) -> bytes:
    if way == "cut off":
        return data[:start]
    if way == "one bit":
        place = random.randrange(start, end)
        bit = bytes([data[place] ^ 1 << random.randrange(8)])
        return data[:place] + bit + data[place + 1 :]
    middle = bytes(end - start) if way == "zeros" else random.randbytes(end - start)
    return data[:start] + middle + data[end:]
