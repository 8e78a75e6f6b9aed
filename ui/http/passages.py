"""Passages that were found, as JSON: each of their articles stands once, without its text."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict

from index import Article, Hit, page_of


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


class PassageJson(TypedDict):
    """A passage: `text` is `[start, end)` of the text of the article with id `article`.

    It is ranked by `score`, which fuses two rankings: that by `cosine`, and that by words, in which
    `lexical` is its score as a share of the best one. `page` counts from 1; null where the article
    has no pages.
    """

    rank: int
    article: str
    start: int
    end: int
    text: str
    page: int | None
    score: float
    cosine: float
    lexical: float


class PassagesJson(TypedDict):
    """Passages, best first, and the articles that they stand in."""

    passages: list[PassageJson]
    articles: list[ArticleSummary]


def passages_json(hits: Sequence[Hit]) -> PassagesJson:
    """Turn hits into their JSON form."""
    articles = {hit.passage.article.id: hit.passage.article for hit in hits}
    return {
        "passages": [_passage(hit) for hit in hits],
        "articles": [summary(article) for article in articles.values()],
    }


def summary(article: Article) -> ArticleSummary:
    """Describe an article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
    }


def _passage(hit: Hit) -> PassageJson:
    passage, ranked = hit.passage, hit.ranked
    return {
        "rank": hit.rank,
        "article": passage.article.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "page": page_of(passage.article.text, passage.start),
        "score": ranked.score,
        "cosine": ranked.cosine,
        "lexical": ranked.lexical,
    }
