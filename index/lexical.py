"""Passages that share a question's words, by BM25: the only user of tantivy."""

from __future__ import annotations

import math
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Filter, Occur, Order, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from index.allowed import Allowed
from index.passages import Passage
from index.run_on_scripts import paired

_STEMMED, _FOLDED = "stemmed", "folded"
_STEMMED_FIELDS = ("text", "heading", "author")  # `search` scores the first two
_HEADING_WEIGHT = 0.5  # a title's words stand in each of an article's passages, so they tell less
_HEAP = 50_000_000  # bytes, of the writer
_LONGEST_QUERY = 200  # distinct words
_SPARE, _MOST_TIED = 14, 4096  # hits looked at beyond those wanted, to part equal scores by id
_SIFTED, _MOST_SIFTED = 2, 2048  # times the hits wanted, and hits; see eval/bench/README.md
_DELETED_AT_ONCE = 10_000

_REWRITTEN = {"meta.json", ".managed.json"}


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
        _write(index, passages, [])
        return cls(index)

    @classmethod
    def update(cls, folder: Path, passages: Iterable[Passage], deleted: Sequence[int]) -> None:
        """Add passages to an index that no one searches, and delete some by id.

        Files that are `is_lasting` may have a second name elsewhere: tantivy puts new ones beside
        them. Deleted passages count in the frequencies of words until
        tantivy merges the segments that hold them.
        """
        _write(tantivy.Index.open(str(folder)), passages, deleted)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Load an index that `build` wrote, or `update`."""
        if os.access(folder, os.W_OK):
            return cls(tantivy.Index.open(str(folder)))
        with tempfile.TemporaryDirectory() as lockable:  # tantivy locks what it reads
            for file in folder.iterdir():
                if file.suffix != ".lock":
                    (Path(lockable) / file.name).symlink_to(file.resolve())
            return cls(tantivy.Index.open(lockable))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, question: str, k: int, allowed: Allowed | None = None
    ) -> list[tuple[int, float]]:
        """Give up to `k` passage ids with their BM25 scores, highest first.

        With `allowed`, only what passes; its scores are the same without. The question is only ever
        looked up word by word: nothing in it acts as query syntax.
        """
        words = list(dict.fromkeys(stems(question)))[:_LONGEST_QUERY]
        if not words or len(self) == 0:
            return []
        # All terms in one row: of such a query tantivy leaves out what cannot be among the best.
        query = Query.boolean_query([term for word in words for term in self._terms(word)])
        if allowed is None:
            return self._ranked(query, k)
        sifted = self._sifted(query, k, allowed)
        if sifted is not None:
            return sifted
        articles = Query.term_set_query(self._schema, "article", allowed.articles)
        unscored = Query.const_score_query(articles, 0.0)
        return self._ranked(Query.boolean_query([(Occur.Must, query), (Occur.Must, unscored)]), k)

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
        found = self._searcher.search(query, k, False, "passage", order=Order.Asc).hits
        return [id for id, _ in found]

    def _ranked(self, query: Query, k: int) -> list[tuple[int, float]]:
        """Give the best `k`, equal scores in the order of their ids.

        tantivy puts equal scores in the order of its segments, which is chance: so it is asked for
        more until the last of them scores less than the `k`th.
        """
        depth = k + _SPARE
        hits = self._hits(query, depth)
        while len(hits) == depth < _MOST_TIED and hits[k - 1][1] == hits[-1][1]:
            depth *= 4
            hits = self._hits(query, depth)
        return sorted(hits, key=_order)[:k]

    def _sifted(self, query: Query, k: int, allowed: Allowed) -> list[tuple[int, float]] | None:
        """Give the best `k` of those allowed, if they are among a number of the best of all.

        Where much passes that takes less than to look up each article; None if it is not sure.
        """
        depth = _SIFTED * (k + _SPARE)
        if depth > _MOST_SIFTED * allowed.share:
            return None
        depth = math.ceil(depth / allowed.share)
        hits = self._hits(query, depth)
        ids = np.sort(np.array([id for id, _ in hits], np.int64))
        passing = set(ids[allowed.among(ids)].tolist())
        found = [hit for hit in hits if hit[0] in passing]
        if len(hits) == depth and (len(found) < k or found[k - 1][1] == hits[-1][1]):
            return None
        return sorted(found, key=_order)[:k]

    def _hits(self, query: Query, k: int) -> list[tuple[int, float]]:
        found = self._searcher.search(query, k, count=False).hits
        ids = self._searcher.fast_field_values("passage", [address for _, address in found])
        # Rounded: the sum of a score's parts has no fixed order, and its last bits tell nothing.
        scores = [float(f"{score:.4g}") for score, _ in found]
        return [(int(id or 0), score) for id, score in zip(ids, scores, strict=True)]

    def _terms(self, stem: str) -> list[tuple[Occur, Query]]:
        text = Query.term_query(self._schema, "text", stem, "freq")
        heading = Query.term_query(self._schema, "heading", stem, "freq")
        return [(Occur.Should, text), (Occur.Should, Query.boost_query(heading, _HEADING_WEIGHT))]


def _order(hit: tuple[int, float]) -> tuple[float, int]:
    """Put the best first, and equal scores in the order of their ids."""
    return -hit[1], hit[0]


def is_lasting(name: str) -> bool:
    """Whether a file of an index has one content as long as it has its name."""
    return Path(name).name not in _REWRITTEN and not is_lock(name)


def is_lock(name: str) -> bool:
    """Whether a file of an index is tantivy's lock."""
    return name.endswith(".lock")


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
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    for name in _STEMMED_FIELDS:
        builder.add_text_field(name, tokenizer_name=_STEMMED, index_option="freq")
    builder.add_text_field("word", tokenizer_name=_FOLDED, index_option="basic")
    return builder.build()


def _write(index: tantivy.Index, passages: Iterable[Passage], deleted: Sequence[int]) -> None:
    _register(index)
    writer = index.writer(_HEAP, 1)
    for first in range(0, len(deleted), _DELETED_AT_ONCE):
        some = list(deleted[first : first + _DELETED_AT_ONCE])
        # Not by term: for a number that deletes nothing, and says nothing.
        writer.delete_documents_by_query(Query.term_set_query(index.schema, "passage", some))
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
    """Put each letter and its accents into one character: apart, they would be two words.

    Signs of scripts without spaces are put in pairs: else a whole sentence would be one word.
    """
    return paired(unicodedata.normalize("NFC", text))
