"""What the server gives the page: for a question an answer, for a card its article."""

from __future__ import annotations

from typing import Any, Required, TypedDict

from index import PullquoteError
from qa import Assistant
from ui.chat.announcement import announce
from ui.chat.answers import render_answer, render_error
from ui.chat.articles import render_article
from ui.chat.references import Reference
from ui.conversation import remember
from ui.explained import articles_read
from ui.requests import EarlierTurn, Question


class Reply(TypedDict, total=False):
    """What the page gets; of an answer, `said` is to be spoken.

    `turn` is to be kept, and sent back with the questions that come after.
    """

    ok: Required[bool]
    html: Required[str]
    said: str
    turn: dict[str, Any] | None


def reply_to_question(sent: object, assistant: Assistant) -> Reply:
    """Answer what the page sent, which may be anything."""
    try:
        answer = Question.from_page(sent).ask(assistant)
    except PullquoteError as error:
        return _refusal(error)
    read = articles_read(answer.explanation, assistant.library) if answer.explanation else {}
    turn = remember(answer)
    return {
        "ok": True,
        "html": render_answer(answer, read),
        "said": announce(answer),
        "turn": EarlierTurn.of(turn).model_dump() if turn else None,
    }


def reply_to_card(sent: object, assistant: Assistant) -> Reply:
    """Open the article of a card, whose data attributes may be anything, too."""
    try:
        reference = Reference.parse(sent)
        article = reference.check_fits(assistant.library.article(reference.article))
    except PullquoteError as error:
        return _refusal(error)
    return {"ok": True, "html": render_article(article, reference)}


def _refusal(error: PullquoteError) -> Reply:
    return {"ok": False, "html": render_error(error)}
