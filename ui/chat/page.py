"""The page of the chat as it stands before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index import LibraryInfo
from ui.chat.days import written_days
from ui.chat.markup import counted, escape
from ui.uploads import LARGEST_UPLOAD

_HERE = Path(__file__).parent
_STYLES = (
    "page",
    "beginning",
    "conversation",
    "cards",
    "sides",
    "form",
    "filters",
    "panel",
    "tools",
    "lists",
    "shelf",
    "article",
)
_SCRIPTS = (  # each builds on those before
    "page",
    "beginning",
    "choosing",
    "filters",
    "panel",
    "article",
    "kept",
    "feedback",
    "conversation",
    "conversations",
    "sending",
    "adding",
    "dropping",
    "shelf",
    "keys",
    "start",
)


def render_page(note: str, library: str, accepted: Sequence[str] = ()) -> str:
    """Write the page, with its styles in it; its script asks for the rest that it begins with.

    `library` tells the library from others, for what the browser keeps. `accepted` are the endings
    of files that can be added; none where nothing can.
    """
    page = (_HERE / "page.html").read_text("utf-8")
    parts = {
        # Here, for the `css` of Gradio is rewritten, and breaks on what it does not know.
        "/* styles */": _joined(_STYLES, "css"),
        "<!-- library -->": f' data-library="{escape(library)}"',
        "<!-- upload -->": _upload(accepted) if accepted else "",
        "<!-- start note -->": note,
    }
    for place, part in parts.items():
        page = page.replace(place, part)
    return page


def _upload(accepted: Sequence[str]) -> str:
    return f' data-upload="{escape(",".join(accepted))}" data-largest="{LARGEST_UPLOAD}"'


def page_script() -> str:
    """Give what the browser runs; Gradio takes one script."""
    return _joined(_SCRIPTS, "js")


def render_start_note(info: LibraryInfo, *, changeable: bool = False) -> str:
    """Write what can be asked about: how many articles, of how many publishers, of which days.

    Of an empty library, how articles are added; in the browser, where it is `changeable` there.
    """
    if not info.articles:
        if changeable:
            how = '<button type="button" class="pq-tool pq-strong pq-first">Add articles</button>'
            return f"This library holds no articles yet. Add some, then ask about them. {how}"
        how = "with <code>pullquote index LIBRARY FOLDER</code>"
        return f"This library holds no articles yet. Add some {how}, then ask about them."
    note = f"<strong>{counted(info.articles, 'article')}</strong>"
    if info.publishers:
        note += f" from {counted(len(info.publishers), 'publisher')}"
    if days := written_days(info.earliest, info.latest):
        note += f", {days}"
    return note + ". Every answer is a quote from them, word for word."


def _joined(names: Sequence[str], kind: str) -> str:
    return "\n".join((_HERE / f"{name}.{kind}").read_text("utf-8") for name in names)
