"""How an article calls people: with a title or a role, in full first and by surname then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.english.people import ROLES_BEFORE_NAMES, TITLES_BEFORE_NAMES
from qa.sameness.spelling import sound
from qa.sameness.wording import find_words, fold

_CALLED = re.compile(r"(?:\b[A-Z][\w’']*+\.?[ -]|\b(?:al|el|bin|ibn|abu|de|van|von)[ -])+$")
_ROLE_AFTER = re.compile(
    r",\s+(?:[\w’'-]+\s+){0,5}?([^\W\d_]+)(?=\s*[,.;]|\s+(?:at|for|of|to|who)\b)"
)
_OPENS = re.compile(r"(?:^|[.!?:…”\"\n])\s*$")
_MOST = 50  # places of a name that are looked at: bounds the time
_REACH = 60  # characters looked at on either side of one


def given_names(text: str, surname: str) -> set[tuple[str, ...]]:
    """Give the sounds of what stands before a surname in a text: first names of its bearers."""
    found = set()
    for start, _ in _places(text, surname):
        before = text[max(0, start - _REACH) : start]
        called = _CALLED.search(before)
        if not called:
            continue
        words = [word.folded for word in find_words(called[0])]
        if _OPENS.search(before[: called.start()]) and f" {words[0]} " in text:
            del words[0]  # it only opens the sentence: But Hoffman
        titles = [at for at, word in enumerate(words) if word in TITLES_BEFORE_NAMES]
        given = words[titles[-1] + 1 :] if titles else words
        found.add(tuple(map(sound, given)))
    return found - {()}


def is_introduced(text: str, name: str) -> bool:
    """Whether a text says a title or a role of somebody of this name."""
    for start, end in _places(text, name):
        after = _ROLE_AFTER.match(text[end : end + _REACH])
        if after and fold(after[1]) in ROLES_BEFORE_NAMES:
            return True
        if _ends_in_role(text[max(0, start - _REACH) : start]):
            return True
    return False


def _ends_in_role(before: str) -> bool:
    """Whether what stands before a name says a title or a role; first names may stand between."""
    end = len(before)
    for word in reversed(find_words(before)):
        gap = before[word.start + len(word.written) : end]
        if gap.strip() not in {"", ","} and word.folded not in TITLES_BEFORE_NAMES:
            return False
        if word.folded in ROLES_BEFORE_NAMES or not word.capital:
            return word.folded in ROLES_BEFORE_NAMES
        end = word.start
    return False


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Give `[start, end)` of the first places where a name stands whole."""
    start = text.find(name)
    for _ in range(_MOST):
        if start < 0:
            return
        end = start + len(name)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(name, end)
