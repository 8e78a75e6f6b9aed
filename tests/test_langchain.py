"""The retriever and the tool for LangChain."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from index import ArticleFilter
from qa import Assistant

pytest.importorskip("langchain_core", reason="the extra `langchain` is not installed")
from qa.integrations.langchain import PassageRetriever, answer_tool

MASTER = "Who is the harbour master?"


def called(assistant: Assistant, question: str, **options: Any) -> dict[str, Any]:
    written = answer_tool(assistant, **options).invoke({"question": question})
    read: dict[str, Any] = json.loads(written)
    return read


def test_documents_are_slices_of_the_articles_they_name(assistant: Assistant) -> None:
    documents = PassageRetriever(library=assistant.library, k=2).invoke(MASTER)
    hits = assistant.library.search(MASTER, 2)
    assert [document.page_content for document in documents] == [hit.passage.text for hit in hits]
    for document in documents:
        at = document.metadata
        article = assistant.library.article(at["article"])
        assert article
        assert article.text[at["start"] : at["end"]] == document.page_content
        assert document.id == f"{article.id}:{at['start']}-{at['end']}"
        assert (at["title"], at["origin"]) == (article.title, article.origin)


def test_the_retriever_keeps_to_its_articles_and_can_be_awaited(assistant: Assistant) -> None:
    where = ArticleFilter(articles=["bakery"])
    retriever = PassageRetriever(library=assistant.library, where=where)
    documents = retriever.invoke(MASTER)
    assert {document.metadata["article"] for document in documents} == {"bakery"}
    assert asyncio.run(retriever.ainvoke(MASTER)) == documents


def test_the_tool_quotes_with_sentence_article_and_offsets(assistant: Assistant) -> None:
    told, answer = called(assistant, MASTER), assistant.ask(MASTER)
    assert (told["found"], told["answer"]) == (True, "Ingrid Solberg")
    assert [citation["article"] for citation in told["citations"]] == [
        citation.article.id for citation in answer.citations
    ]
    for citation in told["citations"]:
        article = assistant.library.article(citation["article"])
        assert article
        assert article.text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"] in citation["sentence"]
        assert citation["sentence"] in article.text
        assert "origin" not in citation


def test_the_tool_says_when_nothing_is_found(assistant: Assistant) -> None:
    told = called(assistant, "Who won the football final?")
    assert (told["found"], told["answer"]) == (False, "")
    assert told["nearest"]
    assert "citations" not in told
    assert not called(assistant, MASTER, where=ArticleFilter(articles=["bakery"]))["found"]


def test_the_tool_tells_a_model_what_is_wrong_with_a_question(assistant: Assistant) -> None:
    tool = answer_tool(assistant)
    assert tool.invoke({"question": " "}).startswith("The question is empty.")
    assert asyncio.run(tool.ainvoke({"question": "x" * 1001})).startswith("The question has 1,001")


def test_the_tool_can_be_awaited(assistant: Assistant) -> None:
    tool = answer_tool(assistant, name="ask_the_coast")
    assert tool.name == "ask_the_coast"
    assert asyncio.run(tool.ainvoke({"question": MASTER})) == tool.invoke({"question": MASTER})
