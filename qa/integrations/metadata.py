"""What other libraries are told of a stretch of an article, in strings and numbers."""

from __future__ import annotations

from typing import Any

from index import Article, page_of


def article_metadata(article: Article) -> dict[str, Any]:
    """Name an article, and say what is known of it; left out is what is not."""
    known = {
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
        "language": article.language,
        "origin": article.origin,
    }
    return {name: value for name, value in known.items() if value}


def stretch_metadata(article: Article, start: int, end: int) -> dict[str, Any]:
    """Say the same of `[start, end)` of an article's text, and where it stands."""
    page = page_of(article.text, start)
    place = {"start": start, "end": end} | ({"page": page} if page else {})
    return article_metadata(article) | place
