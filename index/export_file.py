"""The one file that a library travels in: a ZIP of its catalog, and a manifest to check it by."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from index.errors import InputError

FORMAT = 1  # of the ZIP; the catalog within has a number of its own

_MANIFEST, _CATALOG = "manifest.json", "catalog.sqlite"
_LARGEST_MANIFEST = 10_000  # bytes
_CHUNK = 1 << 20  # bytes
_ALWAYS_LET_IN = 1 << 26  # bytes when unpacked; a small library may compress well
_MOST_SHRUNK = 100  # times, of a larger one


@dataclass(frozen=True, slots=True)
class ExportManifest:
    """What an export says of itself."""

    format: int
    catalog_format: int
    bytes: int  # of the catalog
    sha256: str  # of the catalog


def write_export(catalog: Path, catalog_format: int, draft: Path) -> None:
    """Pack the file of a catalog."""
    with catalog.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = ExportManifest(FORMAT, catalog_format, catalog.stat().st_size, digest)
    with zipfile.ZipFile(draft, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
        archive.write(catalog, _CATALOG)


def unpack_export(export: Path, catalog: Path) -> ExportManifest:
    """Unpack the catalog of an export into a file that is not there yet, and check all of it.

    Names in the ZIP are only compared, never used as paths.

    Raises:
        InputError: it is no export, not whole, damaged, of a newer format, or too large.
    """
    with _explained(export), zipfile.ZipFile(export) as archive:
        if sorted(archive.namelist()) != sorted([_MANIFEST, _CATALOG]):
            raise InputError(f"{export} is no export of a library. Make one with: pullquote export")
        if {part.compress_type for part in archive.infolist()} - {zipfile.ZIP_DEFLATED}:
            raise InputError(_damaged(export, "it is not packed as exports are"))
        manifest = _read_manifest(archive, export)
        packed = archive.getinfo(_CATALOG)
        _check_size(manifest, packed, export, catalog.parent)
        digest = hashlib.sha256()
        with archive.open(packed) as source, catalog.open("xb") as target:
            left = manifest.bytes
            while chunk := source.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                target.write(chunk)
        if left != 0 or digest.hexdigest() != manifest.sha256:
            raise InputError(_damaged(export, "its checksum does not agree"))
        return manifest


def _read_manifest(archive: zipfile.ZipFile, export: Path) -> ExportManifest:
    with archive.open(_MANIFEST) as file:
        read = json.loads(file.read(_LARGEST_MANIFEST))
    if not isinstance(read, dict):
        raise InputError(_damaged(export, "its manifest cannot be read"))
    format = read.get("format")
    if isinstance(format, int) and format > FORMAT:
        raise newer(export)
    kinds = {field.name: str if field.name == "sha256" else int for field in fields(ExportManifest)}
    if {name: type(value) for name, value in read.items()} != kinds:
        raise InputError(_damaged(export, "its manifest cannot be read"))
    return ExportManifest(**read)


def _check_size(
    manifest: ExportManifest, packed: zipfile.ZipInfo, export: Path, folder: Path
) -> None:
    if manifest.bytes != packed.file_size:
        raise InputError(_damaged(export, "its sizes do not agree"))
    if manifest.bytes > max(_ALWAYS_LET_IN, _MOST_SHRUNK * packed.compress_size):
        raise InputError(
            f"{export} says that it unpacks to {manifest.bytes / 1e6:,.0f} MB, which no library of "
            "its size does. It is not unpacked."
        )
    free = shutil.disk_usage(folder).free
    if manifest.bytes > free:
        raise InputError(
            f"{export} unpacks to {manifest.bytes / 1e6:,.0f} MB, and in {folder} there is space "
            f"for {free / 1e6:,.0f} MB. Make space, or import it elsewhere."
        )


def newer(export: Path) -> InputError:
    """Make the error for an export that this version cannot read."""
    return InputError(
        f"{export} was made by a newer pullquote. Upgrade pullquote, and import it again."
    )


def _damaged(export: Path, how: object) -> str:
    return f"{export} is cut off or damaged ({how}). Copy or export it again."


@contextmanager
def _explained(export: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"There is no file {export}.") from None
    except zipfile.BadZipFile as error:
        if not _begins_as_zip(export):
            raise InputError(
                f"{export} is no export of a library. Make one with: pullquote export"
            ) from None
        raise InputError(_damaged(export, error)) from None
    except (zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise InputError(_damaged(export, error)) from None
    except OSError as error:
        raise InputError(f"Cannot unpack {export}: {error.strerror}.") from None


def _begins_as_zip(export: Path) -> bool:
    with export.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
