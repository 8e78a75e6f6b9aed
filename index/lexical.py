"""Passages that share a question's words, by BM25: the only user of tantivy."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from index.passages import Passage

_STEMMED, _FOLDED = "stemmed", "folded"
_STEMMED_FIELDS = ("text", "heading", "author")  # `search` scores the first two
_HEADING_WEIGHT = 0.5  # a title's words stand in each of an article's passages, so they tell less
_HEAP = 50_000_000  # bytes, of the writer
_LONGEST_QUERY = 200  # distinct words


class LexicalIndex:
    """BM25 over the text and the heading of each passage; read-only, safe in parallel.

    Robertson and Zaragoza 2009, with tantivy's k1 = 1.2 and b = 0.75.
    """

    def __init__(self, index: tantivy.Index) -> None:
        _register(index)
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, passages: Iterable[Passage], folder: Path) -> LexicalIndex:
        """Index passages into an empty folder."""
        index = tantivy.Index(_schema(), str(folder))
        _register(index)
        writer = index.writer(_HEAP, 1)
        for passage in passages:
            document = tantivy.Document()
            document.add_unsigned("passage", passage.id)
            document.add_text("article", passage.article.id)
            texts = (passage.text, passage.article.heading, passage.article.author)
            for field, text in zip(_STEMMED_FIELDS, texts, strict=True):
                document.add_text(field, _composed(text))
                document.add_text("word", _composed(text))
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

    def search(
        self, question: str, k: int, articles: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Give up to `k` passage ids with their BM25 scores, highest first.

        With `articles`, only passages of these ids; their scores are the same without. The question
        is only ever looked up word by word: nothing in it acts as query syntax.
        """
        words = list(dict.fromkeys(stems(question)))[:_LONGEST_QUERY]
        if not words or len(self) == 0:
            return []
        query = Query.boolean_query([(Occur.Should, self._word(word)) for word in words])
        if articles is not None:
            allowed = Query.term_set_query(self._schema, "article", articles)
            unscored = Query.const_score_query(allowed, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, unscored)])
        ranked = self._hits(query, k)
        return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))  # equal scores: in a fixed order

    def holds(self, word: str) -> bool:
        """Whether an article has the word, with any regular ending: text, heading or author."""
        return all(
            any(self._searcher.doc_freq(field, stem) for field in _STEMMED_FIELDS)
            for stem in stems(word)
        )

    def near(self, word: str, edits: int, k: int) -> list[int]:
        """Give up to `k` ids of passages with a word that is at most `edits`, 1 or 2, from a word.

        An edit is a letter more, a letter less, another letter, or two letters swapped.
        """
        query = Query.fuzzy_term_query(self._schema, "word", folded(word), edits)
        return [id for id, _ in self._hits(query, k)]

    def _hits(self, query: Query, k: int) -> list[tuple[int, float]]:
        found = self._searcher.search(query, k, count=False).hits
        ids = self._searcher.fast_field_values("passage", [address for _, address in found])
        return [(int(id or 0), float(score)) for id, (score, _) in zip(ids, found, strict=True)]

    def _word(self, stem: str) -> Query:
        text = Query.term_query(self._schema, "text", stem, "freq")
        heading = Query.term_query(self._schema, "heading", stem, "freq")
        return Query.boolean_query(
            [(Occur.Should, text), (Occur.Should, Query.boost_query(heading, _HEADING_WEIGHT))]
        )


def stems(text: str) -> list[str]:
    """Give the words of a text as they are compared: small letters, no accents, no endings."""
    found: list[str] = _stemmer().analyze(_composed(text))
    return found


def folded(word: str) -> str:
    """Give a word in small letters without accents."""
    return "".join(_folder().analyze(_composed(word)))


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    for name in _STEMMED_FIELDS:
        builder.add_text_field(name, tokenizer_name=_STEMMED, index_option="freq")
    builder.add_text_field("word", tokenizer_name=_FOLDED, index_option="basic")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    index.register_tokenizer(_STEMMED, _stemmer())
    index.register_tokenizer(_FOLDED, _folder())


@cache
def _folder() -> TextAnalyzer:
    return _folding().build()


@cache
def _stemmer() -> TextAnalyzer:
    return _folding().filter(Filter.stemmer("english")).build()


def _folding() -> TextAnalyzerBuilder:
    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return words.filter(Filter.ascii_fold())


def _composed(text: str) -> str:
    """Put each letter and its accents into one character: apart, they would be two words."""
    return unicodedata.normalize("NFC", text)
