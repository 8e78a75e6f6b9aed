"""What the tools give, as structured output: small, for a model reads all of it."""

from __future__ import annotations

from typing_extensions import TypedDict

from index import Article, Hit
from qa import Alternative, Answer, Citation


class Source(TypedDict):
    """Where an article appeared; `published` is an ISO date or null."""

    article: str
    title: str
    publisher: str
    author: str
    published: str | None
    url: str


class Quote(Source):
    """Words of an article: `quote` is `[start, end)` of its text, in Unicode code points.

    `sentence` is the sentence around them. `page` counts from 1, where there are pages. `speaker`
    is who says it, where the article tells that beyond doubt.
    """

    start: int
    end: int
    quote: str
    sentence: str
    page: int | None
    speaker: str | None


class Side(TypedDict):
    """Another answer, or an item of a list, with where it stands."""

    text: str
    differs: bool
    citations: list[Quote]


class MetadataFact(TypedDict):
    """What an article's metadata say of it."""

    article: str
    field: str
    value: str


class AskResult(TypedDict):
    """An answer in words of the articles, or "not found" with the nearest passages.

    `confidence` is the probability, in [0, 1], that `text` is right. `independent` counts sources,
    copies of one story once. Where `sources_differ`, `alternatives` that `differs` contradict.
    """

    found: bool
    text: str
    confidence: float
    citations: list[Quote]
    independent: int
    sources_differ: bool
    alternatives: list[Side]
    items: list[Side]
    facts: list[MetadataFact]
    reply: str
    nearest: list[Quote]
    unknown_words: list[str]
    language_notice: str


class Passage(Source):
    """A passage: `text` is `[start, end)` of the article's text, in Unicode code points."""

    rank: int
    start: int
    end: int
    text: str


class SearchResult(TypedDict):
    """Passages that fit, best first."""

    passages: list[Passage]


class ReadResult(Source):
    """A stretch `[start, end)` of an article; `next_start` is where to go on, null at its end."""

    start: int
    end: int
    characters: int
    next_start: int | None
    text: str


def ask_result(answer: Answer) -> AskResult:
    """Give what a model needs of an answer."""
    return {
        "found": answer.found,
        "text": answer.text,
        "confidence": round(answer.confidence, 4),
        "citations": [quote(citation) for citation in answer.citations],
        "independent": answer.independent,
        "sources_differ": bool(answer.sides),
        "alternatives": [_side(other) for other in answer.alternatives],
        "items": [_side(item) for item in answer.items],
        "facts": [
            {"article": fact.article.id, "field": fact.field.value, "value": fact.value}
            for fact in answer.facts
        ],
        "reply": answer.reply,
        "nearest": [quote(citation) for citation in answer.nearest],
        "unknown_words": [word.text for word in answer.unknown],
        "language_notice": answer.language_notice,
    }


def search_result(hits: list[Hit]) -> SearchResult:
    """Give the passages of hits."""
    return {
        "passages": [
            {
                **source(hit.passage.article),
                "rank": hit.rank,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.passage.text,
            }
            for hit in hits
        ]
    }


def read_result(article: Article, start: int, end: int) -> ReadResult:
    """Give a stretch of an article."""
    length = len(article.text)
    return {
        **source(article),
        "start": start,
        "end": end,
        "characters": length,
        "next_start": end if end < length else None,
        "text": article.text[start:end],
    }


def quote(citation: Citation) -> Quote:
    """Give a citation without its article's text."""
    first, last = citation.sentence
    speaker = citation.speaker
    return {
        **source(citation.article),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "sentence": citation.article.text[first:last],
        "page": citation.page,
        "speaker": speaker.name if speaker else None,
    }


def source(article: Article) -> Source:
    """Give where an article appeared."""
    return {
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def _side(other: Alternative) -> Side:
    return {
        "text": other.text,
        "differs": other.differs,
        "citations": [quote(citation) for citation in other.citations],
    }
