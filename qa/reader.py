"""Mark the words that answer a question: the Reader protocol, and readers run by ONNX."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index import ModelError, Settings
from index.articles import Offsets
from index.language_detection import ENGLISH
from index.model_store import cached_folder, locate_model, model_name
from index.onnx_session import OnnxSession
from qa.english.words import end_of_abbreviation
from qa.reader_settings import ReaderSettings
from qa.titled import titled

BUNDLED = "pullquote-minilm"
_JOINED = "\u200d\ufe0e\ufe0f"  # zero-width joiner and variation selectors
_LONGEST_QUESTION = 64  # tokens; the passage needs the rest of the window


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that a reader marked: `[start, end)` in characters of the passage that it was given.

    `score` is the span's log-odds against "this passage does not answer": start plus end logit of
    the span, less those of the null position [CLS] (Devlin et al. 2019, section 4.3). Higher is
    surer, and 0 is even. `passage` is the same of the passage: all of its spans taken together.
    """

    start: int
    end: int
    score: float
    passage: float


class Reader(Protocol):
    """Anything that reads a question against passages."""

    @property
    def name(self) -> str:
        """What a person calls this reader."""

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        """Mark spans in each passage: for every passage its spans, best first, none overlapping.

        `titles` are those of the passages' articles, one for each or none at all.
        """


class OnnxReader:
    """An extractive reader exported to ONNX; the bundled one has 8-bit weights."""

    def __init__(
        self,
        name: str,
        folder: Path,
        tokenizer: Tokenizer,
        model: OnnxSession,
        threads: int,
    ) -> None:
        self.name = name
        self.folder = folder  # where it is exported: its calibration is stored there
        settings = ReaderSettings.load(folder)
        self._settings = settings
        self._model = model
        # A window a thread: no padding, no waiting for each other's layers, and an 8-bit model's
        # scores, whose steps are those of its whole batch, depend on nothing else that is read.
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="reader")
        self._questions = Tokenizer.from_str(tokenizer.to_str())
        self._questions.enable_truncation(_LONGEST_QUESTION)
        self._pairs = tokenizer
        self._pairs.enable_truncation(
            settings.max_tokens, stride=settings.stride, strategy="only_second"
        )
        self._pairs.no_padding()

    @property
    def languages(self) -> frozenset[str]:
        """The codes of the languages that it is made for; none where that is not known."""
        return frozenset({ENGLISH} if self.folder == bundled_folder() else ())

    @classmethod
    def open(cls, name: str, settings: Settings, *, download: bool = True) -> OnnxReader:
        """Open the bundled reader, an exported one's folder, or any extractive Transformers model.

        A Transformers model, by name or folder, is exported to the cache the first time. With
        `download`, a name that is not on this machine is looked for on the model hub.

        Raises:
            ModelError: there is no such model, or it is not an extractive reader.
        """
        folder = bundled_folder()
        if name != BUNDLED:
            model = locate_model(name, {})
            folder = Path(model)
            if not ReaderSettings.stands_in(folder):
                from qa.reader_export import export_reader  # late: it is run as a command too

                folder = cached_folder(
                    settings.cache,
                    "readers",
                    model,
                    lambda draft: export_reader(model, draft, download=download),
                )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = OnnxSession.load(folder / "model.onnx", threads=1)
        return cls(name, folder, tokenizer, session, settings.threads)

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        """Mark the best spans of each passage; a long passage is read in overlapping windows.

        Titles are read only by a reader that was trained with them.
        """
        question = self._shorten(question)
        seen = [(passage, 0) for passage in passages]
        if titles and self._settings.titles:
            seen = [titled(*pair) for pair in zip(titles, passages, strict=True)]
        encodings = self._pairs.encode_batch([(question, text) for text, _ in seen])
        windows = [
            (number, window)
            for number, encoding in enumerate(encodings)
            for window in (encoding, *encoding.overflowing)
        ]
        marked: list[list[Marked]] = [[] for _ in passages]
        begins = [seen[number][1] for number, _ in windows]
        marks = self._threads.map(self._mark, (window for _, window in windows), begins)
        for (number, _), found in zip(windows, marks, strict=True):
            marked[number] += found
        return [
            _best([_whole(mark, text) for mark in marks], self._settings.spans)
            for marks, text in zip(marked, passages, strict=True)
        ]

    def _mark(self, window: Encoding, begin: int) -> list[Marked]:
        """Mark the best spans of one window whose passage begins at the character `begin`."""
        readable = [
            part == 1 and offsets[0] >= begin
            for part, offsets in zip(window.sequence_ids, window.offsets, strict=True)
        ]
        if not any(readable):
            return []
        first, last = np.flatnonzero(readable)[[0, -1]]
        (start,), (end,) = self._model.run([window])
        pairs = start[first : last + 1, None] + end[None, first : last + 1]
        legal = np.triu(np.ones(pairs.shape, bool)) & ~np.triu(
            np.ones(pairs.shape, bool), self._settings.longest_answer
        )
        scores = np.where(legal, pairs, -np.inf) - (start[0] + end[0])
        together = float(np.logaddexp.reduce(scores, axis=None))
        best = _spans_by_score(scores, window, int(first), self._settings.spans)
        return [Marked(start - begin, end - begin, score, together) for (start, end), score in best]

    def _shorten(self, question: str) -> str:
        encoding = self._questions.encode(question, add_special_tokens=False)
        return question[: encoding.offsets[-1][1]] if encoding.overflowing else question


def open_reader(named: str | None, suiting: str, settings: Settings) -> OnnxReader:
    """Open the reader that somebody named, else the one that suits a library, else the bundled one.

    Only what somebody named here is downloaded: a library may come from a stranger.

    Raises:
        ModelError: there is no such model, or it is not an extractive reader.
    """
    if named or not suiting:
        return OnnxReader.open(named or BUNDLED, settings)
    try:
        return OnnxReader.open(suiting, settings, download=False)
    except ModelError as error:
        raise ModelError(
            f"The library names the reader {suiting!r}, and it cannot be opened here. Name another "
            f"with --reader, such as {BUNDLED}. ({error})"
        ) from None


def check_reader(name: str, settings: Settings) -> str:
    """Give the name under which a library is to name a reader; empty of the bundled one.

    Raises:
        ModelError: there is no such model, or it is not an extractive reader.
    """
    OnnxReader.open(name, settings)
    return "" if name == BUNDLED else model_name(name, locate_model(name, {}))


def bundled_folder() -> Path:
    """Where the bundled reader lies, with its calibration and its model card."""
    return Path(__file__).parent / "models" / BUNDLED


def _spans_by_score(
    scores: NDArray[np.float32], window: Encoding, first: int, count: int
) -> Iterator[tuple[Offsets, float]]:
    scores = scores.copy()
    for _ in range(count):
        start, end = (int(i) for i in np.unravel_index(int(scores.argmax()), scores.shape))
        if not np.isfinite(scores[start, end]):
            return
        yield _whole_words(window, first + start, first + end), float(scores[start, end])
        scores[: end + 1, start:] = -np.inf  # every span that overlaps this one


def _whole_words(window: Encoding, start: int, end: int) -> Offsets:
    """Widen a span of tokens to the words that it touches, as characters of the passage."""
    words, parts = window.word_ids, window.sequence_ids
    while start > 0 and parts[start - 1] == 1 and words[start - 1] == words[start]:
        start -= 1
    while end + 1 < len(words) and parts[end + 1] == 1 and words[end + 1] == words[end]:
        end += 1
    return window.offsets[start][0], window.offsets[end][1]


def _whole(mark: Marked, text: str) -> Marked:
    """Move an end past what the tokenizer leaves out: marks of the last letter, `.` of `p.m.`."""
    end = mark.end
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _JOINED):
        end += 1
    return replace(mark, end=end_of_abbreviation(text, end))


def _best(spans: list[Marked], count: int) -> list[Marked]:
    """Keep the best spans that do not overlap: windows and widened words can mark a place twice."""
    kept: list[Marked] = []
    for span in sorted(spans, key=lambda span: (-span.score, span.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return kept[:count]
