"""Lists of addresses: each line names a page of the web, which is fetched only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from index.articles import Article
from index.errors import InputError
from index.readers.decoding import decode, decode_declared
from index.readers.origins import places

SUFFIXES = frozenset({".urls"})

_LONGEST_NAME = 150  # characters of an address that name its article
_TEXTS = frozenset({".html", ".xhtml", ".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: from where in the end, what it is as a file's suffix, and its bytes."""

    address: str
    suffix: str
    charset: str  # that the server names; empty when it names none
    data: bytes


Fetch = Callable[[str], Page]
ReadPage = Callable[[Path, bytes], Iterable[Article | InputError]]


def read(
    path: Path, data: bytes, fetch: Fetch | None, read_page: ReadPage
) -> Iterator[Article | InputError]:
    """Fetch each address of a list, and read the page as a file of its kind would be.

    Empty lines and those that begin with "#" are comments. An address that fails comes back as its
    error, and the next one is fetched.

    Raises:
        InputError: the list is empty, or nothing may be fetched.
    """
    listed = _listed(data)
    if not listed:
        raise InputError("it lists no address; write one a line, such as https://news.example/1")
    if fetch is None:
        several = f"{len(listed):,} web addresses" if len(listed) > 1 else "a web address"
        raise InputError(f"it lists {several}; what stands there is fetched only with --fetch")
    for address, line in listed.items():
        try:
            page = fetch(address)
            for item in read_page(_name(page), _decoded(page)):
                if isinstance(item, InputError):
                    yield InputError(f"line {line}, {address}: {item}")
                else:
                    yield _placed(item, f"{path}#{address}", page)
        except InputError as error:
            yield InputError(f"line {line}, {address}: {error}")


def lists(path: Path, entry: str) -> bool:
    """Whether a list still has the address that an entry came from; one not readable may."""
    addresses = _addresses(path, path.stat().st_mtime_ns)
    return addresses is None or any(place in addresses for place in places(entry))


@lru_cache(maxsize=16)
def _addresses(path: Path, _modified: int) -> frozenset[str] | None:
    try:
        return frozenset(_listed(path.read_bytes()))
    except (InputError, OSError):
        return None


def _listed(data: bytes) -> dict[str, int]:
    """Give the addresses, each with the number of the line where it first stands."""
    listed: dict[str, int] = {}
    for number, line in enumerate(decode(data).splitlines(), start=1):
        address = line.strip()
        if address and not address.startswith("#"):
            listed.setdefault(address, number)
    return listed


def _name(page: Page) -> Path:
    """Name a page as a file, for readers that look at names: by the last part of its address."""
    parts = urlsplit(page.address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("/", " ").replace("\0", "")
    name = Path(last).stem if Path(last).suffix in {page.suffix, ".htm", ".php", ".aspx"} else last
    return Path(f"{(name or parts.netloc)[:_LONGEST_NAME]}{page.suffix}")


def _decoded(page: Page) -> bytes:
    """Give a text in the encoding that the server names as UTF-8, which readers try first."""
    if not page.charset or page.suffix not in _TEXTS:
        return page.data
    return decode_declared(page.data, page.charset).text.encode("utf-8", "replace")


def _placed(article: Article, origin: str, page: Page) -> Article:
    entry = article.origin.removeprefix(str(_name(page)))
    url = article.url or ("" if entry else page.address)  # a feed's is not that of its entries
    return replace(article, origin=f"{origin}{entry}", url=url)
