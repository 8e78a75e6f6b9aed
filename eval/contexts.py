"""Some words of an article with the text around them, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass

from index import Article

_AROUND = 160  # characters on each side


@dataclass(frozen=True, slots=True)
class Context:
    """Marked words, what stands before and after them, and the article that they are from."""

    article: str
    title: str
    before: str
    marked: str
    after: str


def context_of(article: Article, start: int, end: int) -> Context:
    """Take `[start, end)` with whole words around it; "…" stands where the article goes on."""
    text = article.text
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "… " + before.split(maxsplit=1)[-1] if " " in before else "…" + before
    if last < len(text):
        after = after.rsplit(maxsplit=1)[0] + " …" if " " in after else after + "…"
    return Context(article.id, article.title or article.id, before, text[start:end], after)
