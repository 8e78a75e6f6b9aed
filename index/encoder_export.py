"""Export a sentence-transformers encoder to ONNX: its only user."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import ModelError
from index.onnx_export import INPUTS, export_onnx, first_line, quiet, weights_fingerprint

_FILE = "encoder.json"


@dataclass(frozen=True, slots=True)
class EncoderExport:
    """What stands beside the ONNX file of an exported encoder."""

    dimension: int
    fingerprint: str  # of the weights
    max_tokens: int
    question_prompt: str
    passage_prompt: str

    @classmethod
    def load(cls, folder: Path) -> EncoderExport:
        """Load it from an export's folder."""
        return cls(**json.loads((folder / _FILE).read_text("utf-8")))

    def save(self, folder: Path) -> None:
        """Store it in an export's folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self)), "utf-8")


def export_encoder(model: str, folder: Path, *, download: bool = True) -> None:
    """Write `model.onnx`, `tokenizer.json` and `encoder.json` for a sentence-transformers model.

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

    export_onnx(Sentences(), accepted, {"vectors": False}, folder / "model.onnx")
    encoder.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    prompts = encoder.prompts or {}
    EncoderExport(
        dimension=int(encoder.get_embedding_dimension() or 0),
        fingerprint=weights_fingerprint(encoder),
        max_tokens=int(encoder.max_seq_length or 512),
        question_prompt=prompts.get("query", ""),
        passage_prompt=prompts.get("document", prompts.get("passage", "")),
    ).save(folder)
