"""What pullquote takes from its surroundings: the one place where the environment is read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from index.errors import InputError

APP = "pullquote"


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and limits of this machine; nothing in here changes an answer.

    `cache` holds what can be made again (exported models), `data` what cannot (the starter
    library), and `threads` bounds the cores that one model run may use.
    """

    cache: Path
    data: Path
    threads: int

    @classmethod
    def from_environment(cls) -> Settings:
        """Read `PULLQUOTE_CACHE`, `PULLQUOTE_DATA` and `PULLQUOTE_THREADS`, with defaults for each.

        Raises:
            InputError: `PULLQUOTE_THREADS` is not a positive number.
        """
        threads = os.environ.get("PULLQUOTE_THREADS", str(min(os.cpu_count() or 1, 4)))
        if not threads.isdecimal() or int(threads) < 1:
            raise InputError(
                f"PULLQUOTE_THREADS is {threads!r}; set it to a whole number of at least 1."
            )
        cache = os.environ.get("PULLQUOTE_CACHE") or platformdirs.user_cache_path(APP)
        data = os.environ.get("PULLQUOTE_DATA") or platformdirs.user_data_path(APP)
        return cls(cache=Path(cache), data=Path(data), threads=int(threads))
