"""Give an exported reader back as a model to train: `python -m qa.training.restore --out FOLDER`.

The weights come back on the grid of 8 bits that they were rounded to, so the start is a little
worse than what was exported; the first steps of training make that good.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import AutoConfig, AutoModelForQuestionAnswering, PreTrainedTokenizerFast

from index import ModelError
from index.onnx_export import INPUTS, first_line
from qa.reader import bundled_folder
from qa.training.command import errors_shown

_PREFIX = "reader."  # what the export calls the network


def restore(exported: Path, folder: Path) -> None:
    """Write the weights of an exported reader to `folder`, as Transformers stores a model.

    Raises:
        ModelError: `exported` holds no reader that this version exported.
    """
    for name in ("model.onnx", "config.json", "tokenizer.json"):
        if not (exported / name).is_file():
            raise ModelError(
                f"{exported} holds no reader to train on: it has no {name}. Name a folder that "
                "python -m qa.reader_export wrote."
            )
    try:
        config = AutoConfig.from_pretrained(exported)
        model = onnx.load(str(exported / "model.onnx"))
    except (OSError, ValueError, DecodeError) as error:
        why = first_line(error)
        raise ModelError(f"The reader in {exported} cannot be read: {why}") from None
    weights = _weights(model)
    network = AutoModelForQuestionAnswering.from_config(config)
    expected = network.state_dict()
    if missing := sorted(expected.keys() - weights.keys()):
        raise ModelError(f"{exported}/model.onnx lacks the weights {', '.join(missing[:3])}.")
    network.load_state_dict({name: torch.from_numpy(weights[name].copy()) for name in expected})
    network.save_pretrained(folder)
    taken = {put.name for put in model.graph.input}
    words = PreTrainedTokenizerFast(
        tokenizer_file=str(exported / "tokenizer.json"),
        model_input_names=[name for name in INPUTS if name in taken],
        model_max_length=config.max_position_embeddings,
    )
    words.pad_token = words.convert_ids_to_tokens(config.pad_token_id)
    words.save_pretrained(folder)


def _weights(model: Any) -> dict[str, NDArray[np.float32]]:
    """Read every weight by its name in the network.

    Linear layers are exported without their names, so they are found by the node that uses them.
    """
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    named = {
        name.removesuffix("_quantized"): _value(name, stored)
        for name in stored
        if name.startswith(_PREFIX) and not name.endswith(("_scale", "_zero_point"))
    }
    for node in model.graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and node.input[1] in stored:
            layer = node.name.strip("/").rpartition("/")[0].replace("/", ".")
            named[f"{layer}.weight"] = _value(node.input[1], stored).T
    return {name.removeprefix(_PREFIX): weight for name, weight in named.items()}


def _value(name: str, stored: dict[str, Any]) -> NDArray[np.float32]:
    if not name.endswith("_quantized"):
        return np.asarray(stored[name], np.float32)
    base = name.removesuffix("_quantized")
    steps = stored[name].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
    return np.asarray(steps * stored[f"{base}_scale"], np.float32)


def main() -> None:
    """Restore from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, default=bundled_folder(), help="an exported one")
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    with errors_shown(parser):
        restore(arguments.reader, arguments.out)


if __name__ == "__main__":
    main()
