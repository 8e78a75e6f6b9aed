"""Export a sentence-transformers encoder to ONNX: its only user."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from index.errors import ModelError
from index.onnx_export import INPUTS, export_onnx, first_line, quiet, weights_fingerprint
from index.onnx_session import OnnxSession
from index.row_quantization import quantize_by_rows

MODEL, EIGHT_BIT_MODEL, TOKENIZER = "model.onnx", "model-8bit.onnx", "tokenizer.json"

_FILE = "encoder.json"
_NEAR = 0.998  # cosine; all-MiniLM-L6-v2 reaches 0.9989
_SAMPLES = (
    "The mayor opened the new harbour on Friday, six years after work on it began.",
    "“It will bring back the fishing fleet,” said the harbour master, Ingrid Solberg.",
    "More than 120 people were hurt when two trains met outside the city, police say.",
    "Shares in the company fell by 4.2% to $31.07 after it warned of lower sales in China.",
    "Scientists at the university found that the glacier has lost a third of its ice since 1990.",
    "United won 3-1 away from home and are second in the table, two points behind the leaders.",
)


@dataclass(frozen=True, slots=True)
class EncoderExport:
    """What stands beside the ONNX file of an exported encoder."""

    dimension: int
    fingerprint: str  # of the weights
    max_tokens: int
    question_prompt: str
    passage_prompt: str
    eight_bit: bool  # whether there is an 8-bit model beside it that comes near on this machine

    @classmethod
    def load(cls, folder: Path) -> EncoderExport:
        """Load it from an export's folder."""
        return cls(**json.loads((folder / _FILE).read_text("utf-8")))

    def save(self, folder: Path) -> None:
        """Store it in an export's folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self)), "utf-8")


def export_encoder(model: str, folder: Path, *, download: bool = True) -> None:
    """Write a sentence-transformers model as ONNX, in float32 and in 8 bits, and its tokenizer.

    Raises:
        ModelError: there is no such model, or it has no fast tokenizer.
    """
    with quiet():  # imported late: only a model's first use pays the many seconds that these take
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            encoder = SentenceTransformer(
                model,
                device="cpu",
                local_files_only=not download,
                model_kwargs={"attn_implementation": "eager"},
            )
        except (OSError, ValueError) as error:
            raise ModelError(
                f"There is no encoder {model!r} on this machine. Give a folder, or the name of a "
                f"sentence-transformers model that has been downloaded. ({first_line(error)})"
            ) from None
    if not getattr(encoder.tokenizer, "is_fast", False):
        raise ModelError(f"The encoder {model!r} has no fast tokenizer; choose one that has.")

    accepted = tuple(name for name in INPUTS if name in encoder.tokenizer.model_input_names)

    class Sentences(torch.nn.Module):
        """The whole pipeline, pooling and normalisation included."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, *inputs: Any) -> Any:
            features = dict(zip(accepted, inputs, strict=True))
            vectors = self.encoder(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=-1)

    export_onnx(Sentences(), accepted, {"vectors": False}, folder / MODEL)
    encoder.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    quantize_by_rows(folder / MODEL, folder / EIGHT_BIT_MODEL)
    near = _comes_near(folder)
    if not near:
        (folder / EIGHT_BIT_MODEL).unlink()
    prompts = encoder.prompts or {}
    EncoderExport(
        dimension=int(encoder.get_embedding_dimension() or 0),
        fingerprint=weights_fingerprint(encoder),
        max_tokens=int(encoder.max_seq_length or 512),
        question_prompt=prompts.get("query", ""),
        passage_prompt=prompts.get("document", prompts.get("passage", "")),
        eight_bit=near,
    ).save(folder)


def _comes_near(folder: Path) -> bool:
    """Whether the vectors of the 8-bit model are nearly those of the float32 one.

    They may not be with a model of another build, or a processor that multiplies bytes inexactly.
    """
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    exact, short = (OnnxSession.load(folder / name, 1) for name in (MODEL, EIGHT_BIT_MODEL))
    encodings = [[tokenizer.encode(text)] for text in _SAMPLES]
    cosines = [float((exact.run(one)[0] * short.run(one)[0]).sum()) for one in encodings]
    return float(np.mean(cosines)) >= _NEAR
