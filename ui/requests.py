"""A question as a stranger sends it, over HTTP or from the page of the chat: read strictly."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from index import ArticleFilter, InputError
from qa import Answer, Assistant, Turn
from qa.stages import OnStage, unwatched
from ui.conversation import MOST_TURNS, ask_in_conversation

EXAMPLE = "Who is the Pentagon spokesman?"

_Name = Annotated[str, StringConstraints(max_length=500)]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Names = Annotated[list[_Name], Field(max_length=100)]


def _written(day: object) -> object:
    """Refuse numbers, and times: pydantic takes both for days."""
    if isinstance(day, date) or (isinstance(day, str) and _DAY.fullmatch(day)):
        return day
    raise ValueError("a day is written as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_written)]
QuestionText = Annotated[str, Field(description="At most 1,000 characters.", examples=[EXAMPLE])]


class EarlierTurn(BaseModel):
    """An earlier question of the conversation, and what it was answered."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(description="As `understood`, where the answer has that.")]
    answer: Annotated[str, Field(description="The answer's `text`.")] = ""
    sentence: Annotated[str, Field(description="The one around its first citation.")] = ""
    articles: Annotated[Names, Field(description="The ids that it cited, best first.")] = []

    @classmethod
    def of(cls, turn: Turn) -> EarlierTurn:
        """Write a turn as it is to be sent."""
        return cls(
            question=turn.question,
            answer=turn.answer,
            sentence=turn.sentence,
            articles=list(turn.article_ids),
        )

    @property
    def turn(self) -> Turn:
        """The turn itself, its bounds checked."""
        return Turn(
            whole_characters(self.question),
            whole_characters(self.answer),
            whole_characters(self.sentence),
            tuple(self.articles),
        )


class Choice(BaseModel):
    """Which articles to look in: those that meet every condition given."""

    model_config = ConfigDict(extra="forbid")  # a filter misspelt must not go unnoticed

    publishers: Annotated[Names, Field(description="Any of these, in capitals or not.")] = []
    articles: Annotated[Names, Field(description="Any of these ids.")] = []
    since: Annotated[Day | None, Field(description="The first day of publication.")] = None
    until: Annotated[Day | None, Field(description="The last day of publication.")] = None
    languages: Annotated[Names, Field(description="Any of these, by codes or English names.")] = []

    @property
    def where(self) -> ArticleFilter:
        """The articles to look in."""
        return ArticleFilter(self.publishers, self.articles, self.since, self.until, self.languages)


class Question(Choice):
    """A question, what was asked before, and where to look."""

    question: QuestionText
    turns: Annotated[
        list[EarlierTurn], Field(max_length=MOST_TURNS, description="Oldest first.")
    ] = []
    explain: Annotated[
        bool, Field(description="Whether the answer says how it came about, in `explanation`.")
    ] = False

    @classmethod
    def from_page(cls, sent: object) -> Question:
        """Read what the page of the chat sent; its answers always say how they came about.

        Raises:
            InputError: it is no question.
        """
        try:
            question = cls.model_validate(sent)
        except ValidationError:
            raise InputError("The page sent what is no question. Load it again.") from None
        text = whole_characters(question.question)
        return question.model_copy(update={"question": text, "explain": True})

    def ask(self, assistant: Assistant, on_stage: OnStage = unwatched) -> Answer:
        """Ask it; `on_stage` is told what is known on the way.

        Raises:
            InputError: as `Assistant.ask` does; an earlier turn is too long.
        """
        turns = [earlier.turn for earlier in self.turns]
        return ask_in_conversation(
            assistant,
            self.question,
            turns,
            where=self.where,
            explain=self.explain,
            on_stage=on_stage,
        )


def whole_characters(text: str) -> str:
    """Replace halves of characters, which JSON can carry but neither models nor SQLite can."""
    return text.encode(errors="replace").decode()
