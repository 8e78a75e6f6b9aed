"""The page on what can go wrong names a test for every row, and those tests exist."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "what-can-go-wrong.md").read_text("utf-8")


def test_every_row_has_tests_that_exist() -> None:
    source = "".join(file.read_text("utf-8") for file in TESTS.glob("test_*.py"))
    tests = set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    for row in rows:
        named = set(re.findall(r"`(test_\w+)`", row.split("|")[3]))
        assert named, row
        assert named <= tests, row
