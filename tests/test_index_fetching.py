"""Pages of the web become articles when that is asked for, and nothing else is reached."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from index import Article, InputError, Skipped, is_gone, read_collection
from index.readers.addresses import check_public, let_all_pass, look_up
from index.readers.fetching import Fetcher

PAGE = (
    "<html><head><title>Harbour opens</title>"
    '<meta property="article:published_time" content="2021-05-07"></head>'
    "<body><article><h1>Harbour opens</h1><p>The mayor, Ann Lee, opened the new harbour on Friday "
    "in front of two thousand people. It took six years to build, and cost nine million.</p>"
    "<p>“It will bring back the fleet,” said Ingrid Solberg, who is the harbour master.</p>"
    "</article></body></html>"
)
FEED = (
    '<rss version="2.0"><channel><title>The Coast</title><item><title>Ferry late</title>'
    "<guid>7</guid><description>The ferry was late on Monday.</description></item></channel></rss>"
)


class Site(BaseHTTPRequestHandler):
    """A small web site; each path shows one thing that servers do."""

    asked: ClassVar[list[tuple[str, str, float]]] = []

    def do_GET(self) -> None:
        host = self.headers["Host"]
        Site.asked.append((self.path, host, time.monotonic()))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(301)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.drip()
        elif self.path == "/packed-and-more":
            self.answer(200, PACKED, gzip.compress(PAGE.encode()))
            self.drip()
        elif self.path == "/slow-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            self.drip()
        else:
            self.answer(*ANSWERS.get(self.path, (404, {}, b"not here")))

    def drip(self) -> None:
        with suppress(OSError):  # the other side has had enough
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


HTML = {"Content-Type": "text/html; charset=utf-8"}
PACKED = {**HTML, "Content-Encoding": "gzip"}
IN_PARTS = b"".join(gzip.compress(part) for part in (PAGE[:100].encode(), b"", PAGE[100:].encode()))
ANSWERS = {
    "/2021/harbour.html": (200, HTML, PAGE.encode()),
    "/packed": (200, PACKED, gzip.compress(PAGE.encode())),
    "/packed-in-parts": (200, PACKED, IN_PARTS),
    "/packed-and-a-word": (200, PACKED, IN_PARTS + b"word"),
    "/packed-and-a-sign": (200, PACKED, IN_PARTS + b"\x1f"),
    "/bomb": (200, PACKED, gzip.compress(b"x" * 5_000_000)),
    "/bomb-in-parts": (200, PACKED, gzip.compress(b"x" * 90_000) * 50),
    "/cut-in-parts": (200, PACKED, IN_PARTS[:-20]),
    "/no-gzip-in-parts": (200, PACKED, gzip.compress(b"x") + b"\x1f\x8b wrong"),
    "/cut": (200, PACKED, gzip.compress(PAGE.encode())[:-20]),
    "/no-gzip": (200, PACKED, b"plain"),
    "/brotli": (200, {**HTML, "Content-Encoding": "br"}, b"x"),
    "/large": (200, HTML, b"x" * 200_000),
    "/film": (200, {"Content-Type": "video/mp4"}, b"x"),
    "/nothing": (200, {}, b"x"),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED.encode()),
    "/koi8": (
        200,
        {"Content-Type": "text/plain; charset=koi8-r"},
        "Мэр открыл новую гавань в пятницу. Строили её шесть лет.".encode("koi8-r"),
    ),
}


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    Site.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(check=let_all_pass, seconds=60.0, largest=100_000, pause=0.0)


def listed(folder: Path, *lines: str) -> Path:
    file = folder / "wires.urls"
    file.write_text("\n".join(lines))
    return file


def test_a_listed_page_becomes_an_article_of_its_address(
    site: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = f"{site}/2021/harbour.html"
    file = listed(tmp_path, "# the coast", "", f"  {address}  ", address)
    (article,) = read_collection([file], fetch=fetcher.fetch)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("harbour", "Harbour opens")
    assert article.url == address
    assert article.origin == f"{file}#{address}"
    assert "Ann Lee, opened the new harbour" in article.text
    assert str(article.published) == "2021-05-07"
    assert [path for path, *_ in Site.asked] == ["/2021/harbour.html"]


def test_nothing_is_fetched_unless_asked_for(site: str, tmp_path: Path) -> None:
    file = listed(tmp_path, f"{site}/packed", f"{site}/feed")
    said = "it lists 2 web addresses; what stands there is fetched only with --fetch"
    assert list(read_collection([file])) == [Skipped(str(file), said)]
    assert Site.asked == []


def test_pages_of_other_kinds_are_read_as_files_of_that_kind(
    site: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    file = listed(tmp_path, f"{site}/packed", f"{site}/feed", f"{site}/koi8")
    packed, entry, russian = read_collection([file], fetch=fetcher.fetch)
    assert isinstance(packed, Article)
    assert packed.title == "Harbour opens"
    assert isinstance(entry, Article)
    assert (entry.origin, entry.url) == (f"{file}#{site}/feed#7", "")
    assert (entry.title, entry.publisher) == ("Ferry late", "The Coast")
    assert isinstance(russian, Article)
    assert russian.text.startswith("Мэр открыл новую гавань")


def test_a_page_that_fails_is_told_with_its_line_and_the_rest_is_fetched(
    site: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    lines = [f"{site}/gone", "harbour.html", "ftp://127.0.0.1/x", f"{site}/2021/harbour.html"]
    *failed, article = read_collection([listed(tmp_path, *lines)], fetch=fetcher.fetch)
    assert isinstance(article, Article)
    assert [item.reason for item in failed if isinstance(item, Skipped)] == [
        f"line 1, {site}/gone: the server answers 404 Not Found",
        "line 2, harbour.html: harbour.html is no address that begins with http:// or https://",
        "line 3, ftp://127.0.0.1/x: ftp://127.0.0.1/x is no address that begins with http:// or "
        "https://",
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/large", r"it has more than 0\.1 MB"),
        ("/bomb", r"it has more than 0\.1 MB"),
        ("/bomb-in-parts", r"it has more than 0\.1 MB"),
        ("/cut", "it breaks off"),
        ("/cut-in-parts", "it breaks off"),
        ("/no-gzip-in-parts", "it is packed wrongly"),
        ("/no-gzip", "it is packed wrongly"),
        ("/brotli", "packs it as br, which was not asked for"),
        ("/film", "it is video/mp4, which is not read"),
        ("/nothing", "which is not read"),
        ("/loop", "it is redirected more than 5 times"),
        ("/to/file:///etc/passwd", "is no address that begins with http"),
        ("/to/ftp://127.0.0.1/", "is no address that begins with http"),
        ("/to/http://me:secret@127.0.0.1/", "holds a name or a password"),
        ("/to/http://127.0.0.1:1/", "it cannot be reached"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    site: str, fetcher: Fetcher, path: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        fetcher.fetch(f"{site}{path}")


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_page_that_comes_byte_by_byte_is_given_up(site: str, path: str) -> None:
    """In full it takes ten seconds; no wait for one byte is long."""
    fetcher = Fetcher(check=let_all_pass, seconds=0.5, pause=0.0)
    with pytest.raises(InputError, match=r"it was not there within 0\.5 seconds"):
        fetcher.fetch(f"{site}{path}")


def test_what_comes_behind_the_end_of_a_packed_page_is_not_taken_in(site: str) -> None:
    """The server sends it byte by byte, for longer than there is time."""
    fetcher = Fetcher(check=let_all_pass, seconds=2.0, pause=0.0)
    assert fetcher.fetch(f"{site}/packed-and-more").data == PAGE.encode()


@pytest.mark.parametrize("path", ["/packed-in-parts", "/packed-and-a-word", "/packed-and-a-sign"])
def test_a_page_packed_in_parts_is_read_to_its_end(site: str, fetcher: Fetcher, path: str) -> None:
    assert fetcher.fetch(f"{site}{path}").data == PAGE.encode()


def test_a_name_that_is_looked_up_too_long_is_given_up() -> None:
    asked = threading.Event()

    def slow(*_: object) -> list[str]:
        asked.wait(20)
        return ["203.0.113.9"]

    fetcher = Fetcher(resolve=slow, seconds=0.2, pause=0.0)
    with pytest.raises(InputError, match=r"it was not there within 0\.2 seconds"):
        fetcher.fetch("http://news.example/")
    asked.set()


def test_a_redirect_is_followed_and_its_end_is_the_address(site: str, fetcher: Fetcher) -> None:
    page = fetcher.fetch(f"{site}/to//2021/harbour.html#top")
    assert page.address.endswith("/2021/harbour.html")
    assert page.data == PAGE.encode()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
        "2001:0:a00:1::80ff:fffe", "fec0::1", "64:ff9b:1::a00:1", "::ffff:0:a00:1", "4000::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="no public address; --private-addresses lets"):
        check_public("news.example", ["93.184.215.14", address])


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d822"]
)
def test_a_public_address_is_let_pass(address: str) -> None:
    check_public("news.example", [address])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_reached_however_it_is_written(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(InputError, match="no public address"):
        Fetcher(pause=0.0).fetch(f"http://{host}:{port}/2021/harbour.html")
    assert Site.asked == []


def test_a_redirect_to_this_machine_is_refused(site: str) -> None:
    port = site.rpartition(":")[2]

    def check(host: str, addresses: list[str]) -> None:
        if host != "news.example":
            check_public(host, addresses)

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else look_up(host, port)

    fetcher = Fetcher(check=check, resolve=resolve, pause=0.0)
    with pytest.raises(InputError, match=r"127\.0\.0\.1 is no public address"):
        fetcher.fetch(f"http://news.example:{port}/to/http://127.0.0.1:{port}/packed")
    assert [path for path, *_ in Site.asked] == [f"/to/http://127.0.0.1:{port}/packed"]


def test_what_was_checked_is_connected_to_and_not_what_the_name_leads_to_later(site: str) -> None:
    answers = [["127.0.0.1"], ["203.0.113.9"]]
    fetcher = Fetcher(check=let_all_pass, resolve=lambda *_: answers.pop(0), pause=0.0)
    assert fetcher.fetch(f"http://news.example:{site.rpartition(':')[2]}/packed").data
    assert answers == [["203.0.113.9"]]  # looked up once
    assert [host for _, host, _ in Site.asked] == [f"news.example:{site.rpartition(':')[2]}"]


def test_the_next_address_of_a_host_is_tried(site: str) -> None:
    fetcher = Fetcher(check=let_all_pass, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"], pause=0.0)
    assert fetcher.fetch(f"http://news.example:{site.rpartition(':')[2]}/packed").data


def test_a_host_is_given_a_pause_and_others_are_not(site: str) -> None:
    fetcher = Fetcher(check=let_all_pass, resolve=lambda *_: ["127.0.0.1"], pause=0.3)
    port = site.rpartition(":")[2]
    for host in ("one.example", "two.example", "one.example"):
        fetcher.fetch(f"http://{host}:{port}/packed")
    first, _, again = (at for *_, at in Site.asked)
    assert again - first >= 0.3


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(InputError, match=r"the name nowhere\.invalid leads nowhere"):
        Fetcher().fetch("http://nowhere.invalid/")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "http://x:99999/"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InputError, match=r"no address|leads nowhere"):
        Fetcher().fetch(address)


def test_an_address_taken_from_its_list_is_gone(tmp_path: Path) -> None:
    file = listed(tmp_path, "https://a.example/1#part", "https://a.example/feed")
    kept = [f"{file}#https://a.example/1#part", f"{file}#https://a.example/feed#entry#7"]
    dropped = f"{file}#https://a.example/2"
    assert [is_gone(origin) for origin in [*kept, dropped]] == [False, False, True]
    file.unlink()
    assert all(is_gone(origin) for origin in kept)


def test_a_list_of_nothing_says_what_to_write(tmp_path: Path) -> None:
    (skipped,) = read_collection([listed(tmp_path, "# nothing yet")])
    assert isinstance(skipped, Skipped)
    assert "it lists no address; write one a line" in skipped.reason
    (empty,) = read_collection([listed(tmp_path, "")])
    assert isinstance(empty, Skipped)
