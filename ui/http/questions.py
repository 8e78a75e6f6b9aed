"""The routes that answer questions, and the one that only finds passages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Request
from pydantic import Field
from typing_extensions import TypedDict

from qa import AnswerJson
from ui.http.clients import client_of
from ui.http.desk import Desk
from ui.http.documented import documented
from ui.http.operation import Operation
from ui.http.passages import PassagesJson, passages_json
from ui.http.paths import ASK, BATCH, SEARCH
from ui.public_json import public_answer
from ui.requests import Choice, Question, QuestionText

_MOST_QUESTIONS = 100  # in a batch
_MOST_PASSAGES = 50


class Batch(Choice):
    """Questions that have nothing to do with each other, and where to look."""

    questions: Annotated[
        list[QuestionText], Field(min_length=1, max_length=_MOST_QUESTIONS, description="In order.")
    ]


class Answers(TypedDict):
    """The answers to a batch, in the order of its questions."""

    answers: list[AnswerJson]


class Search(Choice):
    """What passages are to be about, how many are wanted, and where to look."""

    question: QuestionText
    limit: Annotated[int, Field(ge=1, le=_MOST_PASSAGES, description="How many at most.")] = 8


def add_questions(service: FastAPI, desk: Desk, operation: Operation) -> None:
    """Add the routes; each takes a place in the line, or says when to come again."""
    in_line = [Depends(desk.place)]

    @service.post(
        ASK,
        responses=documented(400, 411, 413, 422),
        tags=["questions"],
        dependencies=in_line,
    )
    async def ask(question: Question) -> AnswerJson:
        """Answer a question with words of the articles, or say that they do not answer it."""
        return public_answer(await desk.ask(question))

    @service.post(
        BATCH,
        responses=documented(400, 411, 413, 422),
        tags=["questions"],
        dependencies=in_line,
    )
    async def ask_batch(batch: Batch, request: Request) -> Answers:
        """Answer questions that stand alone, in one go; all of them, or none if one is wrong."""
        if operation.rates:
            operation.rates.count_batch(client_of(request.scope), len(batch.questions))
        answers = await desk.ask_all(batch.questions, batch)
        return {"answers": [public_answer(answer) for answer in answers]}

    @service.post(
        SEARCH,
        responses=documented(400, 411, 413, 422),
        tags=["questions"],
        dependencies=in_line,
    )
    async def search(search: Search) -> PassagesJson:
        """Find the passages that fit a question best; nothing is read in them."""
        return passages_json(await desk.search(search.question, search.limit, search))
