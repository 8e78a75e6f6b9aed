"""Search indexes that a stranger made: what they say of themselves is checked before it is used."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from toys import ToyEncoder, make_article

from index import Library
from index.manifest import Manifest, digest
from index.segment import Segment

QUESTION = "Who is the harbour master?"


def home_of(library: Library) -> Path:
    (home,) = (library.path / "derived").iterdir()
    return home


def rewrite(home: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a manifest, and bring its checksums up to what stands in the files."""
    fields = json.loads((home / "manifest.json").read_text())
    change(fields)
    if isinstance(fields.get("files"), dict):
        for name, told in fields["files"].items():
            if isinstance(told, str) and (home / name).is_file():
                fields["files"][name] = digest(home / name)
    (home / "manifest.json").write_text(json.dumps(fields))


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "a number that is a text": lambda fields: fields.update(passages="5"),
    "a truth that is a number": lambda fields: fields["segments"][0].update(exact=1),
    "a number below zero": lambda fields: fields.update(last_id=-1),
    "a fraction": lambda fields: fields.update(lexical_deleted=0.5),
    "segments that are none": lambda fields: fields.update(segments=["x"]),
    "a block that is none": lambda fields: fields["segments"][0].update(block=7),
    "a path for a block": lambda fields: fields["segments"][0]["block"].update(first="/../../x"),
    "files in a list": lambda fields: fields.update(files=list(fields["files"])),
    "a checksum that is a number": lambda fields: fields["files"].update({"deleted.ids": 3}),
    "a file elsewhere": lambda fields: fields["files"].update({"../../../stolen": "0"}),
    "a file elsewhere by way of the words": lambda fields: fields["files"].update(
        {"lexical/../../../stolen": "0"}
    ),
    "a segment without files": lambda fields: fields["files"].pop("vectors-1-3.faiss"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_manifest_that_was_never_written_is_not_followed(
    library: Library, tmp_path: Path, wrong: str
) -> None:
    right = [hit.passage for hit in library.search(QUESTION)]
    home = home_of(library)
    library.close()
    (tmp_path / "stolen").write_text("not of the library")
    rewrite(home, WRONG[wrong])
    with pytest.raises(ValueError, match="the manifest is damaged"):
        Manifest.read(home)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with Library.open(library.path, ToyEncoder()) as opened:
        assert [hit.passage for hit in opened.search(QUESTION)] == right
        opened.add([make_article("new", "The lighthouse keeper retires.")])
        assert opened.verify() == []
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert not [path for path in after - before if not path.is_relative_to(library.path)]


@pytest.mark.parametrize("kind", ["device", "link"])
def test_a_file_that_is_not_of_the_library_is_not_read(library: Library, kind: str) -> None:
    home = home_of(library)
    library.close()
    file = home / "deleted.ids"
    file.unlink()
    if kind == "link":
        file.symlink_to("/dev/zero")
    else:
        os.mkfifo(file)
    with Library.open(library.path, ToyEncoder()) as opened:
        assert opened.search(QUESTION)[0].passage.article.id == "harbour"


@pytest.mark.parametrize("exact", [True, False])
def test_a_file_of_vectors_that_claims_terabytes_is_refused(tmp_path: Path, exact: bool) -> None:
    """Each of its first numbers in turn says that there are 2**40 of something."""
    random, ids = np.random.default_rng(0), np.arange(1, 301)
    vectors = random.normal(size=(300, 8)).astype(np.float32)
    file = tmp_path / "vectors"
    Segment.build(lambda: [(ids, vectors)], 300, 8, exact).save(file)
    data = file.read_bytes()
    refused = 0
    for place in range(4, 120, 4):
        file.write_bytes(data[:place] + struct.pack("<Q", 2**40) + data[place + 8 :])
        try:
            loaded = Segment.load(file, 300, 8)
        except (ValueError, RuntimeError):
            refused += 1
        else:
            assert len(loaded) == 300
    assert refused > 5


@pytest.mark.parametrize("wrong", ["more", "fewer", "other dimension", "long file", "long ids"])
def test_vectors_that_are_not_as_many_as_was_said_are_refused(tmp_path: Path, wrong: str) -> None:
    ids, file = np.arange(1, 101), tmp_path / "vectors"
    vectors = np.random.default_rng(0).normal(size=(100, 8)).astype(np.float32)
    Segment.build(lambda: [(ids, vectors)], 100, 8, exact=True).save(file)
    size, dimension = 100 + {"more": 1, "fewer": -1}.get(wrong, 0), 8
    if wrong == "other dimension":
        dimension = 16
    if wrong == "long file":
        with file.open("ab") as opened:
            opened.truncate(2**40)  # with holes: it takes no space
    if wrong == "long ids":
        with (tmp_path / "vectors.ids").open("ab") as opened:
            opened.truncate(2**40)
    with pytest.raises(ValueError, match="vectors"):
        Segment.load(file, size, dimension)
