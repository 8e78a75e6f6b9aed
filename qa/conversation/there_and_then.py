"""`There`, `since then` and `that day`, put as the place or the time that they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.conversation.antecedents import Slot, antecedents_in
from qa.conversation.contexts import Context
from qa.english.words import put_in
from qa.questions.mentions import mentions_in
from qa.questions.sorts import Sort

_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwere )\bthere(?=\W*$| (?:on|at|when|with|by|alone|that)\b)"
    r"|(?<=\bwas )there(?= (?:first|then|alone|when)|\W*$)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?P<by>since|until|by|before|after) then\b"
    r"|\b(?:(?P<on>on|in|at|during|since|until|before|after) )?that(?: very| same)?"
    r" (?:day|night|evening|morning|afternoon|week|month|year|date|time)\b(?! that| when)",
    re.IGNORECASE,
)
_PREPOSED = re.compile(r"^(?:on|in|at|by|since|until|around|about)\b ", re.IGNORECASE)
_BARE = re.compile(r"(?:last|this|next|yesterday|today|tonight)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\D*\d{1,2}(?::\d\d)? ?[ap]\.?m", re.IGNORECASE)
_MONTH_OR_YEAR = re.compile(r"(?:[A-Za-z]+ )?\d{4}")


def replace_there_and_then(question: str, contexts: Sequence[Context]) -> str:
    """Put the last place spoken of for `there`, and the last turn's time for `that day`.

    What the question itself gives a place or a time for, and `then` alone, stay as they are.
    """
    there = _THERE.search(question)
    if there and not _names(question[: there.start()], Sort.PLACE):
        places = (words for context in contexts for words in antecedents_in(context, Slot.PLACE))
        question = put_in(question, there, next(places, there[0]))
    then = _THEN.search(question)
    time = next(antecedents_in(contexts[0], Slot.TIME), None) if then else None
    if then and time and not _names(question[: then.start()], Sort.TIME):
        question = put_in(question, then, _at_time(time, then["by"] or then["on"]))
    return question


def _names(text: str, sort: Sort) -> bool:
    return any(mention.sort is sort for mention in mentions_in(text))


def _at_time(time: str, before: str | None) -> str:
    """Put the preposition before a time that it needs, or the one given."""
    bare = _PREPOSED.sub("", time)
    if before:
        return f"{before} {bare}"
    if bare != time:
        return time[0].lower() + time[1:]
    if _BARE.match(bare):
        return bare
    by_form = "at" if _CLOCK.match(bare) else "in" if _MONTH_OR_YEAR.fullmatch(bare) else "on"
    return f"{by_form} {bare}"
