"""What mkdocs does besides: files that stand elsewhere in the repository are pages as well.

They stay where a reader of the repository looks for them, and links between them and the pages lead
to the right place in both.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_ROOT = Path(__file__).parents[1]
_ELSEWHERE = {
    "benchmarks.md": "eval/bench/README.md",
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "gates.toml": "eval/gold/gates.toml",
    "gold-sets.md": "eval/gold/README.md",
    "licence.txt": "LICENSE",
    "reader.md": "qa/models/pullquote-minilm/README.md",
    "training.md": "qa/training/README.md",
    "written-questions.md": "qa/training/written/README.md",
}
_ON_THE_SITE = {place: uri for uri, place in _ELSEWHERE.items()}
_CELL = re.compile(r"<td.*?</td>", re.DOTALL)
_LINK = re.compile(r"(?<=\]\()([^)#\s:]+)(?=[)#])")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files that stand elsewhere."""
    for uri, place in _ELSEWHERE.items():
        files.append(File.generated(config, uri, abs_src_path=str(_ROOT / place)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Let links in a page lead to the site's own pages."""
    place = _ELSEWHERE.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    return _LINK.sub(partial(_on_the_site, posixpath.dirname(place)), markdown)


def on_page_content(html: str, **_: object) -> str:
    """Take away what a bar in the code of a table needs before it, but for mkdocs."""
    return _CELL.sub(lambda cell: cell[0].replace(r"\|", "|"), html)


def on_post_page(output: str, **_: object) -> str:
    """Name the dialog of the search, which the theme leaves to be guessed."""
    return output.replace('role="dialog"', 'role="dialog" aria-label="Search"', 1)


def _on_the_site(folder: str, link: re.Match[str]) -> str:
    """Give where a link from a folder of the repository leads on the site; mkdocs checks that."""
    place = posixpath.normpath(posixpath.join(folder, link[1]))
    return _ON_THE_SITE.get(place, place.removeprefix("docs/"))
