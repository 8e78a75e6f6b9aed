"""The sort of thing that a question asks for: the bases of "Which bases were hit?"."""

from __future__ import annotations

from qa.english.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    is_plural,
    word_set,
    words_of,
)
from qa.questions.core import core_of

_SOME = word_set("all any each many most other several some such")
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FEW = 3  # words: "at least two"
_ASKING = word_set("name list give show enumerate mention me who which what are were whose")


def sort_asked(question: str) -> str:
    """Give the plural in lower case that says what is asked for; empty where none does.

    It is the last one before a verb or a preposition: of "Which military bases were hit?" it is
    `bases`.
    """
    noun = ""
    for word in words_of(core_of(question)):
        if word.low in _ASKING | DETERMINERS or (not noun and word.low in PREPOSITIONS):
            continue
        if word.low in FUNCTION_WORDS:
            break
        if is_plural(word.low):
            noun = word.low
        elif noun:
            break
    return noun


def names_sort(question: str, text: str, count: int) -> bool:
    """Whether a text says no more of a number of things than their sort: `two military bases`.

    It gives their number, with the sort or alone, or it has no word but the sort and such as stand
    in the question: `the bases`. Any other word may name them: `private schools`.
    """
    sort = sort_asked(question)
    head: list[str] = []
    for word in words_of(text):
        head.append(word.low)
        if word.low == sort:
            break
    numbers = {_small_number(word) for word in head} - {None}
    if numbers:
        return numbers == {count} and (head[-1] == sort or len(head) <= _FEW)
    known = _SOME | DETERMINERS | {word.low for word in words_of(question)} | {sort}
    return bool(sort) and head[-1:] == [sort] and known.issuperset(head)


def _small_number(word: str) -> int | None:
    if word == "both":
        return 2
    return _SMALL.index(word) if word in _SMALL else int(word) if word.isdecimal() else None
