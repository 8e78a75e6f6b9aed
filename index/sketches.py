"""What stands for the texts of a library when those that are largely the same are looked for.

A text's sketch holds the smallest hashes of its runs of words. Two texts share about as many of
theirs, in proportion, as they share runs: Broder 1997, "On the resemblance and containment of
documents". Sketches are derived from the texts, and can be deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import numpy as np
import xxhash
from numpy.typing import NDArray

from index.runs import Runs, split_words, word_runs

SIZE = 32  # hashes

_MOST_WORDS = 20_000  # of a text that are looked at: a book, and 0.1 s
_FEWEST_SHARED = 0.25  # of a sketch, to compare two texts word for word
_MOST_HOLDERS = 200  # of one hash that are looked at: what all share tells nothing
_CHECKSUM = 16  # bytes before the records, of XXH3 (128 bits)
_RECORD = np.dtype([("content", "S64"), ("hashes", "<u8", (SIZE,))])


class Sketches:
    """Sketches by the content hashes of their articles; zeros fill those of short texts."""

    def __init__(self, records: NDArray[np.void]) -> None:
        self._records = records

    @classmethod
    def load(cls, file: Path) -> Sketches:
        """Read the sketches that were kept; none where the file is not there or not whole."""
        with suppress(OSError, ValueError):
            kept = file.read_bytes()
            records = kept[_CHECKSUM:]
            if xxhash.xxh3_128(records).digest() == kept[:_CHECKSUM]:
                return cls(np.frombuffer(records, _RECORD))
        return cls(np.empty(0, _RECORD))

    def save(self, file: Path) -> None:
        """Keep the sketches, if the folder can be written.

        Several processes may do so at once: all but one of them keep nothing, or the same.
        """
        drafts = f".{file.name}-"
        with suppress(OSError):
            for draft in file.parent.glob(f"{drafts}*"):
                draft.unlink(missing_ok=True)  # of a process that was killed
            draft = file.with_name(f"{drafts}{token_hex(8)}")
            records = self._records.tobytes()
            try:
                draft.write_bytes(xxhash.xxh3_128(records).digest() + records)
                draft.replace(file)
            finally:
                draft.unlink(missing_ok=True)

    def missing(self, contents: Iterable[str]) -> list[str]:
        """Name the contents that have no sketch yet."""
        known = {content.decode("ascii", "replace") for content in self._records["content"]}
        return [content for content in contents if content not in known]

    def updated(self, contents: list[str], texts: Iterable[tuple[str, str]]) -> Sketches:
        """Give the sketches of `contents` alone, with those of new `texts`, by their contents."""
        made = [(content, _sketch(text)) for content, text in texts]
        kept = self._records[np.isin(self._records["content"], np.array(contents, "S64"))]
        return Sketches(np.concatenate([kept, np.array(made, _RECORD)]))

    def alike(self, contents: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """For each content, the others that may be largely the same, the likeliest first."""
        names = [content.decode("ascii") for content in self._records["content"]]
        rows = {name: row for row, name in enumerate(names)}
        hashes = self._records["hashes"].ravel()
        order = np.argsort(hashes, kind="stable")
        hashes, holders = hashes[order], order // SIZE
        for content in contents:
            row = rows[content]
            own = self._records["hashes"][row]
            own = own[own > 0]
            first, last = np.searchsorted(hashes, own), np.searchsorted(hashes, own, "right")
            last = np.minimum(last, first + _MOST_HOLDERS)
            met = [holders[start:end] for start, end in zip(first, last, strict=True)]
            others, shared = np.unique(np.concatenate([*met, [row]]), return_counts=True)
            likely = (others != row) & (shared >= max(1, _FEWEST_SHARED * len(own)))
            best = others[likely][np.argsort(-shared[likely], kind="stable")]
            yield content, [names[other] for other in best]


def runs_of(text: str) -> Runs:
    """The runs of words that texts are compared by."""
    return word_runs(split_words(text)[:_MOST_WORDS])


def _sketch(text: str) -> NDArray[np.uint64]:
    digests = (hashlib.blake2b(" ".join(run).encode(), digest_size=8) for run in runs_of(text))
    every = np.array([int.from_bytes(d.digest(), "little") or 1 for d in digests], np.uint64)
    smallest = np.sort(every)[:SIZE]
    return np.pad(smallest, (0, SIZE - len(smallest)))
