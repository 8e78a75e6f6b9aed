"""Run an ONNX model on the CPU."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from index.errors import ModelError
from index.onnx_runtime import onnx_runtime


class OnnxSession:
    """A model that takes tokenized texts and gives arrays; safe to run from several threads."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._inputs = {node.name for node in session.get_inputs()}

    @classmethod
    def load(cls, path: Path, threads: int) -> OnnxSession:
        """Load a model file for the CPU, with at most `threads` threads a run.

        Raises:
            ModelError: the file is missing or no ONNX model.
        """
        ort = onnx_runtime()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin between runs take the cores from whatever else the machine does.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            path.open("rb").close()  # onnxruntime does not say why it cannot read a file
            # By its path: to pass its bytes on takes longer than all else.
            session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except OSError as error:
            raise ModelError(f"Cannot read the model {path}: {error.strerror}.") from None
        except Exception as error:  # onnxruntime's own errors share no base but this
            raise ModelError(f"{path} is not a usable ONNX model: {error}") from error
        return cls(session)

    def run(self, batch: list[Encoding]) -> list[NDArray[np.float32]]:
        """Run one batch of encodings padded to one length; gives the model's outputs in order."""
        feeds = {
            "input_ids": [encoding.ids for encoding in batch],
            "attention_mask": [encoding.attention_mask for encoding in batch],
            "token_type_ids": [encoding.type_ids for encoding in batch],
        }
        arrays = {k: np.asarray(v, dtype=np.int64) for k, v in feeds.items() if k in self._inputs}
        outputs: list[NDArray[np.float32]] = self._session.run(None, arrays)
        return outputs
