"""Turn PyTorch modules into ONNX files, and quantise them."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from index.onnx_runtime import onnx_runtime

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_onnx(
    module: Any, inputs: tuple[str, ...], outputs: Mapping[str, bool], path: Path
) -> None:
    """Write a module that takes `inputs` in order, each int64 (batch, length), as an ONNX file.

    `outputs` names the results; true for those with a length axis, (batch, length), false for
    (batch, width).
    """
    import torch

    example = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in inputs}
    axes |= {
        name: {0: "batch", 1: "length"} if long else {0: "batch"} for name, long in outputs.items()
    }
    module.eval()
    with quiet(), torch.inference_mode():
        torch.onnx.export(
            module,
            tuple(example for _ in inputs),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,  # the newer exporter's models run slower once quantised
        )


def quantize_onnx(source: Path, target: Path, keep_float: list[str]) -> None:
    """Quantise the weights of an ONNX file to 8 bits, per channel, except the nodes named."""
    onnx_runtime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with quiet():
        quantize_dynamic(
            source,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=keep_float,
        )


def weights_fingerprint(module: Any) -> str:
    """SHA-256 over a module's weights, whatever file they came from, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for name, tensor in sorted(module.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().float().numpy().tobytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries that load and export models from writing over a caller's terminal."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def first_line(error: Exception) -> str:
    """Give the first line of an error's message: libraries of models write many."""
    return str(error).strip().partition("\n")[0]
