"""The page for the first ten minutes shows what is to be typed, and what it prints."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app

PAGE = (Path(__file__).parents[1] / "docs" / "first-ten-minutes.md").read_text("utf-8")
STEPS = re.findall(
    r"<!-- tested(: a script)? -->\n```sh\n(.*?)```\n(?:\n```text\n(.*?)```)?", PAGE, re.DOTALL
)
DIFFERS = re.compile(r"\d+%|\(\d+\.\d kB\)")  # between processors, and between versions of SQLite


@pytest.mark.models
def test_what_is_typed_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(STEPS) == PAGE.count("<!-- tested") > 6
    monkeypatch.chdir(tmp_path)
    for script, typed, shown in STEPS:
        if script:
            subprocess.run(["sh", "-e", "-c", typed], check=True)
            continue
        command, *arguments = shlex.split(typed)
        assert command == "pullquote"
        printed = CliRunner().invoke(app, arguments).stdout
        assert DIFFERS.sub("…", printed).strip() == DIFFERS.sub("…", shown).strip()
