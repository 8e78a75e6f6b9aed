"""Small stand-ins for the models: quick, the same on every machine, and right about small texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index import Article, EncoderIdentity
from index.encoder import Vectors
from qa.confidence import Calibration, Scaling
from qa.reader import Marked
from qa.spans import SpanWeights

_WORDS = re.compile(r"\w+")
_NAMES = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*|\b\d[\d,.:]*\b")


class ToyEncoder:
    """Counts words into 64 buckets: texts that share words are near."""

    def __init__(self, name: str = "toy", fingerprint: str = "0") -> None:
        self.identity = EncoderIdentity(name, 64, fingerprint)
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        self.encoded += texts
        return enumerate(self.encode_question(text) for text in texts)

    def encode_question(self, question: str) -> Vectors:
        vector = np.full(64, 0.01, np.float32)
        for word in _WORDS.findall(question.lower()):
            vector[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        return vector / np.linalg.norm(vector)


class ToyReader:
    """Marks names and numbers that the question does not have, surer the more words it shares."""

    name = "toy"

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        asked = {word for word in _WORDS.findall(question.lower()) if len(word) > 3}
        return [self._read(asked, passage) for passage in passages]

    def _read(self, asked: set[str], passage: str) -> list[Marked]:
        shared = len(asked & set(_WORDS.findall(passage.lower())))
        names = sorted(_NAMES.finditer(passage), key=lambda match: _plainness(match[0]))
        found = [
            Marked(match.start(), match.end(), 4.0 * shared - 5.0 - number, 4.0 * shared - 5.0)
            for number, match in enumerate(names)
            if not asked & set(_WORDS.findall(match[0].lower()))
        ]
        return found[:2]


def _plainness(name: str) -> int:
    """Numbers and names of several words first: one capital may only begin a sentence."""
    return 0 if name[0].isdigit() or " " in name else 1


TOY_CALIBRATION = Calibration(
    SpanWeights(reading=1.0, passage=0.0, cosine=1.0, lexical=1.0, form=1.0, none=1.5),
    Scaling(slope=1.0, offset=0.0),
    threshold=0.5,
)


def make_article(id: str, text: str, **metadata: object) -> Article:
    return Article(id=id, title=f"About {id}", text=text, origin=f"{id}.txt", **metadata)  # type: ignore[arg-type]


def unlabelled(item: object) -> object:
    """Take the language and the sources from an article, which have tests of their own."""
    return replace(item, language="", sources={}) if isinstance(item, Article) else item
