"""Passages that share a question's words, by BM25: the only user of tantivy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from index.passages import Passage

_ANALYZER = "pullquote"
_HEADING_WEIGHT = 0.5  # a title's words stand in each of an article's passages, so they tell less
_HEAP = 50_000_000  # bytes, of the writer
_LONGEST_QUERY = 200  # distinct words


class LexicalIndex:
    """BM25 over the text and the heading of each passage; read-only, safe in parallel.

    Robertson and Zaragoza 2009, with tantivy's k1 = 1.2 and b = 0.75.
    """

    def __init__(self, index: tantivy.Index) -> None:
        index.register_tokenizer(_ANALYZER, _analyzer())
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, passages: Iterable[Passage], folder: Path) -> LexicalIndex:
        """Index passages into an empty folder."""
        index = tantivy.Index(_schema(), str(folder))
        index.register_tokenizer(_ANALYZER, _analyzer())
        writer = index.writer(_HEAP, 1)
        for passage in passages:
            document = tantivy.Document()
            document.add_unsigned("passage", passage.id)
            document.add_text("text", passage.text)
            document.add_text("heading", passage.article.heading)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Load an index that `build` wrote."""
        return cls(tantivy.Index.open(str(folder)))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """Give up to `k` passage ids with their BM25 scores, highest first.

        The question is only ever looked up word by word: nothing in it acts as query syntax.
        """
        words = list(dict.fromkeys(_analyzer().analyze(question)))[:_LONGEST_QUERY]
        if not words or len(self) == 0:
            return []
        clauses = [(Occur.Should, self._word(word)) for word in words]
        found = self._searcher.search(Query.boolean_query(clauses), k, count=False).hits
        ids = self._searcher.fast_field_values("passage", [address for _, address in found])
        ranked = [(int(id or 0), float(score)) for id, (score, _) in zip(ids, found, strict=True)]
        return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))  # equal scores: in a fixed order

    def _word(self, word: str) -> Query:
        text = Query.term_query(self._schema, "text", word, "freq")
        heading = Query.term_query(self._schema, "heading", word, "freq")
        return Query.boolean_query(
            [(Occur.Should, text), (Occur.Should, Query.boost_query(heading, _HEADING_WEIGHT))]
        )


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    for name in ("text", "heading"):
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()


@cache
def _analyzer() -> TextAnalyzer:
    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return words.filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()
