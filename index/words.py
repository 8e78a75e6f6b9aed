"""Words of a question that stand in no article, and what may have been meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from index.catalog import Catalog
from index.inflection import other_forms
from index.lexical import LexicalIndex, folded
from index.passages import Passage
from index.run_on_scripts import RUN_ON

_PART = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_PIECES = [_PART, re.compile(r"[^\W\d_]+|\d[^\W_]*"), re.compile(r"[^\W\d_]+|\d+")]
_LONGEST_ACRONYM = 5  # letters
_SHORTEST, _MIDDLING, _LONG, _LONGEST = 4, 6, 8, 40  # letters of a word to find a spelling for
_MOST_SUGGESTIONS = 8  # for one question; each costs a search
_NEIGHBOURS = 8  # passages looked through for a spelling

# What is left of "didn't" and the like; function words; forms of address; what people say around a
# question.
_WITHOUT_CONTENT = frozenset(
    """
    ain aren couldn didn doesn don hadn hasn haven isn ll mightn mustn needn re shan shouldn ve wasn
    weren won wouldn
    a an the this that these those such same other another each every either neither both all any
    some no none not only own more most much many few less least several enough very too so quite
    just also even ever never still yet already again once here there now then else rather instead
    away together often usually always sometimes maybe perhaps ago soon about above across after
    against along amid among around as at before behind below beneath beside besides between beyond
    by concerning despite down during except for from in inside into like near of off on onto out
    outside over per regarding since through throughout till to toward towards under until unto up
    upon via with within without and but or nor if unless because although though while whereas
    whether than i me my mine
    myself we us our ours ourselves you your yours yourself yourselves he him his himself she her
    hers herself it its itself they them their theirs themselves one ones anyone anybody anything
    everyone everybody everything someone somebody something nobody nothing somewhere anywhere
    everywhere nowhere who whom whose which what when where why how whoever whomever whichever
    whatever whenever wherever am is are was were be been being have has had having do does did
    doing done can could may might must shall should will would ought need
    mr mrs ms dr hello hi hey please thanks thank ok okay yes
    according answer article articles ask call called describe describes described exact exactly
    explain explains give gives happen happened happening happens list mean means mention mentioned
    mentions kind name named names passage piece question report reports say saying says said sort
    state stated stories story tell tells text told type
    """.split()
)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of a question, as it is written there, that stands in no article.

    `suggestion` is a word of the articles that is spelled nearly so, as they write it; None where
    there is none.
    """

    text: str
    suggestion: str | None


def find_unknown_words(question: str, catalog: Catalog, lexical: LexicalIndex) -> list[UnknownWord]:
    """Name the content words that no article has, each once, in their order.

    The first eight get a suggestion, where there is one. A name with a number in it ("Fateh-110")
    is one word, and gets none: the next number is another thing. Words of scripts that put no space
    between them are not told, and so never named.
    """
    unknown: dict[str, UnknownWord] = {}
    suggestions = 0
    for word in _content_words(unicodedata.normalize("NFC", question)):
        if word.casefold() in unknown or _is_known(word, lexical):
            continue
        suggestion = None
        if word.isalpha() and suggestions < _MOST_SUGGESTIONS:
            suggestion = _suggestion(word, catalog, lexical)
            suggestions += 1
        unknown[word.casefold()] = UnknownWord(word, suggestion)
    return list(unknown.values())


def _content_words(question: str) -> Iterator[str]:
    for compound in _COMPOUND.findall(question):
        if compound[0].isalpha() and any(c.isdigit() for c in compound):
            yield compound
            continue
        for part in _PART.findall(compound):
            short = len(part) < (3 if part.islower() else 2)
            told = part.isalpha() and not short and not RUN_ON.search(part)
            if told and part.lower() not in _WITHOUT_CONTENT:
                yield part


def _is_known(word: str, lexical: LexicalIndex) -> bool:
    if not word.isalpha():  # an article may write F-16C, F16C or F 16C
        spellings = [pieces.findall(word) for pieces in _PIECES]
        spellings.append(["".join(_PART.findall(word))])
        return any(all(map(lexical.holds, parts)) for parts in spellings)
    if lexical.holds(word) or any(map(lexical.holds, other_forms(word))):
        return True
    # An article may write U.K., whose letters are words of their own to the index.
    return word.isupper() and len(word) <= _LONGEST_ACRONYM and all(map(lexical.holds, word))


def _suggestion(word: str, catalog: Catalog, lexical: LexicalIndex) -> str | None:
    """Give the nearest word of the articles; among equals, one that begins alike and is frequent.

    A long word may be two edits away, others one: short words are too near to each other.
    """
    key = folded(word)
    if not _SHORTEST <= len(key) <= _LONGEST:
        return None
    for edits in (1, 2) if len(key) >= _LONG else (1,):
        passages = catalog.passages_by_id(lexical.near(word, edits, _NEIGHBOURS))
        near = Counter(
            other
            for other in _words_of(passages)
            if abs(len(other) - len(key)) <= edits
            and OSA.distance(key, folded(other), score_cutoff=edits) <= edits
        )
        likely = [other for other in near if _may_be_meant(key, other, near)]
        if likely:
            return min(likely, key=lambda other: (folded(other)[0] != key[0], -near[other], other))
    return None


def _words_of(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        text = f"{passage.article.heading}\n{passage.article.author}\n{passage.text}"
        yield from _PART.findall(unicodedata.normalize("NFC", text))


def _may_be_meant(key: str, other: str, near: Container[str]) -> bool:
    """Whether a near word is a name, or no short one: "cost" is no slip of "most"."""
    if other.lower() in _WITHOUT_CONTENT:
        return False
    is_name = other[0].isupper() and other.lower() not in near
    return is_name or (len(key) >= _MIDDLING and folded(other)[0] == key[0])
