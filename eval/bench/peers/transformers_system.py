"""A plain loop over sentence-transformers and Transformers: the nearest passages, the best span."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from eval.bench.peers.system import PASSAGES, Ask, Reply, Weights
from eval.ground import Place
from index import Article

_LONGEST = 384  # tokens of question and passage
_STRIDE = 128
_LONGEST_ANSWER = 30  # tokens


def index(articles: Sequence[Article], weights: Weights, folder: Path) -> int:
    """Split by paragraphs, and store their vectors."""
    passages = [passage for article in articles for passage in _paragraphs(article)]
    encoder = SentenceTransformer(str(weights.encoder), device="cpu")
    texts = [text for _, _, text in passages]
    vectors = encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    np.save(folder / "vectors.npy", vectors)
    (folder / "passages.json").write_text(json.dumps(passages), "utf-8")
    return len(passages)


def open(weights: Weights, folder: Path) -> Ask:
    """Load the vectors, and read the nearest passages in one batch."""
    passages = json.loads((folder / "passages.json").read_text("utf-8"))
    vectors = np.load(folder / "vectors.npy")
    encoder = SentenceTransformer(str(weights.encoder), device="cpu")
    tokenizer = AutoTokenizer.from_pretrained(weights.reader)
    reader = AutoModelForQuestionAnswering.from_pretrained(weights.reader, dtype=torch.float32)

    def ask(question: str) -> Reply:
        vector = encoder.encode(question, normalize_embeddings=True, show_progress_bar=False)
        nearest = [passages[place] for place in np.argsort(-(vectors @ vector))[:PASSAGES]]
        batch = tokenizer(
            [question] * len(nearest),
            [text for _, _, text in nearest],
            truncation="only_second",
            max_length=_LONGEST,
            stride=_STRIDE,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            padding=True,
            return_tensors="pt",
        )
        sources = batch.pop("overflow_to_sample_mapping").tolist()
        offsets = batch.pop("offset_mapping").tolist()
        with torch.inference_mode():
            read = reader(**batch)
        score, window, first, last = max(
            _best(read.start_logits[window], read.end_logits[window], window, batch)
            for window in range(len(sources))
        )
        article, begin, text = nearest[sources[window]]
        start, end = offsets[window][first][0], offsets[window][last][1]
        place = Place(article, begin + start, begin + end)
        best = text[start:end]
        return Reply(best if score > 0 else "", best, lambda: place)

    return ask


def _best(start: Any, end: Any, window: int, batch: Any) -> tuple[float, int, int, int]:
    """Give the log-odds of a window's best span against "no answer", and its two tokens."""
    own = torch.tensor([part == 1 for part in batch.sequence_ids(window)])
    legal = (own[:, None] & own[None, :]).triu().tril(_LONGEST_ANSWER - 1)
    pairs = (start[:, None] + end[None, :]).masked_fill(~legal, -torch.inf)
    first, last = divmod(int(pairs.argmax()), len(start))
    return float(pairs[first, last] - start[0] - end[0]), window, first, last


def _paragraphs(article: Article) -> Iterator[tuple[str, int, str]]:
    """Give the paragraphs, with the article and where each begins in it."""
    begin = 0
    for paragraph in article.text.split("\n\n"):
        if paragraph.strip():
            yield article.id, begin, paragraph
        begin += len(paragraph) + 2
