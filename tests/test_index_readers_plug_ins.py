"""Plug-ins bring readers of further formats, and a broken one stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Article, Skipped, read_collection

GOOD = """
from index import Article, InputError
SUFFIXES = {".notes", ".pdf"}
def read(path, data):
    for number, line in enumerate(data.decode().splitlines()):
        if line == "bad":
            yield InputError("a bad note")
        elif line == "odd":
            yield 7
        elif line == "fall":
            raise KeyError("fell")
        else:
            yield Article(f"n{number}", line, line, origin=f"{path}#{number}")
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Install modules as packages that name them as plug-ins."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def put(**modules: str) -> None:
        for name, source in modules.items():
            (site / f"{name}.py").write_text(source)
            metadata = site / f"{name}-1.0.dist-info"
            metadata.mkdir()
            (metadata / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            entry = f"[pullquote.readers]\n{name} = {name}\n"
            (metadata / "entry_points.txt").write_text(entry)

    return put


def test_a_plug_in_reads_its_suffixes_before_our_own_readers(install, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    install(pq_notes=GOOD)
    files = [tmp_path / name for name in ("a.NOTES", "b.pdf", "c.txt")]
    for file in files:
        file.write_text("One\nbad\nodd\nTwo\nfall\nThree")
    items = list(read_collection(files))
    assert [item.title if isinstance(item, Article) else item.reason for item in items] == [
        *("One", "a bad note", "its reader gave no article, but int", "Two"),
        "its reader failed (KeyError: 'fell')",
        *("One", "a bad note", "its reader gave no article, but int", "Two"),
        "its reader failed (KeyError: 'fell')",
        "One",
    ]
    assert items[1].origin == str(files[0])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1 / 0", "the plug-in cannot be used: ZeroDivisionError: division by zero"),
        ("import no_such_thing", "the plug-in cannot be used: ModuleNotFoundError"),
        ("def read(path, data): pass", "the plug-in cannot be used: it needs SUFFIXES"),
        ('SUFFIXES = ".odt"', "the plug-in cannot be used: it needs SUFFIXES"),
        ('SUFFIXES = {"odt"}', "the plug-in cannot be used: 'odt' in its SUFFIXES is none"),
        ('SUFFIXES = {".ODT"}', "the plug-in cannot be used: '.ODT' in its SUFFIXES is none"),
        ('SUFFIXES = {".odt"}', "the plug-in cannot be used: it needs a function read"),
        (GOOD, "another plug-in reads .notes already"),
    ],
)
def test_a_broken_plug_in_is_reported_and_the_rest_is_read(  # type: ignore[no-untyped-def]
    install, tmp_path: Path, source: str, reason: str
) -> None:
    module = f"pq_zz_{abs(hash(source))}"
    install(pq_good=GOOD, **{module: source})
    file = tmp_path / "a.notes"
    file.write_text("One")
    items = list(read_collection([file]))
    reported = next(item for item in items if isinstance(item, Skipped))
    assert reported.origin == f"pullquote.readers: {module}"
    assert reported.reason.startswith(reason)
    assert [item.title for item in items if isinstance(item, Article)] == ["One"]
