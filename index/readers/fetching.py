"""Fetch pages from the web: from public addresses alone, and within bounds of size and time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.message import Message
from importlib.metadata import version
from typing import Any

import httpcore
import httpx

from index.errors import InputError
from index.readers.addresses import Check, Resolve, check_public, look_up, within
from index.readers.gunzip import Gunzip
from index.readers.url_lists import Page

LARGEST_PAGE = 20_000_000  # bytes, unpacked
SECONDS = 60.0  # for one page, with all redirects

_PATIENCE = 15.0  # seconds without a byte
_BOUNDS = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)}
_PAUSE = 1.0  # seconds between two requests to one host
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    _DOCX: ".docx",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


class Fetcher:
    """Fetches one page after another, with a pause between two of one host.

    What a host's name leads to is checked, and that very address is connected to; the same with
    each redirect.
    """

    def __init__(
        self,
        *,
        check: Check = check_public,
        resolve: Resolve = look_up,
        seconds: float = SECONDS,
        largest: int = LARGEST_PAGE,
        pause: float = _PAUSE,
    ) -> None:
        self._check = check
        self._resolve = resolve
        self._seconds = seconds
        self._largest = largest
        self._pause = pause
        self._last: dict[str, float] = {}  # when a host was last asked, by the monotonic clock

    def fetch(self, address: str) -> Page:
        """Fetch a page.

        Raises:
            InputError: it is not there, not public, too large, too slow, or of a kind not read.
        """
        try:
            url = _parsed(address)
            with self._pausing(url.host):
                return self._follow(url)
        except (httpcore.TimeoutException, TimeoutError):
            raise InputError(f"it was not there within {self._seconds:g} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"it cannot be reached ({why:.200})") from None

    def _follow(self, url: httpx.URL) -> Page:
        backend = _Backend(self._addresses, time.monotonic() + self._seconds)
        for _ in range(_MOST_REDIRECTS + 1):
            with (
                httpcore.ConnectionPool(network_backend=backend) as pool,
                pool.stream(
                    "GET", _raw(url), headers=_headers(url), extensions=_BOUNDS
                ) as response,
            ):
                headers = httpx.Headers(response.headers)
                if response.status not in _REDIRECTS or "location" not in headers:
                    return self._page(url, response, headers)
                url = _parsed(headers["location"], url)
        raise InputError(f"it is redirected more than {_MOST_REDIRECTS} times")

    def _page(self, url: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> Page:
        if response.status != 200:
            phrase = response.extensions.get("reason_phrase", b"").decode("ascii", "replace")
            raise InputError(f"the server answers {response.status} {phrase}".rstrip())
        declared = Message()
        declared["Content-Type"] = headers.get("content-type", "application/octet-stream")
        kind = declared.get_content_type()
        if "content-type" not in headers or kind not in _SUFFIXES:
            raise InputError(f"it is {kind}, which is not read")
        chunks = response.iter_stream()
        data = self._body(chunks, headers.get("content-encoding", "identity").strip().lower())
        return Page(str(url), _SUFFIXES[kind], declared.get_content_charset(""), data)

    def _body(self, chunks: Iterable[bytes], encoding: str) -> bytes:
        if encoding not in {"identity", "gzip", "x-gzip"}:
            raise InputError(f"the server packs it as {encoding:.40}, which was not asked for")
        gzip = None if encoding == "identity" else Gunzip()
        data = bytearray()
        for chunk in chunks:
            # Bounded, for a few bytes may unpack to all the memory there is.
            most = self._largest + 1 - len(data)
            data += gzip.unpacked(chunk, most) if gzip else chunk
            if len(data) > self._largest:
                raise InputError(f"it has more than {self._largest / 1e6:g} MB")
            if gzip and gzip.ended:
                break
        if gzip and not gzip.whole:
            raise InputError("it breaks off")
        return bytes(data)

    def _addresses(self, host: str, port: int) -> list[str]:
        found = self._resolve(host, port)
        self._check(host, found)
        return found

    @contextmanager
    def _pausing(self, host: str) -> Iterator[None]:
        before = self._last.get(host)
        if before is not None:
            time.sleep(max(0.0, before + self._pause - time.monotonic()))
        try:
            yield
        finally:
            self._last[host] = time.monotonic()


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, never to a name; all ends at the deadline."""

    def __init__(self, addresses: Resolve, deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: object, **__: object
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers."""
        # A name is looked up by the system, which cannot be told to give up.
        left = _left(self._deadline, timeout)
        addresses = within(left, lambda: self._addresses(host, port))
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except (httpcore.NetworkError, httpcore.TimeoutException):
                continue  # of a host with addresses of versions 6 and 4, often one alone answers
        return self._connected(addresses[-1], port, timeout)

    def _connected(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        stream = self._network.connect_tcp(address, port, left, socket_options=())
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection that ends at a deadline, however slowly its bytes may come."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait for bytes."""
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """End it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate is checked for the host's name."""
        left = _left(self._deadline, timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Tell what the connection below knows."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        url = base.join(address) if base else httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"{address:.200} is no address ({error})") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise InputError(f"{address:.200} is no address that begins with http:// or https://")
    if url.userinfo:
        raise InputError("its address holds a name or a password; none is sent")
    return url.copy_with(fragment=None)


def _raw(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _headers(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", url.netloc),
        (b"User-Agent", f"pullquote/{version('pullquote')}".encode()),
        (b"Accept", ", ".join([*_SUFFIXES, "*/*;q=0.1"]).encode()),
        (b"Accept-Encoding", b"gzip"),
        (b"Connection", b"close"),
    ]
