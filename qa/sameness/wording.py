"""The words of a quote without their dress: case, accents, punctuation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Not signs that belong to what they stand at: 10% is not 10, nor -5 the same as 5, nor £1 as $1.
_OPENING = "“”\"'‘’«»„([{…"
_CLOSING = "“”\"'‘’«»„)]}…,;:.!?"
_LEADING = re.compile(r"^(?:the|an?(?!\s+(?:few|little)\b))\s+")

_DOTTED = r"(?:[^\W\d_]\.)+[^\W\d_]\b\.?"  # U.S., p.m.
_JOINED = r"\w+(?:[.,'’/:]\w+)*"
_SIGNS = r"[^\w\s.,;:!?'\"“”‘’«»„(){}\[\]…—–/\\-]|(?<!\w)[−-](?=\d)"
_ABBREVIATION = re.compile(_DOTTED)
_WORD = re.compile(f"{_DOTTED}|{_JOINED}|{_SIGNS}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, as written and folded, with what stands between it and the one before."""

    start: int
    written: str
    folded: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.written[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it owns what follows."""
        return self.folded.endswith(("'s", "s'"))


def find_words(text: str) -> list[Word]:
    """Give the words of a text; those joined by a hyphen are several."""
    words, end = [], 0
    for match in _WORD.finditer(text):
        written = match[0]
        words.append(Word(match.start(), written, fold(written), text[end : match.start()]))
        end = match.end()
    return words


def fold(word: str) -> str:
    """Take case, accents and the dots of an abbreviation from a word."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.replace("’", "'"))
        word = "".join(sign for sign in word if not unicodedata.combining(sign))
    if "." in word and _ABBREVIATION.fullmatch(word):
        word = word.replace(".", "")
    return "and" if word == "&" else word.casefold()


def meaning(quote: str) -> str:
    """What two quotes must share to be one answer in so many words.

    Case, white space, a leading English article, and quotation marks and stops at the edges do not
    count; all else does, so "more than a dozen" is not "a dozen".
    """
    words = " ".join(quote.casefold().split())
    words = words.lstrip(_OPENING + " ").rstrip(_CLOSING + " ")
    return _LEADING.sub("", words)
