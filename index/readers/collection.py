"""Read each file of a collection with the reader for its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.articles import Article, printable
from index.errors import InputError
from index.readers import (
    archive,
    feed,
    json_lines,
    mail,
    pdf,
    tables,
    text,
    url_lists,
    web,
    word,
)
from index.readers.fields import Fields
from index.readers.isolation import ReadingProcess
from index.readers.plug_ins import GROUP, Read, load_plug_ins
from index.readers.url_lists import Fetch

LARGEST_FILE = 20_000_000  # bytes; ten times the longest novel, so more is a mistake or a dump
LARGEST_DOCUMENT = 100_000_000  # bytes of a file that may hold pictures beside its text

_RECORDS = (json_lines, tables)
_FOREIGN = (web, pdf, word, feed, mail)  # read by parsers of other people: in another process
_INSTEAD = {
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages", ".wpd"), "save it as .docx or .pdf"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as .csv"),
    **dict.fromkeys((".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"), "unpack it"),
    ".json": "write one article a line, as .jsonl",
    ".msg": "save it as .eml",
}
_ILLUSTRATED = frozenset().union(web.SUFFIXES, pdf.SUFFIXES, word.SUFFIXES, mail.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that did not become an article, and why; both can be printed."""

    origin: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "origin", printable(self.origin))
        object.__setattr__(self, "reason", printable(self.reason))


def read_collection(
    files: Iterable[Path],
    fields: Fields | None = None,
    fetch: Fetch | None = None,
    whole: set[str] | None = None,
) -> Iterator[Article | Skipped]:
    """Read the articles of all files; what cannot be read comes back as Skipped.

    `fields` names the fields of JSON Lines and the columns of tables. Without `fetch` no page of
    the web is read. To `whole` are added the files, and the files in ZIPs, that were read to their
    ends without an error: an article that such a file gave before, and gave not now, is gone.
    """
    plug_ins, problems = load_plug_ins()
    for name, problem in problems:
        yield Skipped(f"{GROUP}: {name}", problem)
    with ReadingProcess() as process:
        whole = set() if whole is None else whole
        readers = _Readers(process, fields or Fields(), plug_ins, fetch, whole)
        for file in files:
            yield from readers.read(file)


def read_file(file: Path, fields: Fields | None = None) -> Iterator[Article | Skipped]:
    """Read the articles of one file, as `read_collection` does; plug-ins that fail are left out."""
    with ReadingProcess() as process:
        readers = _Readers(process, fields or Fields(), load_plug_ins()[0], None, set())
        yield from readers.read(file)


class _Readers:
    """The readers of one run, by suffix: those of plug-ins before our own."""

    def __init__(
        self,
        process: ReadingProcess,
        fields: Fields,
        plug_ins: dict[str, Read],
        fetch: Fetch | None,
        whole: set[str],
    ) -> None:
        self._fetch = fetch
        self._whole = whole
        self._readers: dict[str, Callable[[Path, bytes], Iterable[Article | InputError]]] = {
            **dict.fromkeys(text.SUFFIXES, text.read),
            **{s: partial(each.read, fields=fields) for each in _RECORDS for s in each.SUFFIXES},
            **{suffix: process.read for each in _FOREIGN for suffix in each.SUFFIXES},
            **dict.fromkeys(url_lists.SUFFIXES, self._read_list),
            **plug_ins,
        }

    def read(self, file: Path) -> Iterator[Article | Skipped]:
        """Read a file, or all files in an archive."""
        if file.suffix.lower() not in archive.SUFFIXES or file.suffix.lower() in self._readers:
            try:
                size = file.stat().st_size
            except OSError as error:
                yield Skipped(str(file), error.strerror or str(error))
            else:
                yield from self._read(file, size, file.read_bytes)
            return
        try:
            for member in archive.members(file):
                place = Path(f"{file}/{member.name}")  # whatever the name begins with
                yield from self._read(place, member.size, member.read)
        except (InputError, OSError) as error:
            yield Skipped(str(file), getattr(error, "strerror", None) or str(error))

    def _read(
        self, path: Path, size: int, content: Callable[[], bytes]
    ) -> Iterator[Article | Skipped]:
        origin = str(path)
        try:
            reader = self._reader(path)
            _check_size(path, size)
            sound = True
            for given in reader(path, content()):
                item = _checked(given, origin)
                sound = sound and isinstance(item, Article)
                yield item
            if sound:
                self._whole.add(origin)
        except (InputError, OSError) as error:
            yield Skipped(origin, getattr(error, "strerror", None) or str(error))
        except Exception as error:  # noqa: BLE001 - a plug-in's; one file must not end the run
            why = " ".join(f"{type(error).__name__}: {error}".split())
            yield Skipped(origin, f"its reader failed ({why:.200})")

    def _read_list(self, path: Path, data: bytes) -> Iterator[Article | InputError]:
        return url_lists.read(
            path, data, self._fetch, lambda page, own: self._reader(page)(page, own)
        )

    def _reader(self, path: Path) -> Callable[[Path, bytes], Iterable[Article | InputError]]:
        suffix = path.suffix.lower()
        if suffix in archive.SUFFIXES and suffix not in self._readers:
            raise InputError("a ZIP inside a ZIP is not opened; unpack the outer one")
        reader = self._readers.get(suffix)
        if reader is None:
            instead = f"; {_INSTEAD[suffix]}" if suffix in _INSTEAD else ""
            ending = f"names that end in {suffix}" if suffix else "names without an ending"
            raise InputError(f"files with {ending} are not read{instead}")
        if printable(str(path)) != str(path):
            raise InputError("its path is not valid UTF-8; rename the file or its folder")
        return reader


def _check_size(path: Path, size: int) -> None:
    largest = LARGEST_DOCUMENT if path.suffix.lower() in _ILLUSTRATED else LARGEST_FILE
    if size > largest:
        raise InputError(
            f"{size / 1e6:.0f} MB is above the limit of {largest / 1e6:.0f} MB for one file; "
            "split it into articles"
        )


def _checked(item: object, origin: str) -> Article | Skipped:
    if isinstance(item, InputError):
        return Skipped(origin, str(item))
    if not isinstance(item, Article):
        return Skipped(origin, f"its reader gave no article, but {type(item).__name__}")
    if len(item.text) > LARGEST_FILE:
        return Skipped(item.origin, f"its text has {len(item.text):,} characters; divide it")
    return item
