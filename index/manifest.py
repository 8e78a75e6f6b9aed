"""What stands in a folder of search indexes, with a checksum of every file."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

import xxhash

from index.blocks import Block
from index.folder import sync
from index.segment import ids_beside

FORMAT = 4  # to be raised when what stands in the folder of a state changes in kind

LEXICAL, DELETED = "lexical", "deleted.ids"  # a folder, and a file

_NAME = "manifest.json"
_LARGEST = 10_000_000  # bytes of it
_LEXICAL = re.compile(rf"{LEXICAL}/\.?\w[\w-]*(\.\w+)*")


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

    @property
    def files(self) -> tuple[str, str]:
        """Both files."""
        return self.file, ids_beside(self.file)


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
        if (home / _NAME).stat().st_size > _LARGEST:
            raise ValueError("the manifest is too large")
        fields = json.loads((home / _NAME).read_text("utf-8"))
        if not isinstance(fields, dict) or fields.pop("format", None) != FORMAT:
            raise ValueError("the manifest is of another format")
        try:
            fields["segments"] = [
                StoredSegment(Block(**segment.pop("block")), **segment)
                for segment in fields["segments"]
            ]
            manifest = cls(**fields)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"the manifest is damaged: {error}") from None
        manifest._check()
        return manifest

    def _check(self) -> None:
        """Refuse what was never written: a library may come from a stranger.

        Names become paths, so that only those of files that belong there may stand here.
        """
        segments = self.segments
        numbers = [self.passages, self.last_id, self.lexical_deleted]
        numbers += [n for own in segments for n in (own.passages, own.block.first, own.block.last)]
        texts = [self.state, *self.files.values()] if type(self.files) is dict else [None]
        right = (
            all(type(number) is int and number >= 0 for number in numbers)
            and all(type(text) is str for text in texts)
            and all(type(own.exact) is bool for own in segments)
        )
        if not right:
            raise ValueError("the manifest is damaged: values of other kinds")
        own = {DELETED, *(name for segment in segments for name in segment.files)}
        others = self.files.keys() - own
        if not own <= self.files.keys() or not all(map(_LEXICAL.fullmatch, others)):
            raise ValueError("the manifest is damaged: it names other files")

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
        path = home / name
        if path.is_symlink() or not path.is_file():  # a device may never end
            raise ValueError(f"{name} is no file of its own")
        if digest(path) != self.files.get(name):
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
