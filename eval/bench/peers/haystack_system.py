"""Haystack's extractive pipeline, with hybrid retrieval, put together as its documentation does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.components.writers import DocumentWriter
from haystack.dataclasses import ExtractedAnswer
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

from eval.bench.peers.system import PASSAGES, Ask, Reply, Weights
from eval.ground import Place
from index import Article

_STORED = "documents.json"


def index(articles: Sequence[Article], weights: Weights, folder: Path) -> int:
    """Split by paragraphs, embed them with their title, and store them."""
    store = InMemoryDocumentStore()
    indexing = Pipeline()
    indexing.add_component("splitter", DocumentSplitter(split_by="passage", split_length=1))
    indexing.add_component(
        "embedder",
        SentenceTransformersDocumentEmbedder(
            model=str(weights.encoder), meta_fields_to_embed=["title"], progress_bar=False
        ),
    )
    indexing.add_component("writer", DocumentWriter(store))
    indexing.connect("splitter", "embedder")
    indexing.connect("embedder", "writer")
    documents = [
        Document(content=article.text, meta={"title": article.title, "article": article.id})
        for article in articles
    ]
    indexing.run({"splitter": {"documents": documents}})
    store.save_to_disk(str(folder / _STORED))
    return int(store.count_documents())


def open(weights: Weights, folder: Path) -> Ask:
    """Load the documents; vectors and BM25 are fused by reciprocal rank, and read with defaults."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / _STORED))
    asking = Pipeline()
    asking.add_component(
        "embedder",
        SentenceTransformersTextEmbedder(model=str(weights.encoder), progress_bar=False),
    )
    asking.add_component("by_vector", InMemoryEmbeddingRetriever(store, top_k=PASSAGES))
    asking.add_component("by_words", InMemoryBM25Retriever(store, top_k=PASSAGES))
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=PASSAGES)
    asking.add_component("joiner", joiner)
    asking.add_component("reader", TransformersExtractiveReader(model=str(weights.reader)))
    asking.connect("embedder", "by_vector")
    asking.connect("by_vector", "joiner")
    asking.connect("by_words", "joiner")
    asking.connect("joiner", "reader")

    def ask(question: str) -> Reply:
        asked = {
            "embedder": {"text": question},
            "by_words": {"query": question},
            "reader": {"query": question},
        }
        answers: list[ExtractedAnswer] = asking.run(asked)["reader"]["answers"]
        best = next((answer for answer in answers if answer.data), None)
        if best is None:
            return Reply("", "", lambda: None)
        # An answer without words among them says how likely it is that none of them is right.
        return Reply(answers[0].data or "", best.data, lambda: _place(best))

    return ask


def _place(answer: ExtractedAnswer) -> Place:
    passage, span = answer.document.meta, answer.document_offset
    begin = passage["split_idx_start"]
    return Place(passage["article"], begin + span.start, begin + span.end)
