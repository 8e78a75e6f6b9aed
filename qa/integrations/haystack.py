"""Haystack's documents, both ways.

What goes out is what `haystack.Document.from_dict` takes, and what comes in need only look like a
document: so Haystack itself, which reports how it is used, is never loaded from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, Protocol

from index import Article, Hit, InputError, Skipped, slug
from index.articles import check_article
from index.language_codes import language_code
from index.readers.metadata import found_date, found_words, web_address
from qa.answers import Citation
from qa.integrations.metadata import article_metadata, stretch_metadata

Record = dict[str, Any]

_SOURCE = "metadata of the document"
_TOLD = ("title", "publisher", "author", "published", "url", "language")


class Document(Protocol):
    """What is read of a Haystack document."""

    id: str
    content: str | None
    meta: dict[str, Any]


def article_record(article: Article) -> Record:
    """Make a whole article a document, under its own id."""
    return {"id": article.id, "content": article.text, "meta": article_metadata(article)}


def hit_record(hit: Hit) -> Record:
    """Make a passage that was found a document; its score is the fused one, higher is better."""
    passage = hit.passage
    meta = stretch_metadata(passage.article, passage.start, passage.end)
    return {"content": passage.text, "meta": meta, "score": hit.ranked.score}


def citation_record(citation: Citation) -> Record:
    """Make a citation a document: its quote, with the sentence around it in the metadata."""
    first, last = citation.sentence
    meta = stretch_metadata(citation.article, citation.start, citation.end)
    meta["sentence"] = citation.article.text[first:last]
    return {"content": citation.quote, "meta": meta, "score": citation.score}


def articles_of(documents: Iterable[Document]) -> Iterator[Article | Skipped]:
    """Make articles of whole documents, for `Library.add`; what has no text is skipped.

    Where an article came from, by which it is known when it comes again, is `origin` of the
    metadata, else its `file_path` or `url`, else the document's id. The text is kept as it is.
    """
    for document in documents:
        article = _article(document)
        try:
            check_article(article)
        except InputError as error:
            yield Skipped(article.origin, str(error))
        else:
            yield article


def _article(document: Document) -> Article:
    meta = document.meta
    url = web_address(meta.get("url"))
    place = found_words(meta.get("origin"), meta.get("file_path"), url, document.id)
    told: Mapping[str, Any] = {
        "title": found_words(meta.get("title")),
        "publisher": found_words(meta.get("publisher")),
        "author": found_words(meta.get("author")),
        "published": found_date(meta.get("published"), meta.get("date")),
        "url": url,
        "language": language_code(found_words(meta.get("language"))),
    }
    name = PurePath(place).stem
    known = {**told, "title": told["title"] or name}
    return Article(
        id=found_words(meta.get("article")) or slug(name),
        text=document.content or "",
        origin=place,
        sources={field: _SOURCE for field in _TOLD if told[field]},
        **known,
    )
