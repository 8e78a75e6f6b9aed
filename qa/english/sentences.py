"""The sentence around a span, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.articles import Offsets

# Full stops and question marks of scripts that the rules of the library do not know.
_STOP = re.compile(r"[。！？｡।॥؟۔።։]+[\"'”’」』）»]*\s*")
_LONGEST = 1200  # characters of a paragraph looked at on either side: bounds the time


def sentence_around(text: str, start: int, end: int) -> Offsets:
    """Give `[start, end)` of the sentence, or the run of sentences, that holds a span.

    Sentences never cross a line end, except where the span itself does.
    """
    first = max(text.rfind("\n", 0, start) + 1, text.rfind("\r", 0, start) + 1, start - _LONGEST)
    ends = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    last = min([*ends, len(text), end + _LONGEST])
    touched = [
        (first + s, first + e)
        for s, e in _sentences(text[first:last])
        if first + s < end and start < first + e
    ]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])


def _sentences(text: str) -> Iterator[Offsets]:
    import syntok.segmenter  # late: its rules take a while to compile

    for paragraph in syntok.segmenter.analyze(text):
        for sentence in paragraph:
            words = list(sentence)
            start, end = words[0].offset, words[-1].offset + len(words[-1].value)
            for stop in _STOP.finditer(text, start, end):
                yield start, start + len(text[start : stop.end()].rstrip())
                start = stop.end()
            if start < end:
                yield start, end
