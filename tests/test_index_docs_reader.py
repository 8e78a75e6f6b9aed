"""The reader of a further format that the documentation shows works as it is written there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from index import Article, InputError

PAGE = Path(__file__).parents[1] / "docs" / "adding-articles.md"
SHOWN = re.compile(r"<!-- tested -->\n```python\n(.*?)```", re.DOTALL)


def test_the_reader_that_is_shown_reads_its_files() -> None:
    (code,) = SHOWN.findall(PAGE.read_text("utf-8"))
    module: dict[str, Any] = {}
    exec(code, module)
    assert module["SUFFIXES"] == {".note"}
    path = Path("/news/Mill Lane.note")
    assert list(module["read"](path, b"The mill\nIt turns again since Sunday.\n")) == [
        Article("mill-lane", "The mill", "It turns again since Sunday.\n", origin=str(path))
    ]
    with pytest.raises(InputError):
        list(module["read"](path, b"Only a title\n"))
