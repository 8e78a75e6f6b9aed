"""The page on Python shows what runs, what it prints, and every name that is promised."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.starter import SEEDS

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def names() -> Iterator[dict[str, Any]]:
    """What the examples define: each goes on from those before it, as the page says."""
    defined: dict[str, Any] = {}
    yield defined
    if "assistant" in defined:
        defined["assistant"].close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page")
    (made / "articles").mkdir()
    for article in SEEDS.glob("*.md"):
        shutil.copy(article, made / "articles")
    return made


@pytest.mark.models
@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_the_examples_run_and_print_what_they_say(
    code: str,
    printed: str,
    names: dict[str, Any],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    exec(compile(code, "docs/python.md", "exec"), names)
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("package", ["qa", "index"])
def test_the_names_that_stay_are_those_exported(package: str) -> None:
    _, after = PAGE.split(f"| `{package}` | what |\n|---|---|\n")
    rows = re.findall(r"^\| (.*?) \|", after.partition("\n\n")[0], re.MULTILINE)
    listed = re.findall(r"`(\w+)`", " ".join(rows))
    assert len(listed) == len(set(listed))
    assert set(listed) == set(importlib.import_module(package).__all__)


@pytest.mark.parametrize("package", ["langchain", "haystack"])
def test_the_names_of_the_integrations_are_there(package: str) -> None:
    listed = re.search(rf"In `qa\.integrations\.{package}`: (.*?)\.\s", PAGE, re.DOTALL)
    assert listed
    module = importlib.import_module(f"qa.integrations.{package}")
    assert all(hasattr(module, name) for name in re.findall(r"`(\w+)`", listed[1]))
