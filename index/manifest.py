"""What stands in a folder of search indexes, with a checksum of every file."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

import xxhash

from index.blocks import Block
from index.folder import sync

FORMAT = 4  # to be raised when what stands in the folder of a state changes in kind

LEXICAL, DELETED = "lexical", "deleted.ids"  # a folder, and a file

_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment: its block, how many passages it holds, also those deleted since, and its kind."""

    block: Block
    passages: int
    exact: bool

    @property
    def file(self) -> str:
        """The file of its vectors; that of its ids stands beside it."""
        return f"vectors-{self.block.first}-{self.block.last}.faiss"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The indexes of one state of a catalog."""

    state: str
    passages: int
    last_id: int  # the highest that a passage had had by then
    segments: Sequence[StoredSegment]
    lexical_deleted: int  # passages deleted from the lexical index since it was built whole
    files: dict[str, str]  # name, and XXH3 (128 bits) in hexadecimal digits

    @classmethod
    def read(cls, home: Path) -> Manifest:
        """Read the manifest of a folder.

        Raises:
            OSError, ValueError: there is none, it is damaged or of another format.
        """
        fields = json.loads((home / _NAME).read_text("utf-8"))
        if not isinstance(fields, dict) or fields.pop("format", None) != FORMAT:
            raise ValueError("the manifest is of another format")
        try:
            fields["segments"] = [
                StoredSegment(Block(**segment.pop("block")), **segment)
                for segment in fields["segments"]
            ]
            return cls(**fields)
        except (KeyError, TypeError) as error:
            raise ValueError(f"the manifest is damaged: {error}") from None

    def write(self, home: Path) -> None:
        """Write the manifest into a folder."""
        fields = {"format": FORMAT, **asdict(self)}
        (home / _NAME).write_text(json.dumps(fields), "utf-8")
        sync(home / _NAME)

    def check(self, home: Path, name: str) -> None:
        """Read a file of the folder through.

        Raises:
            OSError, ValueError: it is not there, or not what was written.
        """
        if digest(home / name) != self.files.get(name):
            raise ValueError(f"{name} is damaged")


def digest(path: Path) -> str:
    """Give the checksum of a file: against damage, not malice, so that a gigabyte takes no time."""
    with path.open("rb") as file:
        return file_digest(file, xxhash.xxh3_128).hexdigest()


def link(source: Path, target: Path) -> None:
    """Give a file that never changes a second name, or copy it where that cannot be."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy(source, target)
        sync(target)
