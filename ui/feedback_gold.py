"""Turn feedback into a gold set, as `pullquote eval` reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from ui.feedback import Feedback, Verdict


class GoldText(TypedDict):
    """An acceptable answer, and the ids of the articles that say so."""

    text: str
    articles: list[str]


class GoldLine(TypedDict):
    """A question with its acceptable answers; none where the articles do not answer it."""

    id: str
    kind: str
    question: str
    answers: list[GoldText]


def gold_of(given: Iterable[Feedback]) -> tuple[list[GoldLine], int]:
    """Make a gold set of what people found right, and count the questions left without any.

    Of one answer the newest verdict counts. That a question has no answer is believed where all
    articles were looked in and nobody gave right words for it.
    """
    newest = {(each.question, each.text): each for each in sorted(given, key=lambda e: e.at)}
    questions = dict.fromkeys(question for question, _ in newest)
    lines: list[GoldLine] = []
    left_out = 0
    for question in questions:
        own = [each for (asked, _), each in newest.items() if asked == question]
        answers = _answers(own)
        if answers or any(_is_unanswerable(each) for each in own):
            id = f"feedback-{len(lines) + 1:03}"
            lines.append(GoldLine(id=id, kind="feedback", question=question, answers=answers))
        elif any(each.verdict for each in own):
            left_out += 1
    return lines, left_out


def _answers(given: Iterable[Feedback]) -> list[GoldText]:
    articles: dict[str, dict[str, None]] = {}
    for each in given:
        if each.verdict is Verdict.RIGHT and each.found:
            articles.setdefault(each.text, {}).update(dict.fromkeys(each.articles))
        if each.verdict and each.right:
            articles.setdefault(each.right.text, {})[each.right.article] = None
    return [GoldText(text=text, articles=list(ids)) for text, ids in articles.items()]


def _is_unanswerable(given: Feedback) -> bool:
    return given.verdict is Verdict.RIGHT and not given.found and not given.narrowed
