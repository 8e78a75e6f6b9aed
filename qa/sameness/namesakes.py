"""Whether two names are of one bearer: other spellings, a surname for a full name, a list."""

from __future__ import annotations

from collections.abc import Sequence, Set

from qa.sameness.names import Name
from qa.sameness.people import given_names, is_introduced
from qa.sameness.verdict import Verdict

# Before a name they make another one of it: South Sudan, New Mexico, British Columbia.
_ELSEWHERE = frozenset(
    "british central east eastern equatorial great greater latin lower new north northeast "
    "northeastern northern northwest northwestern old papua south southeast southeastern southern "
    "southwest southwestern st upper west western".split()
)
_POLITE = frozenset("dr mr mrs ms sir".split())  # titles of people who may have others


def compare_names(ours: Sequence[Name], theirs: Sequence[Name], text: str, other: str) -> Verdict:
    """Judge two names, or lists of names, each read in an article with this text."""
    if len(ours) != len(theirs):
        return Verdict.DIFFERENT
    if len(ours) == 1:
        return _compare(ours[0], theirs[0], text, other)
    matches = [[_compare(one, two, text, other) is Verdict.SAME for two in theirs] for one in ours]
    paired = all(sum(match) == 1 for match in (*matches, *zip(*matches, strict=True)))
    return Verdict.SAME if paired else Verdict.DIFFERENT


def _compare(one: Name, two: Name, text: str, other: str) -> Verdict:
    if len(one.words) > len(two.words):
        return _compare(two, one, other, text)
    if one.place and two.place and one.place != two.place:
        return Verdict.DIFFERENT
    short, long = one.sounds, two.sounds
    if short == long:
        return Verdict.SAME if len(short) > 1 else _compare_titles({one.title, two.title} - {""})
    if _abbreviates(short, long):
        return Verdict.SAME
    extra = [word.folded for word in two.words[: -len(short)]]
    if long[-len(short) :] != short or not _ELSEWHERE.isdisjoint(extra):
        return Verdict.DIFFERENT
    same = extra in (["al"], ["el"]) or _is_called(one, two, text, other)
    return Verdict.SAME if same else Verdict.UNSURE


def _compare_titles(titles: Set[str]) -> Verdict:
    """Judge two of one surname by their titles: King Abdullah is not Prince Abdullah."""
    if len(titles) < 2:
        return Verdict.SAME
    polite = titles & _POLITE
    return Verdict.UNSURE if polite and polite != titles else Verdict.DIFFERENT


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether names differ in initials only: A. Voyevin, George W. Bush."""
    if len(short) < 2 or short[-1] != long[-1] or short[0][0] != long[0][0]:
        return False
    if len(short) == len(long):
        return _agree(short, long)
    between = long[1:-1]
    return len(short) == 2 and short[0] == long[0] and all(len(word) == 1 for word in between)


def _is_called(short: Name, long: Name, text: str, other: str) -> bool:
    """Whether an article means the bearer of a longer name by the end of it, as news does.

    It gives the whole name too, or nobody's; then it or the other article must say a title or a
    role of the bearer, for what ends alike need be no name of a person.
    """
    count = len(short.words)
    surname, ending, extra = short.ending(count), long.ending(count), long.sounds[:-count]
    given = given_names(text, surname)
    if not all(_agree(extra, names) for names in given or given_names(other, ending)):
        return False
    if given or surname.lower().startswith(("al-", "al ")):
        return True
    return is_introduced(text, surname) or (count > 1 and is_introduced(other, ending))


def _agree(extra: Sequence[str], given: Sequence[str]) -> bool:
    """Whether one of two runs of names ends in the other, initials for names allowed."""
    pairs = zip(reversed(extra), reversed(given), strict=False)
    return all(one == two or (1 in (len(one), len(two)) and one[0] == two[0]) for one, two in pairs)
