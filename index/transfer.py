"""Take a library elsewhere as one file, and make a library of such a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.advance import Advance, unseen
from index.catalog import Catalog
from index.catalog_scan import CatalogScan
from index.database import connect, explained
from index.errors import InputError, LibraryDamagedError, LibraryError
from index.export_file import newer, unpack_export, write_export
from index.folder import LibraryFolder, sync
from index.schema import FORMAT, definitions, format_of, make_tables
from index.verification import catalog_problems, verify


def export_library(
    path: Path, file: Path, *, force: bool = False, advance: Advance = unseen
) -> None:
    """Write a library into one file, as it is at this moment, whoever writes to it meanwhile.

    The file appears when it is whole; with `force`, in place of one that is there. Search indexes
    stay behind: they are made from the rest. `advance` is told how many articles are checked, of
    how many.

    Raises:
        InputError: `file` is there already, or is no place for an export.
        LibraryDamagedError: the library does not keep its promises.
        LibraryError: there is no library, or the file cannot be written.
    """
    _check_place(file, path, force=force)
    catalog = LibraryFolder(path).catalog
    Catalog.open(catalog).close()
    with _drafts(file) as drafts:
        copy = drafts / catalog.name
        _copy(catalog, copy)
        with CatalogScan.open(copy) as scan:
            if next(catalog_problems(scan, advance), None):
                raise LibraryDamagedError(
                    f"{path} is damaged and cannot be exported. See: pullquote verify {path}"
                )
            format = format_of(scan.catalog.connection)
        write_export(copy, format, drafts / "export")
        sync(drafts / "export")
        (drafts / "export").replace(file)
        sync(file.parent)


def import_library(file: Path, path: Path, *, advance: Advance = unseen) -> None:
    """Make a library in a new folder from what `export_library` wrote.

    All of it is checked first, as far as can be: the file may come from a stranger. The folder
    appears when it is whole, with its search indexes. `advance` is told how many articles are
    checked, of how many.

    Raises:
        InputError: `file` is no export, or not whole, or `path` is there already.
        LibraryError: the folder cannot be written.
    """
    if path.is_dir() and path.samefile("."):
        raise InputError(
            f"{path} is the folder that you are in; name a new folder for the library: "
            f"pullquote import {file} my-library"
        )
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise InputError(f"{path} is there already; name a new folder for the library.")
    if file.is_dir():
        raise InputError(
            f"{file} is a folder; name the file of the export: pullquote import FILE LIBRARY"
        )
    with _drafts(path) as drafts:
        draft = LibraryFolder(drafts / path.name)
        draft.path.mkdir()
        manifest = unpack_export(file, draft.catalog)
        if manifest.catalog_format > FORMAT:
            raise newer(file)
        try:
            with explained(draft.path):
                flaw = _flaw(draft.catalog, drafts / "empty.sqlite", manifest.catalog_format)
            problems = [flaw] if flaw else verify(draft, advance)
        except LibraryDamagedError:
            problems = ["Its catalog cannot be read."]
        if problems:
            raise InputError(
                f"{file} does not hold a sound library, and is not imported: {problems[0]}"
            )
        for part in (draft.catalog, draft.path):
            sync(part)
        draft.path.rename(path)
        sync(path.parent)


def _copy(catalog: Path, copy: Path) -> None:
    """Copy one state of a catalog."""
    try:
        with explained(catalog.parent), closing(connect(catalog, "rw")) as db:
            db.execute("VACUUM INTO ?", (str(copy),))
    except LibraryDamagedError:
        raise
    except LibraryError as error:
        raise LibraryError(f"Nothing was exported to {copy.parent.parent}. {error}") from None


def _check_place(file: Path, library: Path, *, force: bool) -> None:
    if file.is_dir():
        raise InputError(f"{file} is a folder; name a file in it: {file / library.name}.pullquote")
    if file.exists() and not force:
        raise InputError(f"{file} is there already; replace it with --force, or name another.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent} to export to. Make it first.")
    if file.resolve().is_relative_to(library.resolve()):
        raise InputError(f"{file} is inside the library; name a file outside of it.")


@contextmanager
def _drafts(target: Path) -> Iterator[Path]:
    """Give a hidden folder beside the target, to make it there unseen.

    Raises:
        LibraryError: it cannot be written, or there is no space.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as drafts:
            yield Path(drafts)
    except OSError as error:
        raise LibraryError(f"Cannot write {target}: {error.strerror}. Nothing was made.") from None


def _flaw(catalog: Path, empty: Path, format: int) -> str:
    """Say what makes a database none of a library's, or nothing; one that is gets its log.

    Views, triggers, columns that are computed and the like act unasked, and a library has none.
    """
    with closing(connect(catalog, "rw")) as db:
        if format_of(db) != format or format < 1:
            return f"Its catalog has the format {format_of(db)}."
        with closing(connect(empty, "rwc")) as made:
            make_tables(made, format)
            own = list(definitions(made))
        for kind, name, definition in definitions(db):
            if (kind, name, definition) not in own:
                return f"It holds the {kind} {name!r} as no library has it."
        db.execute("PRAGMA journal_mode = WAL")
    return ""
