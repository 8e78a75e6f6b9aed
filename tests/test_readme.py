"""README shows what runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qa import Assistant
from ui.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.models
def test_the_python_example_runs(
    real_assistant: Assistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    place = str(real_assistant.library.path)
    example = example.replace('"my-library"', repr(place))
    example = example.replace("Who opened the harbour?", "Who is the Pentagon spokesman?")
    exec(compile(example, "README.md", "exec"), {})
    assert "'Jonathan Hoffman' says" in capsys.readouterr().out


def test_the_commands_shown_exist() -> None:
    shown = set(re.findall(r"^pullquote (\w+)", README, re.MULTILINE))
    assert {"index", "ask", "serve", "info"} <= shown
    listed = CliRunner().invoke(app, ["--help"]).output
    assert all(command in listed for command in shown - {"eval"})


def test_the_make_targets_shown_exist() -> None:
    targets = set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {"run", "test"} <= targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_the_figures_shown_are_those_of_the_page_on_limits() -> None:
    limits = (ROOT / "docs" / "limits.md").read_text("utf-8").splitlines()
    rows = [line for line in README.splitlines() if re.search(r"\| [^|]*\d[^|]* \| `.*` \|$", line)]
    assert len(rows) >= 6
    assert [row for row in rows if row not in limits] == []


def test_links_and_pictures_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    for link in links:
        assert link.startswith("https://") or (ROOT / link).exists(), link


def test_no_figure_is_left_out() -> None:
    for page in (README, (ROOT / "qa/models/pullquote-minilm/README.md").read_text("utf-8")):
        assert not re.search(r"@[A-Z0-9]+@|<!-- figures", page)
