"""An answer as it comes about, as server-sent events: understood, passages, answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from index import PullquoteError
from qa import Answer
from qa.asked import check_question
from qa.stages import Stage, Understood
from ui.http.desk import Desk
from ui.http.documented import documented
from ui.http.passages import passages_json
from ui.http.paths import STREAM
from ui.http.problems import problem_of, status_of
from ui.public_json import public_answer
from ui.requests import Day, Names, Question, QuestionText


class UnderstoodJson(TypedDict):
    """How a question is understood; `understood` is empty where it stands as it was asked."""

    question: str
    understood: str


class QuestionInAddress(BaseModel):
    """A question that stands alone, and where to look, as the parameters of an address."""

    model_config = ConfigDict(extra="forbid")

    question: QuestionText
    publisher: Annotated[Names, Field(description="Any of these, in capitals or not.")] = []
    article: Annotated[Names, Field(description="Any of these ids.")] = []
    since: Annotated[Day | None, Field(description="The first day of publication.")] = None
    until: Annotated[Day | None, Field(description="The last day of publication.")] = None
    language: Annotated[Names, Field(description="Any of these, by codes or English names.")] = []

    def to_question(self) -> Question:
        """Give the same as the body of a request has it."""
        return Question(
            question=self.question,
            publishers=self.publisher,
            articles=self.article,
            since=self.since,
            until=self.until,
            languages=self.language,
        )


async def posted(question: Question) -> Question:
    """Take a question from a body; raises as `check_question` does."""
    check_question(question.question)
    return question


async def in_address(asked: Annotated[QuestionInAddress, Query()]) -> Question:
    """Take a question from an address; raises as `check_question` does."""
    check_question(asked.question)
    return asked.to_question()


def add_streaming(service: FastAPI, desk: Desk) -> None:
    """Add the routes; what can be refused at once is, before anything is streamed."""

    async def events(question: Question, request: Request) -> AsyncIterator[ServerSentEvent]:
        try:
            async for stage in desk.ask_in_stages(question):
                yield _event(stage)
        except PullquoteError as error:
            status, _ = status_of(error)
            data = {**problem_of(request.scope, str(error)), "status": status}
            yield ServerSentEvent(event="error", raw_data=_json(data))

    @service.post(
        STREAM,
        responses=documented(400, 411, 413, 422),
        response_class=EventSourceResponse,
        tags=["questions"],
        dependencies=[Depends(desk.place)],
    )
    async def stream(
        question: Annotated[Question, Depends(posted)], request: Request
    ) -> AsyncIterator[ServerSentEvent]:
        """Answer a question in stages: `understood`, `passages` (read now), `answer`; or `error`.

        The data of `answer` are what `/api/v1/ask` gives, those of `passages` what `/api/v1/search`
        does.
        """
        async for event in events(question, request):
            yield event

    @service.get(
        STREAM,
        responses=documented(400, 422),
        response_class=EventSourceResponse,
        tags=["questions"],
        dependencies=[Depends(desk.place)],
    )
    async def stream_from_address(
        question: Annotated[Question, Depends(in_address)], request: Request
    ) -> AsyncIterator[ServerSentEvent]:
        """Answer a question in stages to an `EventSource`, which is to be closed in the end."""
        async for event in events(question, request):
            yield event


def _event(stage: Stage | Answer) -> ServerSentEvent:
    if isinstance(stage, Answer):
        return ServerSentEvent(event="answer", raw_data=_json(public_answer(stage)))
    if isinstance(stage, Understood):
        understood = "" if stage.question == stage.asked else stage.question
        data = UnderstoodJson(question=stage.asked, understood=understood)
        return ServerSentEvent(event="understood", raw_data=_json(data))
    return ServerSentEvent(event="passages", raw_data=_json(passages_json(stage.hits)))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)  # on one line: it escapes the ends of lines
