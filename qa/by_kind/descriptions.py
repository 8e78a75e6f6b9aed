"""Where a text says who somebody or what something is: "its owner, Ann Lee", "a reef called"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.articles import Offsets
from qa.english.people import ROLES_BEFORE_NAMES, SHIP_TITLES, TITLES_BEFORE_NAMES
from qa.english.verbs import is_past
from qa.english.words import AUXILIARIES, DETERMINERS, FUNCTION_WORDS, Word, words_of

_DETERMINED = r"(?i:the|an?|its|his|her|their|our|one of|[\w’'-]+[’']s)\b"
_PLAIN = r"[^,;:.()“”\"\n]"
_ENDS = r"(?=\s?[,;:”\"—(]|\.(?!\w)|\n|$)"
_OPENS = (
    r"(?:^|[.,;:“\"—–\n]|\b(?:and|but|[Bb]y|of|to|from|with|for|that|said|says|told|But|And))\s*"
)
_TITLE = rf"(?i:(?:{'|'.join(sorted(TITLES_BEFORE_NAMES))})\.? )?"
_TITLES = rf"(?i:(?:{'|'.join(sorted(TITLES_BEFORE_NAMES))})\. )*"
_KNOWN = r"(?:known|called|named|nicknamed)(?: \w+)?(?: as)? (?:the )?"
_CALLED = rf"(?:(?:which )?(?:is |was )?(?:also )?{_KNOWN}|(?:we|they|people) call (?:the )?)"
_APPOSITIONS = (
    rf"{_OPENS}(?P<said>{_DETERMINED}\s{_PLAIN}{{2,60}}), {_TITLE}{{name}}{_ENDS}",
    rf"{{name}}, (?P<said>{_PLAIN}{{2,90}}){_ENDS}",
)
_SAYINGS = (
    rf"{{name}} (?:is|was|are|were) (?P<said>(?:the|an?|one of) {_PLAIN}{{2,90}}){_ENDS}",
    rf"{{name}} (?:works|worked|serves|served)\b{_PLAIN}*? as (?P<said>an? {_PLAIN}{{2,60}})"
    rf"{_ENDS}",
    rf"\b(?P<said>(?:the|an?) (?:[\w’'-]+ ){{0,4}}?[\w’'-]+) {_CALLED}{{name}}\b",
    rf"(?:^|[.\n])[-•*\s]*(?P<said>[A-Z]{_PLAIN}{{2,60}}),{_PLAIN}{{0,60}}\b{_KNOWN}{{name}}\b",
)
_INITIALS = r"(?P<said>(?:[A-Z][\w’'-]*(?: (?:of|for|and|the|on))* )+)\({name}\)"
_GIVEN = re.compile(r"(?:\b[A-Z][\w’'-]+ ){1,2}$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}")
_BEFORE = re.compile(rf"(?:^|\s|[“\"(])(?P<role>(?:[\w’'-]+ ){{1,6}}){_TITLES}$")
_PLACED = re.compile(r"\b(?:in|on|at|from|to|near|after|before|of|for) (?:the )?$", re.IGNORECASE)
_REACH = 70  # characters before a name
_LEADS = frozenset("the a an its our his her their".split())
_VERBS = frozenset("said says told".split())
# They say nothing of their bearer.
_MERE = SHIP_TITLES | {"dr", "lady", "lord", "mr", "mrs", "ms", "sir"}


def find_descriptions(text: str, name: str) -> Iterator[Offsets]:
    """Give `[start, end)` of each description of a name in a text, in their order.

    A description is an apposition before or behind the name, the role that stands directly before
    it, what it is said to be, or what an acronym stands for.
    """
    places = [place for place in _candidates(text, name) if place]
    found = {(start, start + len(text[start:end].rstrip())) for start, end in places}
    yield from (
        (start, end)
        for start, end in sorted(found)
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b in found)
    )


def _candidates(text: str, name: str) -> Iterator[Offsets | None]:
    written = r"\b" + re.sub("[’']", "[’']", re.escape(name))
    for form in _APPOSITIONS:
        for match in re.finditer(form.replace("{name}", written), text):
            yield _apposition(text, match)
    for form in _SAYINGS:
        for match in re.finditer(form.replace("{name}", written), text):
            yield match.span("said")
    if _ACRONYM.fullmatch(name):
        for match in re.finditer(_INITIALS.replace("{name}", re.escape(name)), text):
            yield _spelt_out(name, match)
    for match in re.finditer(rf"{written}\b", text):
        yield _role_before(text, match.start())
        given = None if " " in name else _GIVEN.search(text[: match.start()])
        if given:
            for word in words_of(given[0]):
                yield _role_before(text, given.start() + word.start)


def _apposition(text: str, match: re.Match[str]) -> Offsets | None:
    start, end = match.span("said")
    before = end < match.end() and text[end] == "," and _role_that_ends(text, end)
    return before or ((start, end) if _is_apposition(text, match) else None)


def _role_that_ends(text: str, end: int) -> Offsets | None:
    """Give the shortest phrase for a role that ends at a place, with what determines it.

    In `the death of its general` it is `its general`, but all of `the head of the union`.
    """
    first = max(0, end - _REACH)
    words = words_of(text[first:end])
    following = end - first
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if text[first + word.end : first + following].strip() or _is_clause([word.low]):
            return None
        if word.low in DETERMINERS and _head(words[at:])[-1] in ROLES_BEFORE_NAMES:
            return first + word.start, end
        following = word.start
    return None


def _is_clause(words: Iterable[str]) -> bool:
    return any(word in AUXILIARIES or is_past(word) for word in words)


def _head(words: Sequence[Word]) -> list[str]:
    """Give the words before the first that leads on from a noun."""
    head = [word.low for word in words[:1]]
    for word in words[1:]:
        if word.low in FUNCTION_WORDS:
            break
        head.append(word.low)
    return head


def _is_apposition(text: str, match: re.Match[str]) -> bool:
    """Whether words beside a name tell who or what it is: no clause, no part of a list."""
    words = [word.low for word in words_of(match["said"])]
    if not words:
        return False
    head = _head(words_of(match["said"]))
    listed = "and" in words or "or" in words
    if words[0] in {"who", "which"} or (head[-1] in ROLES_BEFORE_NAMES and not listed):
        return True
    led = _PLACED.search(text[: match.start()])  # In Kerman, the funeral began.
    clause = _is_clause(words[1:])
    determined = re.match(_DETERMINED, match["said"])
    return bool(determined) and not (led or clause or listed)


def _spelt_out(acronym: str, match: re.Match[str]) -> Offsets | None:
    """Give the words before an acronym in brackets whose initials it is made of."""
    letters = acronym.replace(".", "").lower()
    words = words_of(match["said"])
    for first in range(len(words)):
        initials = [word.low[0] for word in words[first:] if word.text[0].isupper()]
        if words[first].text[0].isupper() and "".join(initials) == letters:
            return match.start() + words[first].start, match.start() + words[-1].end
    return None


def _role_before(text: str, start: int) -> Offsets | None:
    """Give the role that stands directly before a name: "Pentagon spokesman" of Ann Lee."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    words = words_of(before["role"]) if before else []
    while words and words[-1].low in _MERE:
        words.pop()
    if before is None or not words or words[-1].low not in ROLES_BEFORE_NAMES:
        return None
    first = len(words) - 1
    while first and _describes(words[first - 1].low):
        first -= 1
    if first and words[first - 1].low == "to":  # to mock President Lee
        first = len(words) - 1
    elif first and words[first - 1].low in _LEADS:
        first -= 1
    offset = before.start("role")
    return offset + words[first].start, offset + words[-1].end


def _describes(word: str) -> bool:
    return word not in FUNCTION_WORDS | _VERBS and not is_past(word)
