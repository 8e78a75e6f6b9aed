"""Export an extractive reader from PyTorch to ONNX: `python -m qa.reader_export MODEL FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from index.onnx_export import INPUTS, export_onnx, quantize_onnx
from qa.network import load_network
from qa.reader_settings import ReaderSettings


def export_reader(
    model: str, folder: Path, *, quantize: bool = True, download: bool = True
) -> None:
    """Write `model.onnx`, `tokenizer.json` and `reader.json` for a Transformers reader.

    Weights are quantised to 8 bits per channel; the span head stays in float, for its two outputs
    are compared with each other at fine steps. With `download`, a name that is not on this machine
    is looked for on the model hub.

    Raises:
        ModelError: there is no such model, it is no extractive reader, or has no fast tokenizer.
    """
    import torch  # late: reading needs none of it

    network, tokenizer = load_network(model, "extractive reader", download=download)
    accepted = tuple(name for name in INPUTS if name in tokenizer.model_input_names)

    class Spans(torch.nn.Module):
        """Only the two logits, (batch, length) each."""

        def __init__(self) -> None:
            super().__init__()
            self.reader = network

        def forward(self, *inputs: Any) -> Any:
            out = self.reader(**dict(zip(accepted, inputs, strict=True)))
            return out.start_logits, out.end_logits

    folder.mkdir(parents=True, exist_ok=True)
    exported = folder / ("float.onnx" if quantize else "model.onnx")
    outputs = {"start_logits": True, "end_logits": True}
    export_onnx(Spans(), accepted, outputs, exported)
    if quantize:
        quantize_onnx(exported, folder / "model.onnx", _span_head(exported))
        exported.unlink()
    network.config.save_pretrained(folder)  # its shape, for training on
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    positions = int(getattr(network.config, "max_position_embeddings", 512))
    titles = bool(getattr(network.config, "reads_titles", False))  # set in training
    ReaderSettings(max_tokens=min(384, positions), titles=titles).save(folder)


def _span_head(path: Path) -> list[str]:
    """Name the matrix products of the span head: the module that Transformers calls qa_outputs."""
    import onnx

    nodes = onnx.load(str(path), load_external_data=False).graph.node
    return [node.name for node in nodes if "qa_outputs" in node.name and node.op_type == "MatMul"]


def main() -> None:
    """Run the export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a Transformers question-answering model: folder or name")
    parser.add_argument("folder", type=Path, help="where to write the exported reader")
    parser.add_argument("--float", action="store_true", help="keep float32 weights")
    arguments = parser.parse_args()
    export_reader(arguments.model, arguments.folder, quantize=not arguments.float)


if __name__ == "__main__":
    main()
