"""What stands between quotation marks in an article, found by the marks alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Offsets

OPENED, _HIDDEN = "\ue000", "\ue001"  # what `hide` puts for a quotation, of private use
_NEITHER = {ord(OPENED): "\ufffd", ord(_HIDDEN): "\ufffd"}

_MARK = re.compile(r"[“”\"‘']")
_LINE_END = re.compile(r"[\r\n]+")
_BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*(?>\r\n|\r|\n)\s*")
_SHORT_LINE_END = r"(?>\r\n|\r|\n)(?<![^\r\n]{45}[\r\n])(?<![^\r\n]{45}\r\n)[\r\n]*"
_PARTING = re.compile(rf"{_BLANK_LINE.pattern}|{_SHORT_LINE_END}")
_SINGLE_END = re.compile(r"(?<=\S)[’'](?!\w)")
_SHORTENED = re.compile(r"'(?:\d|em\b|til\b|tis\b|twas\b|cause\b|n\b)", re.IGNORECASE)
_LONGEST_SINGLE = 2000  # characters of a quotation in single marks: bounds the time
_BEFORE = "([—–-"  # an opening mark may stand after these
_ENDINGS = ".,?!…;:—–-"
HIDDEN_QUOTATION = rf"{OPENED}{_HIDDEN}*(?:[{_ENDINGS}]{_HIDDEN})?"  # as `hide` writes one


@dataclass(frozen=True, slots=True)
class Quotation:
    """`[start, end)` of a quotation in an article, its marks included; nested ones are part of it.

    One that `runs_on` is left open at the end of its paragraph, and the next one, which opens the
    next paragraph, carries it on.
    """

    start: int
    end: int
    runs_on: bool = False


def paragraphs(text: str) -> list[Offsets]:
    """Give the paragraphs: lines or, where there are blank lines, what these part.

    Then a long line may end within a paragraph, where text is broken at a fixed width; a short
    one, such as a heading or a photographer's name, still stands alone.
    """
    parting = _PARTING if _BLANK_LINE.search(text.strip()) else _LINE_END
    edges = [0, *(edge for match in parting.finditer(text) for edge in match.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        inside = text[start:end]
        first = start + len(inside) - len(inside.lstrip())
        if inside.strip():
            found.append((first, first + len(inside.strip())))
    return found


def find_quotations(text: str, within: Sequence[Offsets]) -> list[Quotation]:
    """Find the quotations in these paragraphs; where the marks do not pair up, there are none."""
    found: list[list[Quotation]] = [[]]  # of the paragraphs from the last one on
    for first, last in reversed(within):
        quotations = _in_paragraph(text, first, last)
        if quotations and quotations[-1].runs_on:
            mark, following = text[quotations[-1].start], found[-1][:1]
            if not following or text[last : following[0].start + 1].strip() != mark:
                quotations.pop()
        found.append(quotations)
    return [quotation for quotations in reversed(found) for quotation in quotations]


def hide(text: str, quotations: Sequence[Quotation]) -> str:
    """Put signs for what is quoted, so that patterns see the article's own words alone.

    Every offset stays as it was; a stop before the closing mark is kept.
    """
    text = text.translate(_NEITHER)
    parts, done = [], 0
    for quoted in quotations:
        length = quoted.end - quoted.start
        last = text[quoted.end - 2]
        if length > 2 and last in _ENDINGS:
            hidden = OPENED + _HIDDEN * (length - 3) + last + _HIDDEN
        else:
            hidden = OPENED + _HIDDEN * (length - 1)
        parts += [text[done : quoted.start], hidden]
        done = quoted.end
    return "".join([*parts, text[done:]])


def _in_paragraph(text: str, first: int, last: int) -> list[Quotation]:
    """Pair the marks of a paragraph; the last quotation may run on."""
    found: list[Quotation] = []
    opened, after = -1, first
    for match in _MARK.finditer(text, first, last):
        at, mark = match.start(), match[0]
        if at < after:
            continue
        if mark in "‘'":
            end = _single_end(text, at, last) if opened < 0 else -1
            if end > 0:
                found.append(Quotation(at, end))
                after = end
        elif _opens(text, at, first):
            opened = at if opened < 0 or text[opened] == mark else opened
        elif opened < 0:
            del found[-1:]  # closes nothing: the one before was closed too early
        elif (text[opened] == "“") == (mark == "”"):
            found.append(Quotation(opened, at + 1))
            opened = -1
    if 0 <= opened < last - 1:
        found.append(Quotation(opened, last, runs_on=True))
    return found


def _opens(text: str, at: int, first: int) -> bool:
    """Tell whether a double mark opens: a straight one does between a space and a word."""
    if text[at] != '"':
        return text[at] == "“"
    bounded = at == first or text[at - 1].isspace() or text[at - 1] in _BEFORE
    return bounded and bool(text[at + 1 : at + 2].strip())


def _single_end(text: str, at: int, last: int) -> int:
    """Give the end of a quotation in single marks, or -1 where the mark is an apostrophe."""
    bounded = at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE
    if not bounded or not text[at + 1 : at + 2].isalnum() or _SHORTENED.match(text, at):
        return -1
    closing, doubtful = ("’" if text[at] == "‘" else "'"), -1
    stop = text.find("‘", at + 1, at + _LONGEST_SINGLE)
    for match in _SINGLE_END.finditer(text, at + 1, min(last, at + _LONGEST_SINGLE)):
        end = match.end()
        if match[0] != closing or 0 <= stop < end:
            continue
        # The apostrophe of a plural possessive looks like a closing mark: ‘the soldiers’ guns’.
        if text[end - 2] != "s" or not text[end + 1 : end + 2].islower():
            return end
        doubtful = end if doubtful < 0 else doubtful
    return doubtful
