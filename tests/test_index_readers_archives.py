"""ZIP archives: their files are read where they are, and hostile ones are bounded."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path

import pytest
from document_toys import pdf, read_all, zipped

from index import Article, Skipped, is_gone, read_collection
from index.readers import archive


def test_every_format_is_read_with_the_folders_in_its_origin(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    page = "<html><body><p>" + "The harbour opened on Friday. " * 9 + "</p></body></html>"
    items = read_all(
        path,
        zipped(
            {
                "2021/may/a#1.txt": b"It opened.",
                "2021/wire.jsonl": b'{"id": "n1", "text": "It closed."}',
                "page.HTML": page.encode(),
                "report.pdf": pdf(["It sank."]),
                "__MACOSX/._a.txt": b"junk",
                "2021/.DS_Store": b"junk",
                ".hidden/a.txt": b"junk",
                "Thumbs.db": b"junk",
                "empty/": b"",
            }
        ),
    )
    assert {item.origin: type(item) for item in items} == {
        f"{path}/2021/may/a#1.txt": Article,
        f"{path}/2021/wire.jsonl#n1": Article,
        f"{path}/page.HTML": Article,
        f"{path}/report.pdf": Article,
    }


def test_an_article_is_gone_with_its_archive_or_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(zipped({"a/b#c.txt": b"x", "wire.jsonl": b"x"}))
    there = [f"{path}/a/b#c.txt", f"{path}/wire.jsonl#n#1", str(path)]
    assert [is_gone(origin) for origin in there] == [False, False, False]
    assert is_gone(f"{path}/a/d.txt")
    assert is_gone(f"{path}/d.jsonl#n1")
    path.write_bytes(b"broken now")
    assert not is_gone(there[0])
    path.unlink()
    assert [is_gone(origin) for origin in there] == [True, True, True]


@pytest.mark.parametrize("origin", ["starter/a.md", "https://a.example/#b", "", "wire#1"])
def test_what_came_from_no_file_is_never_gone(origin: str) -> None:
    assert not is_gone(origin)


def test_origins_that_are_no_paths_are_gone(tmp_path: Path) -> None:
    assert is_gone(f"{tmp_path}/a.jsonl#{'x' * 5000}")
    assert is_gone(f"{tmp_path}/a\0.txt")
    (tmp_path / "a.jsonl").write_text("{}")
    assert not is_gone(f"{tmp_path}/a.jsonl#{'x' * 5000}/{'y' * 300}#z")


def test_what_cannot_be_looked_at_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be read now, or a drive that fails, takes nothing out."""

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    assert not is_gone(f"{tmp_path}/a.txt")
    assert not is_gone(f"{tmp_path}/a.jsonl#1")


def _changed(data: bytes, flag: int) -> bytes:
    """Set a flag of the first member, in both of its headers."""
    changed = bytearray(data)
    changed[6] |= flag
    changed[data.index(b"PK\x01\x02") + 8] |= flag
    return bytes(changed)


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_changed(zipped({"a.txt": b"x"}), 1), "it is protected by a password; unpack the ZIP"),
        (zipped({"a.txt": b"x"}).replace(b"a.txt", b"a.txt\xff", 1), "it is damaged in the"),
        (_link(), "it is a link to another file"),
        (zipped({"../a.txt": b"x"}), "its name leads out of the ZIP"),
        (zipped({"/etc/a.txt": b"x"}), "its name leads out of the ZIP"),
        (zipped({"b/../../a.txt": b"x"}), "its name leads out of the ZIP"),
        (zipped({"C:\\a.txt": b"x"}), "its name leads out of the ZIP"),
        (zipped({"in.zip": zipped({"a.txt": b"x"})}), "a ZIP inside a ZIP is not opened"),
        (zipped({"a.png": b"x"}), "files with names that end in .png are not read"),
        (zipped({"a.txt": b" " * 21_000_000}), "21 MB is above the limit of 20 MB"),
        (zipped({"a.txt": b""}), "the file is empty"),
        (b"", "it is no whole ZIP"),
        (b"PK\x03\x04 and more", "it is no whole ZIP"),
    ],
)
def test_what_cannot_be_read_is_skipped_and_the_rest_is_read(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("It opened.")
    path = tmp_path / "news.zip"
    path.write_bytes(data)
    item, article = read_collection([path, other])
    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)
    assert item.origin.startswith(str(path))
    assert isinstance(article, Article)


def test_archives_that_would_unpack_to_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = zipped({f"{n}.txt": b"x" * 10 for n in range(4)})
    monkeypatch.setattr(archive, "LARGEST_CONTENTS", 39)
    (item,) = read_all(tmp_path / "a.zip", many)
    assert isinstance(item, Skipped)
    assert item.reason.startswith("unpacked it has 0 MB, more than 0 MB")
    monkeypatch.setattr(archive, "LARGEST_CONTENTS", 40)
    assert len(read_all(tmp_path / "a.zip", many)) == 4
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    (item,) = read_all(tmp_path / "a.zip", many)
    assert isinstance(item, Skipped)
    assert item.reason == "it holds 4 files, more than 3; divide it"


def test_a_member_that_unpacks_to_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    whole = zipped({"a.txt": b"x" * 1_000_000})
    at = whole.index(b"PK\x01\x02") + 24
    lying = whole[:at] + (10).to_bytes(4, "little") + whole[at + 4 :]
    (item,) = read_all(tmp_path / "a.zip", lying)
    assert isinstance(item, Skipped)
    assert item.reason.startswith("it is damaged in the ZIP")
