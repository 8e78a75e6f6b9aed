"""Documents of Haystack, made of articles, passages and citations, and made into articles."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from toys import make_article

from index import Article, Library, Skipped
from qa import Assistant
from qa.integrations.haystack import article_record, articles_of, citation_record, hit_record

Make = Callable[..., Any]


def plain_document(**fields: Any) -> Any:
    """What looks like a document, where Haystack is not installed."""
    return SimpleNamespace(**({"id": "", "content": None, "meta": {}} | fields))


def haystack_document(**fields: Any) -> Any:
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # before it is loaded
    haystack = pytest.importorskip("haystack", reason="Haystack is not installed")
    return haystack.Document.from_dict(fields)


@pytest.fixture(params=[plain_document, haystack_document])
def document(request: pytest.FixtureRequest) -> Make:
    make: Make = request.param
    return make


def test_an_article_comes_back_as_it_was(articles: list[Article], document: Make) -> None:
    documents = [document(**article_record(article)) for article in articles]
    back = list(articles_of(documents))
    assert [replace(article, sources={}) for article in back] == articles  # type: ignore[type-var]


def test_passages_and_citations_say_where_they_stand(assistant: Assistant, document: Make) -> None:
    answer = assistant.ask("Who is the harbour master?")
    hits = assistant.library.search("harbour", 3)
    records = [*map(citation_record, answer.citations), *map(hit_record, hits)]
    assert len(records) > len(hits)
    for made in (document(**record) for record in records):
        article = assistant.library.article(made.meta["article"])
        assert article
        assert article.text[made.meta["start"] : made.meta["end"]] == made.content
        assert made.meta["title"] == article.title
        assert made.score is not None
    assert records[0]["content"] in records[0]["meta"]["sentence"]


def test_documents_are_indexed_once_and_known_again(library: Library, document: Make) -> None:
    meta = {"file_path": "wire/Storm.txt", "date": "2021-05-12T08:00:00", "author": "Ana Ruiz"}
    made = document(id="d1", content="The port stayed closed for two days.", meta=meta)
    assert library.add(articles_of([made])).added == ["storm"]
    assert library.add(articles_of([made])).unchanged == ["wire/Storm.txt"]
    stored = library.article("storm")
    assert stored
    assert (stored.text, stored.title, stored.author) == (made.content, "Storm", "Ana Ruiz")
    assert str(stored.published) == "2021-05-12"
    assert stored.sources["author"] == "metadata of the document"


def test_what_has_no_text_is_skipped_and_odd_metadata_are_left_out(document: Make) -> None:
    odd = {"title": 7, "published": "soon", "url": "javascript:alert(1)", "language": "no such"}
    empty, strange = articles_of(
        [document(id="a", content=None, meta={}), document(id="b", content="Words.", meta=odd)]
    )
    assert empty == Skipped("a", "it has no text")
    assert isinstance(strange, Article)
    expected = make_article("b", "Words.")
    assert strange == replace(expected, title="b", origin="b")
