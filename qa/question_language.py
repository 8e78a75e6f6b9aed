"""The language of a question: in doubt it is the reader's, for most questions are."""

from __future__ import annotations

import re
import unicodedata

from index.language_detection import ENGLISH, guess_language
from index.run_on_scripts import RUN_ON

UNTOLD = "und"  # surely not English, and no one language is likely: the code of ISO 639 for that

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUESTION_MARK = re.compile(r"[?？؟¿;՞]\W*$")  # a Greek one looks like a semicolon
# Words that hardly stand in a question of another language: "was", "die" and "in" are German too.
_ENGLISH_WORDS = frozenset(
    "who whom whose what which when where why how the did does doesn't didn't were with from this "
    "that these those there their about you your whether according mentioned".split()
)
_LIKELY, _SURE = 0.5, 0.8  # probabilities; keywords without a question mark need the second
_FEWEST_LETTERS, _FEWEST_WORDS, _FEWEST_SMALL = 8, 3, 2


def foreign_language(question: str) -> str:
    """Give the code of the language of a question that is surely not in English.

    It is `UNTOLD` where only that is sure; empty where the question is in English or in doubt, as
    names, keywords and questions of a word or two are.
    """
    words = _WORD.findall(question)
    if _ENGLISH_WORDS & {word.lower() for word in words}:
        return ""
    letters = "".join(words)
    if not letters or _latin(letters) >= 0.5:
        return _of_latin(question, words)
    asked = _QUESTION_MARK.search(question) is not None
    signs = len(RUN_ON.findall(question))  # each says more than a letter, and none parts words
    enough = len(letters) + signs >= _FEWEST_LETTERS
    if not enough or not (asked or signs >= _FEWEST_LETTERS or len(words) >= _FEWEST_WORDS):
        return ""
    code, probability = guess_language(question)
    return code if code != ENGLISH and probability >= _LIKELY else UNTOLD


def _of_latin(question: str, words: list[str]) -> str:
    """Tell by the model alone; names, which may be of any language, are mostly in capitals."""
    small = sum(word[0].islower() for word in words)
    if len(words) < _FEWEST_WORDS or small < _FEWEST_SMALL:
        return ""
    code, probability = guess_language(question)
    needed = _LIKELY if _QUESTION_MARK.search(question) else _SURE
    return code if code != ENGLISH and probability >= needed else ""


def _latin(letters: str) -> float:
    """The share of letters that are of the Latin script."""
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin / len(letters)
