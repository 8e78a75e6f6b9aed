"""Load a model to train or to average."""

from __future__ import annotations

from typing import Any

import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from index import ModelError
from index.onnx_export import first_line


def load_network(model: str) -> tuple[Any, Any]:
    """Load a Transformers model in float32, with a new span head if it has none, and its tokenizer.

    Raises:
        ModelError: there is no such model, or it has no fast tokenizer.
    """
    try:
        network = AutoModelForQuestionAnswering.from_pretrained(
            model, attn_implementation="eager", dtype=torch.float32
        )
        words = AutoTokenizer.from_pretrained(model)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"There is no model {model!r} on this machine. Give a folder, or the name of a model "
            f"that has been downloaded. ({first_line(error)})"
        ) from None
    if not words.is_fast:
        raise ModelError(f"The model {model!r} has no fast tokenizer; choose one that has.")
    return network, words
