"""The command with a toy in place of the encoder, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from toys import ToyEncoder
from typer.testing import CliRunner

from index import OnnxEncoder
from ui.cli import app

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0  # seconds; a slow machine is no failure

_START = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background
sys.path[:0] = sys.argv[1:3]
slowness, sys.argv[:] = float(sys.argv[3]), ["pullquote", *sys.argv[4:]]
from toys import ToyEncoder
from index import OnnxEncoder

class Slow(ToyEncoder):
    called = False  # a server encodes one text when it starts: that one is not slow

    def encode_question(self, question):
        time.sleep(slowness if self.called else 0.0)
        self.called = True
        return super().encode_question(question)

OnnxEncoder.open = lambda *_, **__: Slow()
from ui.cli import main
main()
"""


class Toy:
    """Runs `pullquote` with an encoder that is quick, and counts what it embeds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.encoder = ToyEncoder()
        monkeypatch.setattr(OnnxEncoder, "open", lambda *_, **__: self.encoder)

    def __call__(self, *arguments: object, status: int = 0) -> str:
        """Run it; gives what it wrote, and on an error the error."""
        run = CliRunner().invoke(app, list(map(str, arguments)))
        told = str(run.exception) if run.exception and run.exit_code == 1 else ""
        assert run.exit_code == (1 if told else status), run.output
        return run.output + told


class Started:
    """`pullquote` in a process of its own, with what it has written so far."""

    def __init__(self, folder: Path, *arguments: object, slowness: float = 0.0) -> None:
        self._out = folder / "out.txt"
        own = [str(ROOT), str(ROOT / "tests"), str(slowness), *map(str, arguments)]
        with self._out.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *own],
                stdout=file,
                stderr=subprocess.STDOUT,
                env={**os.environ, "COLUMNS": "200"},
            )

    @property
    def written(self) -> str:
        return self._out.read_text("utf-8")

    def wait_for(self, words: str) -> None:
        """Wait until it has written these words."""
        self.wait_until(lambda: words in self.written)

    def wait_until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, self.written
            assert self._process.poll() is None, self.written
            time.sleep(0.02)

    def send(self, signal: int) -> None:
        self._process.send_signal(signal)

    def end(self) -> int:
        """Wait for its end; gives its exit code."""
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
