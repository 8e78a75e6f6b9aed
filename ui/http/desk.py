"""Where questions are answered: in turn, counted and logged, without holding up other requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from index import Hit, PullquoteError
from qa import Answer, Assistant
from qa.asked import check_question, check_questions
from qa.stages import Stage
from ui.http.metrics import Metrics, outcome_of
from ui.http.operation import Operation
from ui.requests import Choice, Question

_log = logging.getLogger(__name__)
_AT_A_TIME = 8  # questions of a batch, so that others get their turn in between


class Desk:
    """Answers with one assistant; whoever asks takes a place first."""

    def __init__(
        self, assistant: Assistant, operation: Operation, *, log_questions: bool = False
    ) -> None:
        self._assistant = assistant
        self._line = operation.line
        self._metrics: Metrics = operation.metrics
        self._log_questions = log_questions

    async def place(self) -> AsyncIterator[None]:
        """Take a place in the line for the time of a request; to be depended on by its route.

        Raises:
            BusyError: there is none.
        """
        with self._line.place():
            yield

    async def ask(self, question: Question) -> Answer:
        """Answer a question; raises as `Question.ask` does."""
        with self._counted():
            work = self._line.submit(partial(question.ask, self._assistant))
            answer = await asyncio.wrap_future(work)
            self._tell(answer)
        return answer

    async def ask_in_stages(self, question: Question) -> AsyncIterator[Stage | Answer]:
        """Answer a question, giving first what is known on the way; raises as `ask` does."""
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[Stage | None] = asyncio.Queue()

        def tell(stage: Stage) -> None:
            loop.call_soon_threadsafe(told.put_nowait, stage)

        with self._counted():
            asking = self._line.submit(partial(question.ask, self._assistant, tell))
            work = asyncio.wrap_future(asking)
            work.add_done_callback(lambda _: told.put_nowait(None))
            try:
                while (stage := await told.get()) is not None:
                    yield stage
            finally:
                work.cancel()  # if whoever asked has gone before its turn came
            answer = work.result()
            self._tell(answer)
        yield answer

    async def ask_all(self, questions: Sequence[str], choice: Choice) -> list[Answer]:
        """Answer questions that have nothing to do with each other; raises as `ask` does."""
        answers: list[Answer] = []
        with self._counted():
            asked = check_questions(questions)
            for first in range(0, len(asked), _AT_A_TIME):
                some = asked[first : first + _AT_A_TIME]
                asking = partial(self._assistant.ask_many, some, where=choice.where)
                answers += await asyncio.wrap_future(self._line.submit(asking))
            for answer in answers:
                self._tell(answer)
        return answers

    async def search(self, question: str, limit: int, choice: Choice) -> list[Hit]:
        """Find passages without reading them; raises as `Library.search` does."""
        asked = check_question(question)
        searching = partial(self._assistant.library.search, asked, limit, choice.where)
        return await asyncio.wrap_future(self._line.submit(searching))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except PullquoteError:
            self._metrics.count_refusal()
            raise

    def _tell(self, answer: Answer) -> None:
        self._metrics.count_answer(answer)
        told = {"outcome": outcome_of(answer), "answer_ms": round(answer.timings.total, 1)}
        if self._log_questions:
            told |= {"question": answer.question, "understood": answer.understood}
        _log.info(" ".join(f"{name}={value!r}" for name, value in told.items()), extra=told)
