"""ZIP archives: the files in them, within bounds, and without unpacking anything to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from index.errors import InputError

SUFFIXES = frozenset({".zip"})

MOST_MEMBERS = 100_000
LARGEST_CONTENTS = 2_000_000_000  # bytes when unpacked

_ENCRYPTED = 0x1
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, with the folders it is in, and its size in bytes."""

    name: str
    size: int
    _archive: zipfile.ZipFile
    _info: zipfile.ZipInfo

    def read(self) -> bytes:
        """Unpack it in memory.

        Raises:
            InputError: it is encrypted, damaged, a link, or has a name that leads elsewhere.
        """
        if _leads_elsewhere(self.name):
            raise InputError("its name leads out of the ZIP; unpack it and rename it")
        if stat.S_ISLNK(self._info.external_attr >> 16):
            raise InputError("it is a link to another file; add that file itself")
        if self._info.flag_bits & _ENCRYPTED:
            raise InputError(
                "it is protected by a password; unpack the ZIP, and index what was in it"
            )
        try:
            with self._archive.open(self._info) as file:
                return file.read(self.size + 1)  # without a bound, a false size is found too late
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise InputError(f"it is damaged in the ZIP ({error})") from None
        except (NotImplementedError, RuntimeError) as error:
            raise InputError(f"it cannot be unpacked ({error}); unpack the ZIP elsewhere") from None


def members(path: Path) -> Iterator[Member]:
    """Give the files of an archive in its order, without hidden ones and what systems leave behind.

    Raises:
        InputError: it is no ZIP, is damaged, or has more files or bytes than are let in.
    """
    archive = _opened(path)
    with archive:
        _check(archive, LARGEST_CONTENTS)
        for info in archive.infolist():
            parts = PurePosixPath(info.filename).parts
            unseen = any(part in _LITTER or _is_hidden(part) for part in parts)
            if not info.is_dir() and not unseen:
                yield Member(info.filename, info.file_size, archive, info)


def holds(path: Path, name: str) -> bool:
    """Whether an archive holds a file of that name; one that cannot be opened may."""
    names = _names(path, path.stat().st_mtime_ns)
    return names is None or name in names


def check_sizes(data: bytes, largest: int) -> None:
    """Check the contents of a document that is a ZIP within.

    Raises:
        InputError: it is no ZIP, or would unpack to more than `largest` bytes.
    """
    with _opened(io.BytesIO(data)) as archive:
        _check(archive, largest)


@lru_cache(maxsize=16)
def _names(path: Path, _modified: int) -> frozenset[str] | None:
    try:
        with _opened(path) as archive:
            return frozenset(archive.namelist())
    except (InputError, OSError):
        return None


def _opened(file: Path | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise InputError(f"it is no whole ZIP ({error}); make or download it again") from None


def _check(archive: zipfile.ZipFile, largest: int) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise InputError(f"it holds {len(infos):,} files, more than {MOST_MEMBERS:,}; divide it")
    total = sum(info.file_size for info in infos)
    if total > largest:
        raise InputError(
            f"unpacked it has {total / 1e6:,.0f} MB, more than {largest / 1e6:,.0f} MB; divide it"
        )


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part != ".."


def _leads_elsewhere(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or name[1:2] == ":"
