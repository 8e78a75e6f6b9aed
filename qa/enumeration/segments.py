"""Take a quote that says several things apart: at semicolons, or at commas and "and"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Offsets
from qa.english.countries import is_country
from qa.english.people import ROLES, TITLES
from qa.english.words import (
    AUXILIARIES,
    DETERMINERS,
    MONTHS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    WEEKDAYS,
    is_plural,
    words_of,
)

_SEMICOLON = re.compile(r"\s*;\s+(?:(?:and|or)\s+)?")
_COMMA = re.compile(
    r"\s*,\s+(?P<and>(?:and|or|as well as)\s+(?:also\s+)?)?|\s+(?:and|or|as well as)\s+"
)
_ENCLOSED = re.compile(r"“[^“”]*”|\([^()]*\)|\"[^\"]*\"")
_SENTENCE_END = re.compile(r"(\w+)[.!?]+[”\"]?\s+[A-Z“]|\n")
_HEADING = re.compile(r".*:\s+", re.DOTALL)
_RELATIVE = re.compile(r"(?:(?:of |in |to )?(?:which|who|whom|whose|where)|including)\b")
_CUT = re.compile(r",\s+(?:which|who|whom|whose|where)\b.*", re.DOTALL)
_CLAUSE = re.compile(r"\s(?:which|who|whom|whose|where|that)\b.*", re.DOTALL)
_LEAD = re.compile(r"(?:also|then|even|finally|to|at|in|on|by|from|with|for|of)\s+")
_EDGE = " \t\r\n,;:.“”\"'‘’"
_POINTING = frozenset("this that there then".split())
_SOME = frozenset("any all both each either every few many most no other several some".split())
_LONGEST = 25  # words of an item; more are a sentence
_SMALL = "zero one two three four five six seven eight nine ten".split()
_MOST = 60  # parts that are looked at


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    comma: bool  # before it
    joined: bool  # by "and" or "or" to what stands before


def split_span(text: str, start: int, end: int) -> tuple[tuple[Offsets, ...], bool] | None:
    """Give the items of `[start, end)` of a text, and whether they are surely several.

    None where the span is no list: one thing, a place in its country, a date, somebody and what he
    is, two verbs or adjectives joined by "and".
    """
    heading = _HEADING.match(text, start, end)
    start = heading.end() if heading else start
    if _ends_sentence(text[start:end]):
        return None
    segments = _cut(text, start, end, _SEMICOLON)
    parted = len(segments) > 1
    if not parted:
        segments = _parts_of_list(text, _cut(text, start, end, _COMMA))
    if not 2 <= len(segments) <= _MOST or not _is_parallel(text, segments):
        return None
    segments = _without_sort(text, segments)
    items = tuple(_trimmed(text, segment, segments) for segment in segments)
    if len(items) < 2 or any(not text[first:last] for first, last in items):
        return None
    return items, len(items) > 2 or parted or _is_sure(text, segments)


def _ends_sentence(span: str) -> bool:
    ends = (match[1] for match in _SENTENCE_END.finditer(span))
    return any(word is None or not (len(word) == 1 or word.lower() in TITLES) for word in ends)


def _cut(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[_Segment]:
    """Cut at separators that stand in no brackets or quotation and part no number or date."""
    enclosed = [match.span() for match in _ENCLOSED.finditer(text, start, end)]
    segments: list[_Segment] = []
    begin, comma, joined = start, False, False
    for match in separator.finditer(text, start, end):
        first, last = match.span()
        held = any(opens < first < closes for opens, closes in enclosed)
        if held or first <= begin or last >= end:
            continue
        if _in_number(text[begin:first], match[0], text[last:end]):
            continue
        segments.append(_Segment(begin, first, comma, joined))
        begin, comma, joined = last, "," in match[0], bool(re.search(r"\w", match[0]))
    return [*segments, _Segment(begin, end, comma, joined)]


def _in_number(before: str, between: str, after: str) -> bool:
    """Whether a number or a date goes on: "January 7, 2020", "two and a half"."""
    left, right = words_of(before)[-1:], words_of(after)[:2]
    if not left or not right:
        return True
    if right[0].low == "a" and right[1:] and right[1].low in NUMBERS:
        return True
    days = MONTHS | WEEKDAYS
    if between.strip() != "," and {left[0].low, right[0].low} <= days:
        return False
    measured = NUMBERS | days
    return all(word.low in measured or word.text[0].isdigit() for word in (left[0], right[0]))


def _parts_of_list(text: str, segments: Sequence[_Segment]) -> list[_Segment]:
    """Keep what is cut only where "and" leads to the last part; join what describes a part."""
    told = _with_descriptions(text, segments)
    if len(told) < 2 or not told[-1].joined:
        return []
    if sum(segment.joined for segment in told) == 1:
        return told
    if not any(segment.comma for segment in told):
        return []  # A and B and C: which two are one cannot be told
    joined: list[_Segment] = []  # Smith and Wesson, Colt and Ruger
    for number, segment in enumerate(told):
        if segment.joined and not segment.comma and number < len(told) - 1:
            joined.append(_run_together(joined.pop(), segment))
        else:
            joined.append(segment)
    return joined


def _run_together(one: _Segment, other: _Segment) -> _Segment:
    return _Segment(one.start, other.end, one.comma, one.joined)


def _with_descriptions(text: str, segments: Sequence[_Segment]) -> list[_Segment]:
    """Join names with who or what they are, clauses with what they are about, and countries.

    The part behind "and" shows the order: "and the mayor, Mina Tolley" has the name behind.
    """
    last = max((at for at, segment in enumerate(segments) if segment.joined), default=0)
    forward = last < len(segments) - 1 and _describes(text, segments[last])
    told: list[_Segment] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        behind = segments[at + 1] if at + 1 < len(segments) else None
        closed = behind is None or behind.comma
        said = text[segment.start : segment.end]
        if forward and behind and behind.comma and not behind.joined and _describes(text, segment):
            segment = _run_together(segment, behind)
            at += 1
        elif (
            told
            and segment.comma
            and not segment.joined
            and closed
            and _belongs(text, told[-1], said)
        ):
            segment = _run_together(told.pop(), segment)
        told.append(segment)
        at += 1
    return told


def _belongs(text: str, before: _Segment, said: str) -> bool:
    """Whether what stands between commas tells of what stands before, and is nothing by itself."""
    if _RELATIVE.match(said):
        return True
    thing = text[before.start : before.end]
    if is_country(said):
        return thing[-1:].isalpha() and thing[:1].isupper() and not is_country(thing)
    words = words_of(said)
    named = words_of(thing)
    lead = words[0].low if words else ""
    is_named = bool(named) and named[-1].text[0].isupper()
    return is_named and lead not in POSSESSIVES and _is_role(said)


def _describes(text: str, segment: _Segment) -> bool:
    """Whether a part is "the pastor of St Barbara's", before a name: no name, one of its sort."""
    head = _head(text[segment.start : segment.end])
    return bool(head) and head[0].lower() in DETERMINERS and head[-1].islower()


def _is_role(said: str) -> bool:
    head = _head(said)
    if not head or head[-1] not in ROLES:
        return False
    return head[0] in DETERMINERS or all(word.islower() for word in head)


def _head(said: str) -> list[str]:
    """Give the words of a part before its first preposition."""
    head: list[str] = []
    for word in words_of(said):
        if head and word.low in PREPOSITIONS:
            break
        head.append(word.text)
    return head


def _is_parallel(text: str, segments: Sequence[_Segment]) -> bool:
    """Whether all parts are things, or all are led by a preposition."""
    if any(_is_clause(text[s.start : s.end]) for s in segments):
        return False
    leads = [_lead(text[segment.start : segment.end]) for segment in segments]
    if leads[0] == "other":  # the reader leaves out the article of a first thing
        before = words_of(text[max(0, segments[0].start - 20) : segments[0].start])
        led = bool(before) and before[-1].low in DETERMINERS | NUMBERS | _SOME - _POINTING
        leads[0] = "thing" if led or leads[1] == "place" else "other"
    places = all(lead == "place" for lead in leads[1:])
    return all(lead == "thing" for lead in leads) or places


def _lead(said: str) -> str:
    """Tell by its first words whether a part is a thing, or stands behind a preposition."""
    words = words_of(said)[:4]
    if not words:
        return "other"
    first = words[0]
    if first.low in PREPOSITIONS:
        return "place"
    if first.low in _POINTING | PRONOUNS | QUESTION_WORDS:
        return "other"
    if first.low in DETERMINERS | NUMBERS | _SOME or not first.text[0].islower():
        return "thing"
    for word in words:
        if word.low in PREPOSITIONS:
            break
        if is_plural(word.low):
            return "thing"
    return "other"


def _is_clause(said: str) -> bool:
    words = words_of(_CLAUSE.sub("", said))
    return len(words) > _LONGEST or any(word.low in AUXILIARIES for word in words)


def _without_sort(text: str, segments: Sequence[_Segment]) -> list[_Segment]:
    """Drop a first part that only says what follows: "Two tugs, the Bulwark and …"."""
    first, *rest = segments
    words = _head(text[first.start : first.end])
    named = all(_name_at_end(text[segment.start : segment.end]) for segment in rest)
    counted = bool(words) and words[0].lower() in _SMALL[len(rest) : len(rest) + 1]
    sort = counted or (bool(words) and is_plural(words[-1]))
    return rest if sort and named and len(rest) > 1 and rest[0].comma else list(segments)


def _name_at_end(said: str) -> bool:
    head = _head(said)
    return bool(head) and head[-1].rpartition("-")[2][:1].isupper()


def _trimmed(text: str, segment: _Segment, segments: Sequence[_Segment]) -> Offsets:
    """Give the place of an item without relative clause, leading preposition and marks."""
    start, end = segment.start, segment.end
    clause = _CUT.search(text, start, end)
    end = clause.start() if clause else end
    led = [_LEAD.match(text, other.start, other.end) for other in segments]
    own = _LEAD.match(text, start, end)
    if own and not all(led):
        start = own.end()
    while start < end and text[start] in _EDGE and text[start] != "“":
        start += 1
    while end > start and text[end - 1] in _EDGE and text[end - 1] not in ".”":
        end -= 1
    return start, end


def _is_sure(text: str, pair: Sequence[_Segment]) -> bool:
    """Whether two parts are two things: not "Smith and Wesson", "law and order"."""
    first, second = (words_of(text[segment.start : segment.end]) for segment in pair)
    led = (
        second[0].low in DETERMINERS | NUMBERS | _SOME | PREPOSITIONS or second[0].text[0].isdigit()
    )
    plural = all(words[-1].text.islower() and is_plural(words[-1].low) for words in (first, second))
    inner = any(word.low in {"of", "for"} for word in first)
    full = all(len(words) > 1 and words[-1].text[0].isupper() for words in (first, second))
    return led or pair[1].comma or plural or (full and not inner)
