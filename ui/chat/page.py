"""The page of the chat as it stands before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index import LibraryInfo, written_date
from ui.chat.articles import render_empty_panel
from ui.chat.markup import counted, escape
from ui.uploads import LARGEST_UPLOAD

_HERE = Path(__file__).parent
_STYLES = (
    "page",
    "conversation",
    "cards",
    "sides",
    "form",
    "panel",
    "tools",
    "lists",
    "shelf",
    "article",
)
_SCRIPTS = (  # each builds on those before
    "page",
    "filters",
    "panel",
    "article",
    "kept",
    "feedback",
    "conversation",
    "conversations",
    "adding",
    "shelf",
    "keys",
    "start",
)


def render_page(note: str, accepted: Sequence[str] = ()) -> str:
    """Write the page, with its styles in it; example questions are asked for by its script.

    `accepted` are the endings of files that can be added; none where nothing can.
    """
    page = (_HERE / "page.html").read_text("utf-8")
    parts = {
        # Here, for the `css` of Gradio is rewritten, and breaks on what it does not know.
        "/* styles */": _joined(_STYLES, "css"),
        "<!-- upload -->": _upload(accepted) if accepted else "",
        "<!-- start note -->": note,
        "<!-- empty panel -->": render_empty_panel(),
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
        how = (
            "under “Articles”" if changeable else "with <code>pullquote index LIBRARY FOLDER</code>"
        )
        return f"This library holds no articles yet. Add some {how}, then ask about them."
    note = f"<strong>{counted(info.articles, 'article')}</strong>"
    if info.publishers:
        note += f" from {counted(len(info.publishers), 'publisher')}"
    days = dict.fromkeys(written_date(day) for day in (info.earliest, info.latest) if day)
    if days:
        note += f", {' to '.join(days)}"
    return note + ". Every answer is a quote from them, word for word."


def render_examples(questions: Sequence[str]) -> str:
    """Write example questions as buttons; nothing where there are none."""
    if not questions:
        return ""
    chips = (
        f'<li><button type="button" class="pq-chip" dir="auto">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="pq-chips" aria-label="Example questions">{"".join(chips)}</ul>'


def _joined(names: Sequence[str], kind: str) -> str:
    return "\n".join((_HERE / f"{name}.{kind}").read_text("utf-8") for name in names)
