"""Files are found by patterns in the manner of .gitignore."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import find_files
from index.readers.patterns import matcher

NAMES = ["a.html", "b.txt", "drafts/c.html", "2020/01/d.html", "2020/01/e.txt", "2020/drafts.md"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        ([], [], NAMES),
        (["*.html"], [], ["a.html", "drafts/c.html", "2020/01/d.html"]),
        (["**/*.html"], [], ["a.html", "drafts/c.html", "2020/01/d.html"]),
        (["/*.html"], [], ["a.html"]),
        (["2020/**"], [], ["2020/01/d.html", "2020/01/e.txt", "2020/drafts.md"]),
        (["2020/**/*.html"], [], ["2020/01/d.html"]),
        (["2020"], [], ["2020/01/d.html", "2020/01/e.txt", "2020/drafts.md"]),
        (["01/"], [], ["2020/01/d.html", "2020/01/e.txt"]),
        ([], ["drafts/"], ["a.html", "b.txt", "2020/01/d.html", "2020/01/e.txt", "2020/drafts.md"]),
        ([], ["*.html", "*.txt"], ["2020/drafts.md"]),
        (["*.html", "*.txt"], ["2020/"], ["a.html", "b.txt", "drafts/c.html"]),
        (["?.html"], ["[ab].*"], ["drafts/c.html", "2020/01/d.html"]),
        (["[!ab].*"], [], ["drafts/c.html", "2020/01/d.html", "2020/01/e.txt"]),
        (["*.HTML"], [], []),
        ([], ["**"], []),
    ],
)
def test_patterns_choose_the_files(
    folder: Path, include: list[str], exclude: list[str], names: list[str]
) -> None:
    found = find_files([folder], include, exclude)
    assert {file.relative_to(folder).as_posix() for file in found} == set(names)


def test_patterns_choose_among_files_that_are_named_themselves(folder: Path) -> None:
    files = [folder / "a.html", folder / "b.txt"]
    assert find_files(files, exclude=["*.txt"]) == files[:1]
    assert find_files(files) == files


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [
        ("a.b", "axb", False),
        ("a*b", "a/b", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("**/a", "xa", False),
        ("a[1-3]", "a2", True),
        ("a[", "a[", True),
        ("(x+)+$", "(x+)+$", True),
        ("x\ny", "x\ny", True),
        ("", "anything", False),
    ],
)
def test_a_pattern_means_what_it_means_to_git(pattern: str, name: str, matches: bool) -> None:
    assert bool(matcher([pattern]).fullmatch(name)) is matches
