"""Who is named in news: people by name, bodies and other speakers by what they are called.

Names are told by their capitals and by the company they keep: titles, roles, a full name elsewhere
in the article. What reads as neither a person nor a body is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.articles import Offsets
from qa.speech.shapes import Shape

# Patterns of the kinds of words, see `qa.speech.shapes`.
_RUN = r"[CTB](?:R{0,2}[CTB]){0,9}"
_LONG_RUN = rf"{_RUN}(?:oD?{_RUN}){{0,2}}"  # Secretary of State Mike Pompeo
_ITEM = r"[CTBLHq]’?"
_DETERMINER = r"D(?:oD)?"  # the, one of the
_NAMED = rf"(?:{_DETERMINER})?(?:{_ITEM}){{0,8}}?{_LONG_RUN}(?!’)"
_HEADED = rf"(?:{_DETERMINER})?(?:{_ITEM}){{0,6}}?H"
_GROUP = rf"{_HEADED}(?:[of]D?(?:{_ITEM}){{0,6}}?(?:[LH]|{_LONG_RUN}))?(?!’)"
_ROLE = rf"(?:{_GROUP}|{_DETERMINER}(?:{_ITEM}){{0,6}}?[LH])"
_INTRODUCED = rf"{_ROLE},{_NAMED}"  # a foundry worker, Ole Brandis
SUBJECT = rf"(?:E|{_INTRODUCED}|{_NAMED}|{_GROUP})"  # whoever can say something

_LONGEST_LEAD = 20  # words before a name that may tell its part in the sentence
_LONGEST_NAME = 6  # words; what has more is a body
_PLACED = frozenset("in at from near across into outside inside around the The".split())
_DOCUMENTS = frozenset("statement report letter".split())
_UNNAMED = frozenset("a an one another A An One Another".split())
_OF_MEN = r"Mr|Sir|Lord|King|Prince|(?:[Ss]pokes|[Cc]hair|[Cc]ongress)man"
_OF_WOMEN = r"Mrs|Ms|Miss|Lady|Dame|Queen|Princess|(?:[Ss]pokes|[Cc]hair|[Cc]ongress)woman"
_NAMES = re.compile(_LONG_RUN)
_LAST_NAME = re.compile(rf"(?<![CTBR]){_LONG_RUN}\Z")
_WHOLE_GROUP = re.compile(_GROUP)
_WRITTEN_BY = re.compile(rf"Hf(?={_NAMED}\Z)")
_CALLED = re.compile(r"D?(?:[CTB]+’)?\Z")
_LED_TO = re.compile(rf"(?:^|[.¶])(?:{_ROLE},)?\Z")  # Her brother, Osbert Crail, came in.
_NAMED_AFTER = re.compile(rf"(?:V(?:{_ROLE},)?|A2)\Z")  # said its spokesman, Bo Ek
_OF_BEING = frozenset("is was stood sat".split())  # Beside her stood Bo Ek.
_INTRODUCTION = re.compile(rf"(?<!,)D(?:{_ITEM}){{0,6}}?H(?![CTB’])")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named by the words `[first, last)`.

    A `subject` begins its sentence, alone or behind a role, or is whom the verb before speaks of.
    """

    first: int
    last: int
    surname: str
    subject: bool


def name_of(shape: Shape, first: int, last: int) -> Offsets | None:
    """Narrow the words of a `SUBJECT` to its name: no titles, no roles; of a group, all words."""
    author = _WRITTEN_BY.search(shape.kinds, first, last)
    written = author and shape.word(author.start()) in _DOCUMENTS
    if not written and _WHOLE_GROUP.fullmatch(shape.kinds, first, last):
        return first, last
    run = _LAST_NAME.search(shape.kinds, author.end() if author and written else first, last)
    if run is None:
        return None
    called = _CALLED.search(shape.kinds, first, run.start())
    start = called.start() if called else run.start()
    the = shape.word(start) in {"the", "The"}
    if shape.kinds[start] == "D" and not the:
        start += 1
    name = _without_titles(shape, *run.span())
    if set(shape.kinds[slice(*run.span())]) == {"T"}:
        return first, last  # the fair’s President
    return name if name and not (the and name[0] == run.start()) else (start, last)


def full_names(shape: Shape) -> dict[str, Offsets | None]:
    """Map surnames to the words of the full name of a person that first ends in them.

    None where several people's do, or where the surname stands alone before: news gives the full
    name at the first mention, so one that comes later may be somebody else's.
    """
    found: dict[str, Offsets | None] = {}
    alone: set[str] = set()
    for run in _NAMES.finditer(shape.kinds):
        name = _without_titles(shape, *run.span())
        surname = shape.word(name[1] - 1 if name else run.end() - 1)
        if name is None or name[1] - name[0] == 1:
            alone.add(surname)
        elif not _placed(shape, name[0]):
            earlier = found.setdefault(surname, None if surname in alone else name)
            if earlier and shape.word(earlier[0]) != shape.word(name[0]):
                found[surname] = None
    return found


def people_in(
    shape: Shape, first: int, last: int, known: Mapping[str, Offsets | None]
) -> Iterator[Person]:
    """Find the people named by words of a stretch; a surname alone counts where it is `known`."""
    for run in _NAMES.finditer(shape.kinds, first, last):
        name = _without_titles(shape, *run.span())
        if name is None:
            continue
        titled, surname = name[0] > run.start(), shape.word(name[1] - 1)
        alone = name[1] - name[0] == 1
        if titled or (surname in known if alone else not _placed(shape, name[0])):
            subject = shape.kinds[name[1]] != "’" and _is_subject(shape, *run.span())
            yield Person(*name, surname, subject)


def _is_subject(shape: Shape, first: int, last: int) -> bool:
    """Tell whether a sentence is about the one whom a run of capitals names."""
    start = max(0, first - _LONGEST_LEAD)
    if _LED_TO.search(shape.kinds, start, first) or _NAMED_AFTER.search(shape.kinds, start, first):
        return True
    known = shape.kinds[last : last + 2] == ",w"  # Bo Ek, who
    return known or (first > 0 and shape.word(first - 1) in _OF_BEING)


def introduces_someone(shape: Shape, first: int, last: int) -> bool:
    """Tell whether a stretch brings in somebody without a name: "a spokesman", "one official"."""
    found = _INTRODUCTION.finditer(shape.kinds, first, last)
    return any(shape.word(match.start()) in _UNNAMED for match in found)


def fits(shape: Shape, surname: str, pronoun: str) -> bool:
    """Tell whether no title of a person speaks against a pronoun: Ms Lee is not meant by "he"."""
    others = _OF_WOMEN if pronoun.lower() == "he" else _OF_MEN
    titled = rf"\b(?:{others})\b\.? (?:\w+\.? ){{0,2}}{re.escape(surname)}\b"
    return re.search(titled, shape.text) is None


def _without_titles(shape: Shape, first: int, last: int) -> Offsets | None:
    """Give the words of a run of capitals that are a person's name; None where it names a body."""
    kinds = shape.kinds[first:last]
    head = kinds.split("o")[0]
    if "T" not in head and "B" not in head:  # Jorun Pell of the United Metalworkers
        return (first, first + len(head)) if len(head) <= _LONGEST_NAME else None
    title = max(kinds.rfind("T"), kinds.rfind("B"))
    name = kinds[title + 1 :].split("o")[0]
    if not 0 < len(name) <= _LONGEST_NAME or "T" not in kinds:
        return None
    return first + title + 1, first + title + 1 + len(name)


def _placed(shape: Shape, number: int) -> bool:
    """Tell whether the word before a name makes a place or a body of it."""
    return number > 0 and shape.word(number - 1) in _PLACED
