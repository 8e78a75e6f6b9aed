"""Mark the words that answer a question: the Reader protocol, and readers run by ONNX."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index import OnnxSession, Settings, cached_folder, locate_model
from qa.reader_export import export_reader
from qa.reader_settings import ReaderSettings

BUNDLED = "pullquote-minilm"
_JOINED = "\u200d\ufe0e\ufe0f"  # zero-width joiner and variation selectors
_LONGEST_QUESTION = 64  # tokens; the passage needs the rest of the window


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that a reader marked: `[start, end)` in characters of the passage that it was given.

    `score` is the span's log-odds against "this passage does not answer": start plus end logit of
    the span, less those of the null position [CLS] (Devlin et al. 2019, section 4.3). Higher is
    surer, and 0 is even.
    """

    start: int
    end: int
    score: float


class Reader(Protocol):
    """Anything that reads a question against passages."""

    @property
    def name(self) -> str:
        """What a person calls this reader."""

    def read(self, question: str, passages: Sequence[str]) -> list[list[Marked]]:
        """Mark spans in each passage: for every passage its spans, best first, none overlapping."""


class OnnxReader:
    """An extractive reader exported to ONNX; the bundled one has 8-bit weights."""

    def __init__(
        self, name: str, settings: ReaderSettings, tokenizer: Tokenizer, model: OnnxSession
    ) -> None:
        self.name = name
        self._settings = settings
        self._model = model
        self._questions = Tokenizer.from_str(tokenizer.to_str())
        self._questions.enable_truncation(_LONGEST_QUESTION)
        self._pairs = tokenizer
        self._pairs.enable_truncation(
            settings.max_tokens, stride=settings.stride, strategy="only_second"
        )
        self._pairs.no_padding()

    @classmethod
    def open(cls, name: str, settings: Settings) -> OnnxReader:
        """Open the bundled reader, an exported one's folder, or any extractive Transformers model.

        A Transformers model, by name or folder, is exported to the cache the first time.

        Raises:
            ModelError: there is no such model, or it is not an extractive reader.
        """
        folder = bundled_folder()
        if name != BUNDLED:
            model = locate_model(name, {})
            folder = Path(model)
            if not ReaderSettings.stands_in(folder):
                folder = cached_folder(
                    settings.cache, "readers", model, lambda draft: export_reader(model, draft)
                )
        run = ReaderSettings.load(folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(name, run, tokenizer, OnnxSession.load(folder / "model.onnx", settings.threads))

    def read(self, question: str, passages: Sequence[str]) -> list[list[Marked]]:
        """Mark the best spans of each passage; a long passage is read in overlapping windows."""
        question = self._shorten(question)
        encodings = self._pairs.encode_batch([(question, passage) for passage in passages])
        windows: list[tuple[int, Encoding]] = []
        for number, encoding in enumerate(encodings):
            windows += [(number, window) for window in (encoding, *encoding.overflowing)]
        marked: list[list[Marked]] = [[] for _ in passages]
        if windows:
            starts, ends = self._logits([window for _, window in windows])
            for row, (number, window) in enumerate(windows):
                for mark in self._spans(window, starts[row], ends[row]):
                    end = _character_end(passages[number], mark.end)
                    marked[number].append(replace(mark, end=end))
        return [_best(marks, self._settings.spans) for marks in marked]

    def _logits(self, windows: list[Encoding]) -> list[NDArray[np.float32]]:
        # All in one batch. The scores of an 8-bit model depend a little on what else is in it.
        longest = max(len(window) for window in windows)
        for window in windows:
            window.pad(longest)
        return self._model.run(windows)

    def _spans(
        self, window: Encoding, start: NDArray[np.float32], end: NDArray[np.float32]
    ) -> list[Marked]:
        readable = np.array([part == 1 for part in window.sequence_ids])
        first, last = np.flatnonzero(readable)[[0, -1]] if readable.any() else (0, -1)
        if last < first:
            return []
        pairs = start[first : last + 1, None] + end[None, first : last + 1]
        legal = np.triu(np.ones(pairs.shape, bool)) & ~np.triu(
            np.ones(pairs.shape, bool), self._settings.longest_answer
        )
        scores = np.where(legal, pairs, -np.inf) - (start[0] + end[0])
        return list(_spans_by_score(scores, window, int(first), self._settings.spans))

    def _shorten(self, question: str) -> str:
        encoding = self._questions.encode(question, add_special_tokens=False)
        return question[: encoding.offsets[-1][1]] if encoding.overflowing else question


def bundled_folder() -> Path:
    """Where the bundled reader lies, with its calibration and its model card."""
    return Path(__file__).parent / "models" / BUNDLED


def _spans_by_score(
    scores: NDArray[np.float32], window: Encoding, first: int, count: int
) -> Iterator[Marked]:
    scores = scores.copy()
    for _ in range(count):
        start, end = (int(i) for i in np.unravel_index(int(scores.argmax()), scores.shape))
        if not np.isfinite(scores[start, end]):
            return
        yield Marked(*_whole_words(window, first + start, first + end), float(scores[start, end]))
        scores[: end + 1, start:] = -np.inf  # every span that overlaps this one


def _whole_words(window: Encoding, start: int, end: int) -> tuple[int, int]:
    """Widen a span of tokens to the words that it touches, as characters of the passage."""
    words, parts = window.word_ids, window.sequence_ids
    while start > 0 and parts[start - 1] == 1 and words[start - 1] == words[start]:
        start -= 1
    while end + 1 < len(words) and parts[end + 1] == 1 and words[end + 1] == words[end]:
        end += 1
    return window.offsets[start][0], window.offsets[end][1]


def _character_end(text: str, end: int) -> int:
    """Move an end past what still belongs to its last character, which the tokenizer leaves out."""
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _JOINED):
        end += 1
    return end


def _best(spans: list[Marked], count: int) -> list[Marked]:
    """Keep the best spans that do not overlap: windows and widened words can mark a place twice."""
    kept: list[Marked] = []
    for span in sorted(spans, key=lambda span: (-span.score, span.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return kept[:count]
