"""Import onnxruntime so that it stays silent."""

from __future__ import annotations

import os
from typing import Any


def onnx_runtime() -> Any:
    """Import onnxruntime, whose telemetry is off for this process from now on.

    Its builds for Linux from 1.29 on report every session to their makers unless told not to, and
    look at the variable when they are imported: afterwards is too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # Imported late: `import qa` stays quick, and `pullquote --help` needs no model.
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # for a program that had imported it before
    return onnxruntime
