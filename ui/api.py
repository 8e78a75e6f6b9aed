"""The HTTP service: questions and articles as JSON, with the chat mounted on it."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from index import Article, PullquoteError
from qa import AnswerJson, ArticleJson, Assistant, answer_to_json, article_to_json

_EXAMPLE = "Who is the Pentagon spokesman?"
_EXAMPLE_BODY = json.dumps({"question": _EXAMPLE})


class Question(BaseModel):
    """What `POST /api/ask` takes."""

    question: Annotated[str, Field(description="At most 1,000 characters.", examples=[_EXAMPLE])]


class Problem(TypedDict):
    """What comes with a status of 400 or above: a sentence for a person."""

    error: str


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
    """Make the service for one assistant."""
    service = FastAPIOffline(
        title="pullquote",
        version=version("pullquote"),
        summary="Ask a question of news articles, and get the exact words that answer it.",
        redoc_url=None,
    )

    @service.exception_handler(PullquoteError)
    def refuse(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"error": str(error)}, status_code=400)

    @service.exception_handler(RequestValidationError)
    def explain(_: Request, _error: Exception) -> JSONResponse:
        # FastAPI's own handler sends the input back, and fails on bytes that are no text.
        return JSONResponse({"error": f"Send JSON such as {_EXAMPLE_BODY}."}, status_code=422)

    @service.exception_handler(HTTPException)
    def refuse_route(_: Request, error: Exception) -> JSONResponse:
        status = getattr(error, "status_code", 500)
        return JSONResponse({"error": str(getattr(error, "detail", error))}, status_code=status)

    problems: dict[int | str, dict[str, Any]] = {400: {"model": Problem}, 422: {"model": Problem}}

    @service.post("/api/ask", responses=problems, tags=["questions"])
    def ask(question: Question) -> AnswerJson:
        """Answer a question with words of the articles, or say that they do not answer it."""
        return answer_to_json(assistant.ask(question.question))

    @service.get("/api/articles", tags=["articles"])
    def list_articles() -> list[ArticleSummary]:
        """List the articles of the library, without their texts."""
        return [_summary(article) for article in assistant.library.articles()]

    @service.get("/api/articles/{id}", responses={404: {"model": Problem}}, tags=["articles"])
    def read_article(id: str) -> ArticleJson:
        """Give one article with its text, into which the offsets of citations count."""
        article = assistant.library.article(id)
        if article is None:
            raise HTTPException(404, f"There is no article {id!r} in this library.")
        return article_to_json(article)

    @service.get("/api/health", tags=["service"])
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
