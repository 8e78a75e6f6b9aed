"""The HTTP service: questions and articles as JSON, with the chat mounted on it."""

from __future__ import annotations

import json
from datetime import date
from importlib.metadata import version
from typing import Annotated

from fastapi import FastAPI, HTTPException
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypedDict

from index import Article, ArticleFilter
from qa import AnswerJson, ArticleJson, Assistant, Turn, article_to_json
from ui.api_problems import documented, explain_problems, refuse_the_rest
from ui.public_json import public_answer, public_article

_EXAMPLE = "Who is the Pentagon spokesman?"
_EXAMPLE_BODY = json.dumps({"question": _EXAMPLE, "since": "2020-01-07"})

_Name = Annotated[str, StringConstraints(max_length=500)]
_Names = Annotated[list[_Name], Field(max_length=100)]


class EarlierTurn(BaseModel):
    """An earlier question of the conversation, and what it was answered."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(description="As `understood`, where the answer has that.")]
    answer: Annotated[str, Field(description="The answer's `text`.")] = ""
    sentence: Annotated[str, Field(description="The one around its first citation.")] = ""
    articles: Annotated[_Names, Field(description="The ids that it cited, best first.")] = []

    @property
    def turn(self) -> Turn:
        """The turn itself, its bounds checked."""
        return Turn(self.question, self.answer, self.sentence, tuple(self.articles))


class Question(BaseModel):
    """What `POST /api/ask` takes: a question, what was asked before, and where to look."""

    model_config = ConfigDict(extra="forbid")  # a filter misspelt must not go unnoticed

    question: Annotated[str, Field(description="At most 1,000 characters.", examples=[_EXAMPLE])]
    turns: Annotated[list[EarlierTurn], Field(max_length=8, description="Oldest first.")] = []
    publishers: Annotated[_Names, Field(description="Any of these, in capitals or not.")] = []
    articles: Annotated[_Names, Field(description="Any of these ids.")] = []
    since: Annotated[date | None, Field(description="The first day of publication.")] = None
    until: Annotated[date | None, Field(description="The last day of publication.")] = None

    @property
    def where(self) -> ArticleFilter:
        """The articles to look in."""
        return ArticleFilter(self.publishers, self.articles, self.since, self.until)


class ArticleSummary(TypedDict):
    """An article without its text; `characters` is the length of that."""

    id: str
    title: str
    publisher: str
    author: str
    published: str | None
    url: str
    characters: int


class Health(TypedDict):
    """That the service runs, and on what."""

    status: str
    version: str
    articles: int
    passages: int
    generation: int


def create_service(assistant: Assistant) -> FastAPI:
    """Make the service for one assistant.

    What it sends of an article's `origin` is the last part, the file's name: where files stand on
    the server is nobody's business. Every problem is `{"error": "…"}` with a sentence.
    """
    service = FastAPIOffline(
        title="pullquote",
        version=version("pullquote"),
        summary="Ask a question of news articles, and get the exact words that answer it.",
        redoc_url=None,
    )

    explain_problems(service, _EXAMPLE_BODY)

    @service.post("/api/ask", responses=documented(400, 422), tags=["questions"])
    def ask(question: Question) -> AnswerJson:
        """Answer a question with words of the articles, or say that they do not answer it."""
        return public_answer(
            assistant.ask(
                question.question,
                where=question.where,
                turns=[earlier.turn for earlier in question.turns],
            )
        )

    @service.get("/api/articles", responses=documented(), tags=["articles"])
    def list_articles() -> list[ArticleSummary]:
        """List the articles of the library, without their texts."""
        return [_summary(article) for article in assistant.library.articles()]

    @service.get("/api/articles/{id}", responses=documented(404), tags=["articles"])
    def read_article(id: str) -> ArticleJson:
        """Give one article with its text, into which the offsets of citations count."""
        article = assistant.library.article(id)
        if article is None:
            raise HTTPException(404, f"There is no article {id!r} in this library.")
        return public_article(article)

    @service.get("/api/health", responses=documented(), tags=["service"])
    def health() -> Health:
        """Say that the service runs, and what its library holds."""
        info = assistant.library.info()
        return {
            "status": "ok",
            "version": version("pullquote"),
            "articles": info.articles,
            "passages": info.passages,
            "generation": info.generation,
        }

    refuse_the_rest(service)
    return service


def _summary(article: Article) -> ArticleSummary:
    record = article_to_json(article)
    return {
        "id": record["id"],
        "title": record["title"],
        "publisher": record["publisher"],
        "author": record["author"],
        "published": record["published"],
        "url": record["url"],
        "characters": len(article.text),
    }
