"""txtai's pipeline for extractive answers over a hybrid index of its embeddings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from txtai import RAG, Embeddings
from txtai.pipeline import Questions, Segmentation

from eval.bench.peers.system import PASSAGES, Ask, Reply, Weights
from eval.ground import Place
from index import Article

_STORED = "embeddings"


class Remembering(Questions):
    """txtai's reader, that keeps the words of which it was too unsure to give them."""

    last = ""

    def answer(self, *given: Any) -> str:
        """Find the words, which `Questions` drops when their probability is below 0.05."""
        self.last = super().answer(*given)
        return self.last


def index(articles: Sequence[Article], weights: Weights, folder: Path) -> int:
    """Split by paragraphs, and index them by vectors and by words."""
    rows = [row for article in articles for row in _paragraphs(article)]
    embeddings = Embeddings(path=str(weights.encoder), hybrid=True, content=True)
    embeddings.index(rows)
    embeddings.save(str(folder / _STORED))
    return len(rows)


def open(weights: Weights, folder: Path, passages: int = PASSAGES) -> Ask:
    """Load the index, and read the passages found in it as one text, as txtai does."""
    embeddings = Embeddings()
    embeddings.load(str(folder / _STORED))
    reader = Remembering(str(weights.reader), gpu=False)
    answering = RAG(embeddings, reader, context=passages)
    referring = RAG(embeddings, reader, context=passages, output="reference")

    def ask(question: str) -> Reply:
        reader.last = ""
        text = answering(question)["answer"] or ""
        return Reply(text, reader.last, lambda: _place(embeddings, referring(question), text))

    return ask


def _paragraphs(article: Article) -> Iterator[tuple[str, str]]:
    """Give the paragraphs, with the article and where each begins in it as their ids."""
    end = 0
    for paragraph in Segmentation(paragraphs=True)(article.text):
        begin = article.text.find(paragraph, end)
        end = max(begin, end)
        yield f"{begin} {article.id}", paragraph


def _place(embeddings: Any, referred: dict[str, Any], text: str) -> Place | None:
    """Look for an answer in the passage that it is said to stand in; txtai tells no offsets."""
    wanted = "select text from txtai where id = :id"
    (row,) = embeddings.search(wanted, parameters={"id": referred["reference"]})
    at = row["text"].find(text)
    if at < 0:
        return None
    begin, _, id = referred["reference"].partition(" ")
    return Place(id, int(begin) + at, int(begin) + at + len(text))
