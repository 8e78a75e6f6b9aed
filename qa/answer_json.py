"""Answers as JSON, and back without loss: each article stands once, citations name it by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from typing_extensions import TypedDict  # pydantic, behind the HTTP service, asks for this one

from index import Article, InputError, UnknownWord
from qa.answers import Alternative, Answer, Citation, Cited, Timings
from qa.explanation import ExplanationJson, explanation_from_json, explanation_to_json
from qa.questions import Fact, Field, Kind
from qa.speech import Speaker


class ArticleJson(TypedDict):
    """An article; `published` is an ISO date or null, unknown metadata the empty string.

    `language` is a code of ISO 639. `sources` says where metadata come from, by the name of the
    field, in words for people.
    """

    id: str
    title: str
    text: str
    publisher: str
    author: str
    published: str | None
    url: str
    origin: str
    language: str
    sources: dict[str, str]


class SpeakerJson(TypedDict):
    """Who says a quote: `name` is `[start, end)` of the article's text; `quoted`, not reported."""

    name: str
    start: int
    end: int
    quoted: bool


class CitationJson(TypedDict):
    """A citation: `quote` is `[start, end)` of the text of the article with id `article`.

    `page` counts from 1; null where the article has no pages.
    """

    article: str
    start: int
    end: int
    quote: str
    sentence: tuple[int, int]
    score: float
    page: int | None
    speaker: SpeakerJson | None


class AlternativeJson(TypedDict):
    """Another answer, or an item of a list; `families` are those of its citations."""

    text: str
    citations: list[CitationJson]
    families: list[list[int]]
    independent: int
    differs: bool


class FactJson(TypedDict):
    """One field of the metadata of the article with id `article`; `value` empty if not known."""

    article: str
    field: str
    value: str
    sentence: str


class UnknownWordJson(TypedDict):
    """A word that stands in no article, and one of theirs that is spelled nearly so, or null."""

    text: str
    suggestion: str | None


class TimingsJson(TypedDict):
    """Milliseconds."""

    retrieve: float
    read: float
    total: float


class AnswerJson(TypedDict):
    """An answer; offsets count Unicode code points of the article's text.

    `families` groups the numbers of citations, from 0, that go back to one source; `independent` is
    how many families there are. `sources_differ` when an alternative `differs`; `latest` is then
    the text of the side that the newest article takes, or null. The rest is as in `Answer`.
    """

    question: str
    understood: str
    kind: str
    found: bool
    text: str
    confidence: float
    citations: list[CitationJson]
    families: list[list[int]]
    independent: int
    sources_differ: bool
    latest: str | None
    alternatives: list[AlternativeJson]
    items: list[AlternativeJson]
    facts: list[FactJson]
    more_facts: int
    reply: str
    nearest: list[CitationJson]
    unknown: list[UnknownWordJson]
    articles: list[ArticleJson]
    timings: TimingsJson
    language_notice: str
    explanation: ExplanationJson | None


def answer_to_json(answer: Answer) -> AnswerJson:
    """Turn an answer into plain dictionaries, lists, strings and numbers."""
    families, latest = _families(answer), answer.latest
    return {
        "question": answer.question,
        "understood": answer.understood,
        "kind": answer.kind.value,
        "found": answer.found,
        "text": answer.text,
        "confidence": answer.confidence,
        "citations": [_citation(citation) for citation in answer.citations],
        "families": families,
        "independent": len(families),
        "sources_differ": bool(answer.sides),
        "latest": latest.text if latest else None,
        "alternatives": [_alternative(other) for other in answer.alternatives],
        "items": [_alternative(item) for item in answer.items],
        "facts": [_fact(fact) for fact in answer.facts],
        "more_facts": answer.more_facts,
        "reply": answer.reply,
        "nearest": [_citation(citation) for citation in answer.nearest],
        "unknown": [{"text": w.text, "suggestion": w.suggestion} for w in answer.unknown],
        "articles": [article_to_json(article) for article in answer.articles],
        "timings": {
            "retrieve": answer.timings.retrieve,
            "read": answer.timings.read,
            "total": answer.timings.total,
        },
        "language_notice": answer.language_notice,
        "explanation": explanation_to_json(answer.explanation) if answer.explanation else None,
    }


def answer_from_json(data: AnswerJson) -> Answer:
    """Turn the JSON form back into an answer equal to the first.

    Raises:
        InputError: a field is missing, or a quote is not the slice that it says it is.
    """
    try:
        articles = {record["id"]: article_from_json(record) for record in data["articles"]}
        return Answer(
            question=data["question"],
            understood=data["understood"],
            found=data["found"],
            text=data["text"],
            confidence=data["confidence"],
            citations=_citations(data["citations"], articles),
            alternatives=_alternatives(data["alternatives"], articles),
            nearest=_citations(data["nearest"], articles),
            timings=Timings(**data["timings"]),
            unknown=tuple(UnknownWord(**word) for word in data["unknown"]),
            kind=Kind(data["kind"]),
            items=_alternatives(data["items"], articles),
            more_facts=data["more_facts"],
            facts=tuple(
                Fact(articles[fact["article"]], Field(fact["field"]), fact["value"])
                for fact in data["facts"]
            ),
            reply=data["reply"],
            language_notice=data["language_notice"],
            explanation=(
                explanation_from_json(data["explanation"]) if data["explanation"] else None
            ),
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"This is not an answer of pullquote: {error!r}.") from None


def article_to_json(article: Article) -> ArticleJson:
    """Turn an article into its JSON form."""
    published = article.published.isoformat() if article.published else None
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "publisher": article.publisher,
        "author": article.author,
        "published": published,
        "url": article.url,
        "origin": article.origin,
        "language": article.language,
        "sources": dict(article.sources),
    }


def article_from_json(record: ArticleJson) -> Article:
    """Turn the JSON form of an article back into the article."""
    published = date.fromisoformat(record["published"]) if record["published"] else None
    return Article(
        record["id"],
        record["title"],
        record["text"],
        record["publisher"],
        record["author"],
        published,
        record["url"],
        record["origin"],
        record["language"],
        record["sources"],
    )


def _alternative(other: Alternative) -> AlternativeJson:
    families = _families(other)
    return {
        "text": other.text,
        "citations": [_citation(citation) for citation in other.citations],
        "families": families,
        "independent": len(families),
        "differs": other.differs,
    }


def _alternatives(
    records: Sequence[AlternativeJson], articles: Mapping[str, Article]
) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(record["text"], _citations(record["citations"], articles), record["differs"])
        for record in records
    )


def _fact(fact: Fact) -> FactJson:
    return {
        "article": fact.article.id,
        "field": fact.field.value,
        "value": fact.value,
        "sentence": fact.sentence,
    }


def _families(cited: Cited) -> list[list[int]]:
    """The families of citations by their numbers."""
    return [[cited.citations.index(citation) for citation in family] for family in cited.families]


def _citation(citation: Citation) -> CitationJson:
    speaker = citation.speaker
    return {
        "article": citation.article.id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "sentence": citation.sentence,
        "score": citation.score,
        "page": citation.page,
        "speaker": _speaker(speaker) if speaker else None,
    }


def _speaker(speaker: Speaker) -> SpeakerJson:
    return {
        "name": speaker.name,
        "start": speaker.start,
        "end": speaker.end,
        "quoted": speaker.quoted,
    }


def _citations(
    records: Sequence[CitationJson], articles: Mapping[str, Article]
) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            articles[record["article"]],
            record["start"],
            record["end"],
            record["quote"],
            (record["sentence"][0], record["sentence"][1]),
            record["score"],
        )
        for record in records
    )
