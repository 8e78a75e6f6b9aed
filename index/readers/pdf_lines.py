"""Lines of printed pages to paragraphs, as a person reads them: pure functions on text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " "}
)
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[•◦▪‣●○■*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_BULLET = re.compile(r"[•◦▪‣●○■]")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHENS = "-\u2010\u00ad"
_BROKEN_WORD = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_EDGE = 2  # lines at the top and at the bottom of a page that may be a running head
_FEWEST_PAGES = 3  # that a line stands on before it is taken for a running head
_SHORT, _VERY_SHORT = 0.8, 0.5  # of the width of a full line


def pages_as_read(pages: list[str]) -> list[str]:
    """Join the lines of each page into paragraphs, with an empty line between paragraphs.

    Words that are broken at a line's end are put together, ligatures become letters, page numbers
    and lines that repeat at the head or foot of pages are left out. A paragraph that goes on over
    a page's end leaves a space there, a word goes to the page that it begins on.
    """
    lines = [page.translate(_LIGATURES).split("\n") for page in pages]
    lines = _without_running_heads([[line.rstrip() for line in page] for page in lines])
    whole_words = {
        word.lower()
        for page in lines
        for line in page
        for word in re.findall(r"\w+(?:-\w+)+", line)
    }
    joined = [_paragraphs(page, whole_words) for page in lines]
    _join_over_page_ends(joined, whole_words)
    texts = ["\n\n".join(page).replace("\u00ad", "") for page in joined]
    return [_with_end(text, joined[at + 1 :]) for at, text in enumerate(texts)]


def _with_end(text: str, later: list[list[str]]) -> str:
    """End a page so that what follows is told from it: by a space where a sentence goes on."""
    following = next((page[0] for page in later if page), "")
    if not text or not following:
        return text
    return text + (" " if _goes_on(text, following) else "\n\n")


def _goes_on(before: str, after: str) -> bool:
    return not _SENTENCE_END.search(before) and after[:1].islower()


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    trimmed = [_trimmed(page) for page in pages]
    repeats = Counter(head for page in trimmed for head in {_head(line) for line in _edges(page)})
    needed = max(_FEWEST_PAGES, len(pages) / 2)
    heads = {head for head, count in repeats.items() if head and count >= needed}
    return [_without_edges(page, heads) for page in trimmed]


def _without_edges(page: list[str], heads: set[str]) -> list[str]:
    """Take running heads and page numbers from the ends of a page, `_EDGE` lines at most."""
    first, last = 0, len(page)
    while first < min(_EDGE, last) and _is_edge(page[first], heads):
        first += 1
    while last > max(first, len(page) - _EDGE) and _is_edge(page[last - 1], heads):
        last -= 1
    return _trimmed(page[first:last])


def _is_edge(line: str, heads: set[str]) -> bool:
    return not line.strip() or _head(line) in heads or bool(_PAGE_NUMBER.fullmatch(line.strip()))


def _edges(page: list[str]) -> list[str]:
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _head(line: str) -> str:
    """Give what a running head has in common on all pages: everything but numbers."""
    return " ".join(re.sub(r"\d+", "#", line).split())


def _trimmed(page: list[str]) -> list[str]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _paragraphs(lines: list[str], whole_words: set[str]) -> list[str]:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        words = " ".join(line.split())
        if words and paragraphs and not _begins_paragraph(before, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], words, whole_words)
        elif words:
            paragraphs.append(words)
        before = line
    return paragraphs


def _begins_paragraph(before: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph: after a short line, set in, or as the item of a list."""
    last, words = before.strip(), line.strip()
    if not last or _BULLET.match(words):
        return True
    if words[0].islower() or _BROKEN_WORD.search(last):
        return False
    if _ITEM.match(words):
        return True
    set_in = len(line) - len(line.lstrip()) - (len(before) - len(before.lstrip()))
    if set_in >= 2 and _SENTENCE_END.search(last):
        return True
    return len(last) < (_SHORT if _SENTENCE_END.search(last) else _VERY_SHORT) * width


def _joined(before: str, after: str, whole_words: set[str]) -> str:
    """Join two lines; the hyphen goes, unless the word is written with it elsewhere."""
    broken = _BROKEN_WORD.search(before)
    if not broken or not after[0].isalpha():
        return f"{before} {after}"
    ending = re.match(r"\w+", after)
    compound = f"{broken[1]}-{ending[0] if ending else ''}".lower()
    if before[-1] != "\u00ad" and (after[0].isupper() or compound in whole_words):
        return before + after
    return before[:-1] + after


def _join_over_page_ends(pages: list[list[str]], whole_words: set[str]) -> None:
    """Bring the end of a word that is broken between two pages to the first of them."""
    filled = [page for page in pages if page]
    for page, following in pairwise(filled):
        if not _BROKEN_WORD.search(page[-1]) or not following[0][0].islower():
            continue
        ending, _, rest = following[0].partition(" ")
        page[-1] = _joined(page[-1], ending, whole_words)
        following[0] = rest
        if not rest:
            del following[0]
