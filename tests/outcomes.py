"""Answers as a gold set would get them, made by hand: what is shown from which article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from toys import make_article

from eval.outcomes import Outcome
from eval.questions import GoldAnswer, GoldQuestion
from qa import Alternative, Answer, Citation, Timings


def cite(article: str, quote: str, published: date | None = None) -> Citation:
    """Cite an article that says nothing else, in words of its own around it."""
    text = f"{quote}, {article} reports."
    return Citation(
        make_article(article, text, published=published), 0, len(quote), quote, (0, len(text)), 1.0
    )


def outcome(
    citations: Sequence[Citation],
    accepted: Sequence[tuple[str, Sequence[str]]],
    differing: Sequence[Sequence[Citation]] = (),
    other: Sequence[Sequence[Citation]] = (),
    **extra: Any,
) -> Outcome:
    """Make what became of a question; without citations it was refused."""
    others = [Alternative(c[0].quote, tuple(c), differs=True) for c in differing]
    others += [Alternative(c[0].quote, tuple(c)) for c in other]
    answer = Answer(
        question="How many?",
        found=bool(citations),
        text=citations[0].quote if citations else "",
        confidence=0.9,
        citations=tuple(citations),
        alternatives=tuple(others),
        nearest=(),
        timings=Timings(0.0, 0.0, 0.0),
    )
    answers = tuple(GoldAnswer(text, tuple(articles)) for text, articles in accepted)
    question = GoldQuestion("1", "How many?", answers, extra=extra)
    return Outcome(question, answer)
