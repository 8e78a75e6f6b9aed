"""What the server gives the page: for a question an answer, for a card its article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Required, TypedDict

from pydantic import ValidationError

from index import Article, InputError, Library, PullquoteError
from qa import Answer, Assistant
from ui.answer_markdown import answer_markdown
from ui.chat.announcement import announce
from ui.chat.answers import render_answer, render_error
from ui.chat.articles import render_article
from ui.chat.references import Reference
from ui.citing import Quotation, cite_apa, cite_markdown, cite_plain
from ui.conversation import remember
from ui.explained import articles_read
from ui.feedback import Feedback, FeedbackFile
from ui.requests import EarlierTurn, Question


class Copies(TypedDict):
    """A quotation with its reference, in the forms that it can be copied in."""

    text: str
    markdown: str
    apa: str


class Reply(TypedDict, total=False):
    """What the page gets; of an answer, `said` is to be spoken and `markdown` to be copied.

    `turn` is to be kept, and sent back with the questions that come after; `understood` is the
    question as it would be asked alone, where that differs. `given` describes the answer, for the
    feedback about it; of small talk there is none.
    """

    ok: Required[bool]
    html: Required[str]
    said: str
    markdown: str
    understood: str
    turn: dict[str, Any] | None
    given: dict[str, Any] | None
    copies: dict[str, Copies]


def reply_to_question(sent: object, assistant: Assistant) -> Reply:
    """Answer what the page sent, which may be anything."""
    try:
        question = Question.from_page(sent)
        answer = question.ask(assistant)
    except PullquoteError as error:
        return refusal(error)
    read = articles_read(answer.explanation, assistant.library) if answer.explanation else {}
    turn = remember(answer)
    return {
        "ok": True,
        "html": render_answer(answer, read),
        "said": announce(answer),
        "markdown": answer_markdown(answer),
        "understood": answer.understood,
        "turn": EarlierTurn.of(turn).model_dump() if turn else None,
        "given": None if answer.reply else _given(answer, assistant.library),
    }


def reply_to_card(sent: object, assistant: Assistant) -> Reply:
    """Open the article of a card, whose data attributes may be anything, too."""
    try:
        reference = Reference.parse(sent)
        article = reference.check_fits(assistant.library.article(reference.article))
    except PullquoteError as error:
        return refusal(error)
    return {
        "ok": True,
        "html": render_article(article, reference),
        "copies": _copies(article, reference),
    }


def reply_to_feedback(sent: object, library: Library, file: FeedbackFile) -> Reply:
    """Write down what a person says of an answer."""
    try:
        feedback = _feedback(sent)
        if feedback.right:
            article = library.article(feedback.right.article)
            if article is None or feedback.right.text not in article.text:
                raise InputError("These words no longer stand in this article. Open it again.")
        file.add(feedback)
    except PullquoteError as error:
        return refusal(error)
    return {"ok": True, "html": ""}


def _copies(article: Article, reference: Reference) -> dict[str, Copies]:
    spans = [*reference.others, (reference.start, reference.end)]  # which wins where both begin
    quoted = [Quotation(article, *span) for span in spans]
    return {
        str(each.start): {
            "text": cite_plain(each),
            "markdown": cite_markdown(each),
            "apa": cite_apa(each),
        }
        for each in quoted
    }


def _feedback(sent: object) -> Feedback:
    if not isinstance(sent, Mapping) or "at" in sent:
        raise InputError("The page sent what is no feedback. Load it again.")
    try:
        return Feedback.model_validate(dict(sent))
    except ValidationError:
        raise InputError("The page sent what is no feedback. Load it again.") from None


def _given(answer: Answer, library: Library) -> dict[str, Any]:
    cited = answer.articles if answer.facts else [each.article for each in answer.citations]
    return {
        "question": answer.understood or answer.question,
        "text": answer.text,
        "articles": [article.id for article in cited],
        "found": answer.found,
        "generation": library.info().generation,
    }


def refusal(error: PullquoteError) -> Reply:
    """Say why there is no answer."""
    return {"ok": False, "html": render_error(error)}
