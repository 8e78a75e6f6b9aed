"""The HTTP service: questions and articles as JSON, with the chat mounted on it."""

from __future__ import annotations

import json
from importlib.metadata import version

from fastapi import FastAPI, HTTPException
from fastapi_offline import FastAPIOffline
from typing_extensions import TypedDict

from index import Article
from qa import AnswerJson, ArticleJson, Assistant, article_to_json
from ui.api_problems import documented, explain_problems, refuse_the_rest
from ui.api_uploads import allow_uploads
from ui.public_json import public_answer, public_article
from ui.requests import EXAMPLE, Question

_EXAMPLE_BODY = json.dumps({"question": EXAMPLE, "since": "2020-01-07"})


class ArticleSummary(TypedDict):
    """An article without its text; `characters` is the length of that."""

    id: str
    title: str
    publisher: str
    author: str
    published: str | None
    url: str
    language: str
    characters: int


class Health(TypedDict):
    """That the service runs, and on what."""

    status: str
    version: str
    articles: int
    passages: int
    generation: int


def create_service(assistant: Assistant, *, allow_upload: bool = False) -> FastAPI:
    """Make the service for one assistant.

    What it sends of an article's `origin` is the last part, the file's name: where files stand on
    the server is nobody's business. Every problem is `{"error": "…"}` with a sentence. With
    `allow_upload` it adds and removes articles.
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
        return public_answer(question.ask(assistant))

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

    if allow_upload:
        allow_uploads(service, assistant.library)
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
        "language": record["language"],
        "characters": len(article.text),
    }
