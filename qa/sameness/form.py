"""Which of several quotes that say the same is the best to show."""

from __future__ import annotations

import re

from qa.sameness.quotes import HANGING, Quote

_DANGLING = re.compile(r"^[\s,;:.!?)\]}”]|[\s,;:(\[{“-]$")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_SPARE = 4  # a few words more than another quote has are no fault


def form(quote: Quote, fewest: int) -> tuple[bool, int, int]:
    """Say how well-formed a quote is, as something that is greater the better.

    Well cut before all; then a full name; then no needless words, where `fewest` are the parts of
    the shortest quote that says the same.
    """
    return _well_cut(quote), _fullness(quote), -_needless(quote, fewest)


def _well_cut(quote: Quote) -> bool:
    text = quote.text
    paired = all(text.count(opens) == text.count(closes) for opens, closes in _PAIRS)
    hangs = _DANGLING.search(text) or (quote.words and quote.words[-1].folded in HANGING)
    return quote.whole and paired and text.count('"') % 2 == 0 and not hangs


def _fullness(quote: Quote) -> int:
    return min((2, *(len(name.words) for name in quote.names)))


def _needless(quote: Quote, fewest: int) -> int:
    if quote.names:
        return len(quote.words) - sum(len(name.words) for name in quote.names)
    return 0 if quote.moment else (len(quote.parts) - fewest) // _SPARE
