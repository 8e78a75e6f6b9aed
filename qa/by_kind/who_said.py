"""Who said these words: a question with a quotation in it, answered by who the articles say spoke.

No reader is needed: the words are found in the articles, and the rules of `qa.speech` tell whose
they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from index import Hit, Passage
from index.articles import Offsets
from qa.english.saying import CLAIMING, REPLYING, SAYING, is_form_of
from qa.log_odds import log_odds_of
from qa.questions.core import without_greeting
from qa.spans import Span
from qa.speech import Speaker, speaker_of

# Measured on the 68 quotations of eval/gold/attribution.jsonl: of 40 speakers given all are right,
# which by the rule of succession (Laplace) is 41 in 42. The rules were written with them in view.
CONFIDENCE = 0.97
_LOG_ODDS = log_odds_of(CONFIDENCE)

_TO_SAY = SAYING | REPLYING | CLAIMING | {"ask", "quote"}
_VERB = r"(?:told (?:\w+ ){0,3}?\w+|(?P<verb>\w+))"  # told the BBC
_ASKING = re.compile(
    rf"(?:who|which(?: \w+){{1,3}}?)(?: (?:has|had|ever|once|first|else|was it that|is it that"
    rf"|(?:is|was) (?:being )?quoted as))*? {_VERB}(?: that)?"
    r"|whose (?:words|quote|quotation|tweet|statement|phrase|line)s?(?: (?:is|are|was|were))?"
    r"(?: th(?:is|ese|at))?"
    r"|(?:by )?whom (?:was|were)(?: th(?:is|ese) (?:words|line|sentence))?",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(
    rf"(?:was |is )?(?:who {_VERB}(?: (?:that|this|it|so))?|(?:was |were )?said by whom"
    r"|whose (?:words|quote) (?:is|are|was|were) (?:that|this|these|those))",
    re.IGNORECASE,
)
_UNMARKED = re.compile(r"who (?:said|says|claim(?:s|ed)|stated)(?: that)?(?=[ :,]) ?", re.I)
_FEWEST_UNMARKED = 4  # words that an article has alike by no chance
_OPENING = re.compile(r"(?:(?<=\s)|^)[“\"„«‘'](?=\S)")
_CLOSING = re.compile(r"[”\"“»’'](?!\w)")
_AROUND = " \t\n,.:;—–-?!"
_WITH = re.compile(r"(?:on|in|at|during|after|before|about|of|to|by|from|and when)\b", re.I)
_WORD = re.compile(r"\w+")
_MOST_PLACES = 20  # of the words in one article: bounds the time
_ARTICLES_KEPT = 16  # the hits of a question or two
_LONGEST = 80  # words looked at one by one


def who_said(question: str, hits: Sequence[Hit]) -> list[Span]:
    """Give the names of those who say what a question quotes, one for each article of these hits.

    The words must stand in the article one after the other; signs between them do not count, nor
    does case. `score` and `reading` of a span are `_LOG_ODDS`. Nothing for any other question, and
    where no article tells the speaker.
    """
    words = quoted_in(question)
    if not words:
        return []
    of_article: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.rank):
        of_article.setdefault(hit.passage.article.id, []).append(hit)
    spans = []
    for best, *others in of_article.values():
        speaker = _speaker_in(best.passage.article.text, words)
        if speaker:
            holding = (hit for hit in (best, *others) if _holds(hit.passage, speaker))
            hit = next(holding, best)
            spans.append(Span(hit, speaker.start, speaker.end, _LOG_ODDS, _LOG_ODDS))
    return spans


def quoted_in(question: str) -> str:
    """Give the words that a question asks the speaker of; empty for any other question."""
    asked = without_greeting(" ".join(question.split()))
    opening = _OPENING.search(asked)
    if opening is None:
        unmarked = _UNMARKED.match(asked)
        words = asked[unmarked.end() :] if unmarked else ""
        return words if len(_WORD.findall(words)) >= _FEWEST_UNMARKED else ""
    before, rest = asked[: opening.start()].strip(_AROUND), asked[opening.end() :]
    ends = [match for match in _CLOSING.finditer(rest) if match.start()]
    inside = rest[: ends[-1].start()] if ends else rest
    behind = rest[ends[-1].end() :].strip(_AROUND) if ends else ""
    if not before:
        return inside if _asks_who_said(_ASKED_BEHIND, behind) else ""
    told = not behind or behind in {"said", "spoken", "written"} or _WITH.match(behind)
    return inside if told and _asks_who_said(_ASKING, before) else ""


def _asks_who_said(form: re.Pattern[str], words: str) -> bool:
    asked = form.fullmatch(words)
    return asked is not None and (not asked["verb"] or is_form_of(_TO_SAY, asked["verb"]))


def _holds(passage: Passage, speaker: Speaker) -> bool:
    return passage.start <= speaker.start and speaker.end <= passage.end


def _speaker_in(text: str, words: str) -> Speaker | None:
    """Give the one who says words in an article; None where it is nobody, or several."""
    speakers = {
        (speaker.start, speaker.end): speaker
        for place in _places(text, words)
        if (speaker := _speaker_at(text, *place))
    }
    return next(iter(speakers.values())) if len(speakers) == 1 else None


def _speaker_at(text: str, start: int, end: int) -> Speaker | None:
    """Give who says a stretch or, where it takes in who says so, most of its words."""
    whole = speaker_of(text, start, end)
    if whole:
        return whole
    words = [match.span() for match in _WORD.finditer(text, start, end)][:_LONGEST]
    said = Counter(speaker for word in words if (speaker := speaker_of(text, *word)))
    if len(said) != 1:
        return None
    ((speaker, times),) = said.items()
    return speaker if 2 * times > len(words) else None


def _places(text: str, words: str) -> Iterator[Offsets]:
    """Find words in a text, whatever stands between them and whatever their case."""
    known = [word.lower() for word in _WORD.findall(words)]
    if not known:
        return
    folded = _fold(text)
    sought, at = f" {' '.join(known)} ", 0
    for _ in range(_MOST_PLACES):
        at = folded.words.find(sought, at)
        if at < 0:
            return
        first = bisect_left(folded.at, at)
        yield folded.places[first][0], folded.places[first + len(known) - 1][1]
        at += 1


class _Folded(NamedTuple):
    """The words of a text in small letters, each between spaces."""

    words: str
    at: Sequence[int]  # where each begins there: its space
    places: Sequence[Offsets]  # where each stands in the text


@lru_cache(maxsize=_ARTICLES_KEPT)
def _fold(text: str) -> _Folded:
    found = [(match[0].lower(), match.span()) for match in _WORD.finditer(text)]
    at = accumulate((1 + len(word) for word, _ in found), initial=0)
    return _Folded(
        " ".join(["", *(word for word, _ in found), ""]),
        list(at)[:-1],
        [place for _, place in found],
    )
