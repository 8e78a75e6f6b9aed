"""The site of `docs/`: it is built without the network, and every link in it leads somewhere."""

from __future__ import annotations

import re
import runpy
import socket
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[1]
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Read(HTMLParser):
    """What a page loads, where it leads, and what can be led to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {given[name] or "" for name in ("id", "name") if name in given}
        if tag in LOADED:
            self.loads.append(given.get(LOADED[tag]) or "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly, in a process that cannot connect to anything."""
    pytest.importorskip("mkdocs", reason="the extra docs is not installed")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    place = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", None)
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(place), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    return {page: Read(page.read_text("utf-8")) for page in sorted(site.glob("*.html"))}


def test_every_page_of_the_docs_is_on_the_site(pages: dict[Path, Read]) -> None:
    written = {page.stem for page in (ROOT / "docs").glob("*.md")}
    assert written <= {page.stem for page in pages}


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[Path, Read]) -> None:
    loads = [load for page in pages.values() for load in page.loads]
    sheets = [sheet.read_text("utf-8") for sheet in site.rglob("*.css")]
    loads += [url for sheet in sheets for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet)]
    assert len(loads) > 100
    assert [load for load in loads if urlsplit(load).netloc] == []


def test_every_link_within_the_site_leads_somewhere(pages: dict[Path, Read]) -> None:
    broken = []
    for page, read in pages.items():
        if page.name == "404.html":  # its links begin at the root of a server
            continue
        for link in read.links + read.loads:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            place = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            anchors = pages[place].anchors if place in pages else set()
            if not place.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                broken.append((page.name, link))
    assert broken == []


def test_no_markdown_is_left_over(site: Path) -> None:
    """What a repository's pages may write otherwise: a list right below a line, above all."""
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        shown = re.sub(r"<pre.*?</pre>|<code.*?</code>", "", text, flags=re.DOTALL)
        paragraphs = re.findall(r"<p>(.*?)</p>", shown, re.DOTALL)
        left = [each for each in paragraphs if re.search(r"\n(?:[-*]|\d+\.) |```|\]\(|^\|", each)]
        assert left == [], page.name
        assert not re.search(r"<td>.*\\\|", text), page.name


def test_the_page_of_settings_is_what_the_code_gives() -> None:
    reference = runpy.run_path(str(ROOT / "docs" / "settings_reference.py"))
    written = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert written == reference["settings_page"](), "run python docs/settings_reference.py"
