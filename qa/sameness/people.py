"""How an article calls people: with a title or a role, in full first and by surname then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.sameness.spelling import sound
from qa.sameness.wording import find_words, fold

_ABBREVIATED = {
    "adm": "admiral", "amb": "ambassador", "capt": "captain", "col": "colonel", "gen": "general",
    "gov": "governor", "lt": "lieutenant", "maj": "major", "prof": "professor",
    "rep": "representative", "rev": "reverend", "sen": "senator", "sgt": "sergeant",
}  # fmt: skip
_IN_FULL = """
    admiral ambassador archbishop ayatollah bishop cardinal chairman chancellor captain colonel
    commander congressman congresswoman dr emperor general governor imam judge king lady lieutenant
    lord madam major marshal mayor minister mr mrs ms pope president prince princess professor queen
    rabbi representative reverend secretary senator sergeant sheikh sir hms mv ss uss
""".split()
TITLES = _ABBREVIATED | {title: title for title in _IN_FULL}  # stand before names; all in full
ROLES = TITLES.keys() | set(
    """
    actor actress adviser advisor analyst artist astronaut attorney aunt author banker boss brother
    candidate capital chair chairwoman champion chief cleric coach columnist composer correspondent
    daughter dean deputy detective diplomat director doctor driver economist editor engineer envoy
    executive expert farmer father ferry filmmaker founder head historian host husband inspector
    investor journalist justice lawmaker lawyer leader manager master minister mother musician
    novelist nurse officer official owner painter partner philosopher photographer pilot player poet
    politician priest producer prosecutor reporter researcher ruler scientist ship singer sister
    soldier son speaker spokesman spokesperson spokeswoman student surgeon teacher uncle vessel
    wife writer
    """.split()
)

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
        titles = [at for at, word in enumerate(words) if word in TITLES]
        given = words[titles[-1] + 1 :] if titles else words
        found.add(tuple(map(sound, given)))
    return found - {()}


def is_introduced(text: str, name: str) -> bool:
    """Whether a text says a title or a role of somebody of this name."""
    for start, end in _places(text, name):
        after = _ROLE_AFTER.match(text[end : end + _REACH])
        if after and fold(after[1]) in ROLES:
            return True
        if _ends_in_role(text[max(0, start - _REACH) : start]):
            return True
    return False


def _ends_in_role(before: str) -> bool:
    """Whether what stands before a name says a title or a role; first names may stand between."""
    end = len(before)
    for word in reversed(find_words(before)):
        gap = before[word.start + len(word.written) : end]
        if gap.strip() not in {"", ","} and word.folded not in TITLES:
            return False
        if word.folded in ROLES or not word.capital:
            return word.folded in ROLES
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
