"""Load a Transformers reader in PyTorch: to export it, to train it, to average it."""

from __future__ import annotations

from typing import Any

from index import ModelError
from index.onnx_export import first_line, quiet


def load_network(model: str, called: str = "model", *, download: bool = True) -> tuple[Any, Any]:
    """Load a Transformers model in float32, with a new span head if it has none, and its tokenizer.

    `called` is what it is called in errors. Without `download` it must be on this machine.

    Raises:
        ModelError: there is no such model, or it has no fast tokenizer.
    """
    with quiet():  # imported late: reading needs none of it
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        try:
            network = AutoModelForQuestionAnswering.from_pretrained(
                model,
                attn_implementation="eager",
                dtype=torch.float32,
                local_files_only=not download,
            )
            tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=not download)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"There is no {called} {model!r} on this machine. Give a folder, or the name of "
                f"one that has been downloaded. ({first_line(error)})"
            ) from None
    if not tokenizer.is_fast:
        raise ModelError(f"The {called} {model!r} has no fast tokenizer; choose one that has.")
    return network, tokenizer
