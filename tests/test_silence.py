"""Nothing leaves the machine: the libraries that would report on their use are told not to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPTS = {
    "asking": """
        from pathlib import Path
        from index.onnx_session import OnnxSession
        from qa.reader import bundled_folder
        OnnxSession.load(bundled_folder() / "model.onnx", 1)
    """,
    "quantising": """
        from pathlib import Path
        from index.onnx_export import quantize_onnx
        try:
            quantize_onnx(Path("missing.onnx"), Path("made.onnx"), [])
        except Exception:
            pass
    """,
}


@pytest.mark.parametrize("doing", _SCRIPTS)
def test_onnxruntime_keeps_no_account_of_its_use(doing: str, tmp_path: Path) -> None:
    lines = [line.removeprefix("        ") for line in _SCRIPTS[doing].splitlines()]
    # It is silent by itself where it takes itself to be tested.
    others = {k: v for k, v in os.environ.items() if k not in {"CI", "ORT_DISABLE_TELEMETRY"}}
    subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env=others | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        cwd=Path(__file__).parents[1],
        check=True,
        timeout=120,
    )
    assert not list(tmp_path.rglob("*onnxruntime*"))
