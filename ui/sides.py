"""What every face says where sources differ: the sides in order of time, the latest marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa import Alternative, Answer, Citation, Cited


@dataclass(frozen=True, slots=True)
class Side:
    """What some sources say while others say something else.

    `said` has its citations in order of time. One side `is_answer`, the likeliest; one at most
    `is_latest`, as the newest article takes it.
    """

    said: Cited
    is_answer: bool
    is_latest: bool


def sides_in_time(answer: Answer) -> list[Side]:
    """Give the sides of an answer by their newest articles, those without a date last."""
    latest = answer.latest
    sides = [
        Side(in_order_of_time(side), is_answer=side is answer, is_latest=side is latest)
        for side in answer.sides
    ]
    return sorted(sides, key=lambda side: side.said.published or date.max)


def in_order_of_time(cited: Cited) -> Cited:
    """Put the oldest citation first, and those without a date last."""
    return Alternative(cited.text, tuple(sorted(cited.citations, key=_day)))


def other_answers(answer: Answer) -> Sequence[Alternative]:
    """Give the alternatives that contradict nothing: likelier wrong than the answer, or longer."""
    listed = {item.text for item in answer.items}
    return [
        other for other in answer.alternatives if not other.differs and other.text not in listed
    ]


def _day(citation: Citation) -> date:
    return citation.article.published or date.max
