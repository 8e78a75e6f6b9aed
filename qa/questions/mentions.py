"""What a question or an answer speaks of: people, places, bodies, things and times, as worded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from qa.english.names import JOINING
from qa.english.verbs import is_base, is_past
from qa.english.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    MONTHS,
    NUMBERS,
    WEEKDAYS,
    Word,
    is_plural,
    words_of,
)
from qa.questions.sorts import (
    COUNTRIES_AND_CAPITALS,
    NAMING_NOUNS,
    Sort,
    is_full_name,
    sort_of_name,
    sort_of_noun,
)

_ARABIC = re.compile(r"(?:al|el|ad|as|ul|an)-[A-Z]")
_LABEL = re.compile(r"[A-Z]|\d{1,3}")  # furnace A, Gate 3
_AND = re.compile(r",? (?:and|&|as well as) (?:the )?")
_OWNED = re.compile(r"['’]s$|(?<=s)['’]$")

_MONTH = "|".join(sorted(MONTHS - {"may", "march", "mar"}))
_PART = "morning|afternoon|evening|night|week|month|year|summer|winter|spring|autumn|fall"
_TIME = re.compile(
    r"\b(?:(?:early|late|last|this|next|that) )*"
    rf"(?:(?:(?:{'|'.join(sorted(WEEKDAYS))})s?|(?:{_MONTH})\b\.?(?: \d{{1,2}}\b)?(?:,? \d{{4}})?"
    r"|(?:May|March) \d+(?:,? \d{4})?|(?:1[0-9]|20)\d\d"
    rf"|\d{{1,2}} (?:{_MONTH}|May|March)\b(?: \d{{4}})?)\b(?:,? (?:{_PART}|\d{{4}})\b)?"
    rf"|(?:last|this|next|that) (?:{_PART}|day|weekend)\b|yesterday|today|tonight|tomorrow"
    r"|the (?:day|week|month|year) (?:before|after)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that speak of something: `[start, end)` of it, without a final `’s`."""

    text: str
    start: int
    end: int
    sort: Sort
    plural: bool = False

    @property
    def head(self) -> str:
        """The noun that the rest belongs to, in lower case: `loan` of `the bank loan of May`."""
        words = [word.low for word in words_of(self.text.split(" of ")[0])]
        return words[-2] if len(words) > 1 and _LABEL.fullmatch(words[-1].upper()) else words[-1]

    @property
    def is_group(self) -> bool:
        """Whether it is several people, or a body or a country, which news writes of as `they`."""
        return self.plural or self.sort is Sort.BODY or self.head in COUNTRIES_AND_CAPITALS

    @property
    def is_named(self) -> bool:
        """Whether there is a name in it."""
        return self.text != self.text.lower()


def mentions_in(text: str, capitals: Collection[str] = ()) -> list[Mention]:
    """Find what a text speaks of, in its order; last come names in a row, as one mention.

    `capitals` are words in lower case that are known to be names: what people type in small letters
    would hide them.
    """
    times = [Mention(match[0], *match.span(), Sort.TIME) for match in _TIME.finditer(text)]
    reading = _Reading(text.lower() if text.isupper() else text, capitals)
    found = {mention for chunk in reading.chunks(times) for mention in reading.mentions(chunk)}
    ordered = sorted({*found, *times}, key=lambda mention: (mention.start, -mention.end))
    return [*ordered, *_rows(text, ordered)]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, cut into chunks: words in a row that can name one thing, `of` and `the` included."""

    text: str
    capitals: Collection[str]

    def chunks(self, times: Sequence[Mention]) -> Iterator[list[Word]]:
        words = [
            word
            for word in words_of(self.text)
            if not any(time.start <= word.start < time.end for time in times)
        ]
        if len(words) > 1 and is_base(words[0].low) and words[1].text[0].islower():
            words = words[words[0].text[0].isupper() :]  # "Tell me"
        chunk: list[Word] = []
        for word, following in zip_longest(words, words[1:]):
            apart = chunk and self.text[chunk[-1].end : word.start].strip(' "“”‘')
            if apart or (self._ends(chunk, word) and not _joins(chunk, word, following)):
                yield chunk
                chunk = []
            determines = word.low in DETERMINERS and word.low != "that"
            if chunk or determines or not self._ends([], word):
                chunk.append(word)
        yield chunk

    def _ends(self, chunk: Sequence[Word], word: Word) -> bool:
        """Whether a word cannot be part of a chunk."""
        named = word.text.isupper() and (len(word.text) > 1 or bool(chunk))  # US, furnace A
        if word.low in FUNCTION_WORDS:
            return not named
        if self._is_name(word) or (chunk and chunk[-1].low in DETERMINERS):
            return False
        names = all(self._is_name(other) or other.low in DETERMINERS for other in chunk)
        verb = is_past(word.low) or word.low.endswith(("ing", "ly"))
        return word.low not in NAMING_NOUNS and (verb or (names and is_base(word.low)))

    def _is_name(self, word: Word) -> bool:
        written = word.text[0].isupper() or _ARABIC.match(word.text)
        return bool(written) or word.low.removesuffix("'s") in self.capitals

    def mentions(self, chunk: Sequence[Word]) -> Iterator[Mention]:
        """Give the mentions of a chunk: the whole, its owners, and what stands behind its `of`."""
        if chunk and chunk[-1].low in JOINING:
            chunk = chunk[:-1]
        content = [word for word in chunk if word.low not in DETERMINERS]
        if not any(word.low[0].isalpha() and word.low not in NUMBERS for word in content):
            return
        for place, word in enumerate(chunk[:-1]):
            if _OWNED.search(word.text):
                ofs = [i for i, before in enumerate(chunk[:place]) if before.low == "of"]
                yield from self.mentions(chunk[max(ofs, default=-1) + 1 : place + 1])
        words = self._without_marks(chunk)
        of = next((i for i, word in enumerate(words) if word.low == "of"), len(words))
        if self._is_name(words[-1]) and (of == len(words) or self._is_name(content[0])):
            yield self._name(words)
            return
        yield from self.mentions(words[of + 1 :])
        head = words[of - 1].low.split()[0]
        bare = len(chunk) == 1 and chunk[0].start > 0
        if of and (not bare or is_plural(head)):
            start, end = words[0].start, words[-1].end
            text = self.text[start:end]
            yield Mention(text, start, end, sort_of_noun(head), is_plural(head))

    def _without_marks(self, chunk: Sequence[Word]) -> list[Word]:
        """A chunk without a final `’s`, and with a label as part of its noun."""
        *words, last = chunk
        start, end = last.start, last.start + len(_OWNED.sub("", last.text))
        if words and _LABEL.fullmatch(self.text[start:end]):
            start = words.pop().start
        return [*words, Word(self.text[start:end], start, end)]

    def _name(self, words: Sequence[Word]) -> Mention:
        """The name at the end of a chunk, with its `the` when nothing stands between."""
        first = len(words)
        while first and (self._is_name(words[first - 1]) or words[first - 1].low in JOINING):
            first -= 1
        while words[first].text in JOINING:
            first += 1
        determined = first == 1 and words[0].low == "the"
        start, end = words[0 if determined else first].start, words[-1].end
        before = words_of(self.text[:start])[-1:]
        sort = sort_of_name(words[first:], before[0].low if before else "", determined=determined)
        return Mention(
            self.text[start:end], start, end, sort, determined and is_plural(words[-1].low)
        )


def _joins(chunk: Sequence[Word], word: Word, following: Word | None) -> bool:
    """Whether an `of` goes on with a noun, or a small word with a name."""
    if not chunk or not following:
        return False
    if word.low == "of" or (word.low in DETERMINERS and chunk[-1].low == "of"):
        return chunk[-1].low not in DETERMINERS and not is_full_name(chunk)
    return word.low in JOINING and chunk[-1].text[0].isupper() and following.text[0].isupper()


def _rows(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Join mentions that stand in a row with commas and an `and`."""
    row: list[Mention] = []
    for mention in [*found, None]:
        if mention and row and row[-1].start <= mention.start < row[-1].end:
            continue
        link = text[row[-1].end : mention.start] if mention and row else ""
        if link != ", " and not _AND.fullmatch(link):
            if any(_AND.fullmatch(text[a.end : b.start]) for a, b in pairwise(row)):
                start, end = row[0].start, row[-1].end
                yield Mention(text[start:end], start, end, row[0].sort, plural=True)
            row = []
        if mention and mention.sort is not Sort.TIME:
            row.append(mention)
