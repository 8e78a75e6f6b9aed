"""Scripts that put no space between words: Chinese, Japanese, Thai, Lao, Khmer and Burmese."""

from __future__ import annotations

import re
from itertools import pairwise

# Chinese and Japanese signs, and the letters of the others; not the marks that hang on a letter.
_LETTERS = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f"
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"
    "\u1000-\u102a\u103f\u1780-\u17b3"
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3"
)

RUN_ON = re.compile(f"[{_LETTERS}]")
_RUN = re.compile(f"(?:[{_LETTERS}][{_MARKS}]*)+")
_SIGN = re.compile(f"[{_LETTERS}][{_MARKS}]*")


def paired(text: str) -> str:
    """Write runs of such signs as pairs that overlap, with spaces: ABC as "AB BC".

    Pairs find words about as well as a dictionary of them would, and need none (Nie and Ren 1999).
    """
    return _RUN.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text)


def _pairs(run: str) -> list[str]:
    signs = _SIGN.findall(run)
    return ["".join(pair) for pair in pairwise(signs)] or signs
