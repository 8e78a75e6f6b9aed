"""The routes that list articles, and give one or a part of its text."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from index import Article, ArticleFilter, InputError, Library
from qa import ArticleJson
from ui.http.documented import documented
from ui.http.etags import revalidated
from ui.http.passages import ArticleSummary
from ui.http.paths import ARTICLE, ARTICLES, TEXT
from ui.http.summaries import Summaries
from ui.public_json import public_article
from ui.requests import Day, Names

_Offset = Annotated[int | None, Query(ge=0)]


class Wanted(BaseModel):
    """Which articles to list, and which part of the list."""

    model_config = ConfigDict(extra="forbid")

    publisher: Annotated[Names, Field(description="Any of these, in capitals or not.")] = []
    language: Annotated[Names, Field(description="Any of these, by codes or English names.")] = []
    since: Annotated[Day | None, Field(description="The first day of publication.")] = None
    until: Annotated[Day | None, Field(description="The last day of publication.")] = None
    title: Annotated[
        str, Field(max_length=500, description="Words of the title, in capitals or not.")
    ] = ""
    limit: Annotated[int, Field(ge=1, le=1000, description="How many at most.")] = 100
    after: Annotated[
        str, Field(max_length=500, description="The id that the part before ends with: `next`.")
    ] = ""

    @property
    def where(self) -> ArticleFilter:
        """The articles to choose from."""
        return ArticleFilter(
            publishers=self.publisher, since=self.since, until=self.until, languages=self.language
        )


class ArticlesPart(TypedDict):
    """A part of the list, in the order of ids.

    `total` counts all that fit; `next` is the `after` of the next part, null on the last.
    """

    articles: list[ArticleSummary]
    total: int
    next: str | None


class TextJson(TypedDict):
    """`text` is `[start, end)` of the text of the article, which has so many `characters`."""

    article: str
    start: int
    end: int
    characters: int
    text: str


def add_articles(service: FastAPI, library: Library) -> None:
    """Add the routes."""
    summaries = Summaries(library)

    @service.get(
        ARTICLES,
        responses=documented(304, 400, 422),
        response_model=ArticlesPart,
        tags=["articles"],
    )
    def list_articles(wanted: Annotated[Wanted, Query()], request: Request) -> Response:
        """List the articles of the library, without their texts, a part at a time."""
        fitting = summaries.fitting(wanted.where, wanted.title)
        behind = [each for each in fitting if each["id"] > wanted.after]
        part = behind[: wanted.limit]
        more = len(behind) > len(part)
        listed: ArticlesPart = {
            "articles": part,
            "total": len(fitting),
            "next": part[-1]["id"] if more else None,
        }
        return revalidated(request, listed)

    # Before the next, which takes whatever comes after its slash.
    @service.get(
        TEXT,
        responses=documented(304, 400, 404, 422),
        response_model=TextJson,
        tags=["articles"],
    )
    def read_text(
        id: str, request: Request, start: _Offset = None, end: _Offset = None
    ) -> Response:
        """Give a part of an article's text by offsets, in Unicode code points, as citations do."""
        if not request.scope["raw_path"].endswith(b"/text"):
            return read_article(f"{id}/text", request)  # an id that ends so, with its slash encoded
        article = _article(library, id)
        return revalidated(request, _part(article, start, end))

    @service.get(
        ARTICLE,
        responses=documented(304, 404, 422),
        response_model=ArticleJson,
        tags=["articles"],
    )
    def read_article(id: str, request: Request) -> Response:
        """Give one article with its text, into which the offsets of citations count."""
        return revalidated(request, public_article(_article(library, id)))


def _article(library: Library, id: str) -> Article:
    article = library.article(id)
    if article is None:
        raise HTTPException(404, f"There is no article {id!r} in this library.")
    return article


def _part(article: Article, start: int | None, end: int | None) -> TextJson:
    characters = len(article.text)
    first, last = start or 0, characters if end is None else end
    if not first <= last <= characters:
        raise InputError(
            f"[{first}, {last}) is no part of this article, whose text has {characters:,} "
            "characters."
        )
    return {
        "article": article.id,
        "start": first,
        "end": last,
        "characters": characters,
        "text": article.text[first:last],
    }
