"""How a reader is run: what stands beside the weights of an exported one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "reader.json"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Bounds of one reading."""

    max_tokens: int = 384  # of question and passage together, in one window
    stride: int = 128  # tokens shared by neighbouring windows of a long passage
    longest_answer: int = 30  # tokens
    spans: int = 2  # kept for each passage
    titles: bool = False  # whether it was trained with the title in front of a passage

    @classmethod
    def stands_in(cls, folder: Path) -> bool:
        """Whether this is the folder of an exported reader."""
        return (folder / _FILE).is_file()

    @classmethod
    def load(cls, folder: Path) -> ReaderSettings:
        """Load them from an exported reader's folder."""
        return cls(**json.loads((folder / _FILE).read_text("utf-8")))

    def save(self, folder: Path) -> None:
        """Store them in an exported reader's folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
