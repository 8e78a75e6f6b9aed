"""Tell one library from another where its path is nobody's business."""

from __future__ import annotations

import hashlib
from pathlib import Path


def library_key(library: Path) -> str:
    """Give eight hexadecimal digits that a library keeps as long as it stays where it is."""
    place = str(library.resolve())
    return hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()[:8]
