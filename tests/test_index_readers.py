"""Readers: files become articles as they are, or are skipped with a reason."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from toys import unlabelled

from index import Article, InputError, Skipped, find_files, read_collection
from index.readers import read_file
from index.readers.collection import LARGEST_FILE
from index.readers.metadata import parse_date
from ui.terminal.console import clean


def read_one(path: Path, data: bytes) -> Article | Skipped:
    path.write_bytes(data)
    (item,) = read_file(path)
    return item


def test_front_matter_becomes_metadata_and_the_rest_is_the_text_unchanged(tmp_path: Path) -> None:
    head = "---\ntitle: 'A: B'\npublisher: The Coast\nauthor: [Ann, Ben]\npublished: 2020-01-08\n"
    body = "First.\r\n\r\n  Second  \n---\nThird.\n"
    path = tmp_path / "My Story.md"
    article = read_one(path, f"{head}url: https://example.org/a\n---\n\n{body}".encode())
    assert unlabelled(article) == Article(
        id="my-story",
        title="A: B",
        text=body,
        publisher="The Coast",
        author="Ann, Ben",
        published=date(2020, 1, 8),
        url="https://example.org/a",
        origin=str(path),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Harbour opens #\n\nText.", "Harbour opens"),
        ("\n\nHarbour opens\n\nText.", "Harbour opens"),
        ("The harbour opened on Friday after six years of work.\n", "file"),
        ("x" * 200, "file"),
        ("#\tLearn   C#\n\nText.", "Learn C#"),
        ("####### seven", "####### seven"),
        ("#hashtag", "#hashtag"),
        ("# Title" + " " * 100_000 + "end", "Title end"),
    ],
)
def test_without_front_matter_the_first_line_is_the_title_if_it_looks_like_one(
    tmp_path: Path, text: str, title: str
) -> None:
    article = read_one(tmp_path / "file.txt", text.encode())
    assert isinstance(article, Article)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("2020-01-08-harbour-opens.txt", "harbour opens", date(2020, 1, 8)),
        ("2020_01_08 Harbour re-opens.txt", "Harbour re-opens", date(2020, 1, 8)),
        ("2020-01-08.txt", "2020 01 08", date(2020, 1, 8)),
        ("2020-13-08-harbour.txt", "2020 13 08 harbour", None),
        ("2020-01-081-harbour.txt", "2020 01 081 harbour", None),
        ("harbour-2020-01-08.txt", "harbour 2020 01 08", None),
    ],
)
def test_the_name_of_a_file_gives_a_title_and_a_date_where_nothing_else_does(
    tmp_path: Path, name: str, title: str, published: date | None
) -> None:
    text = b"The harbour opened on Friday after six years of work."
    article = read_one(tmp_path / name, text)
    assert isinstance(article, Article)
    assert (article.title, article.published) == (title, published)
    article = read_one(tmp_path / name, b"---\ntitle: T\ndate: 2021-05-03\n---\n" + text)
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("T", date(2021, 5, 3))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zürich – “so”".encode(), "Zürich – “so”"),
        ("\ufeffZürich".encode(), "Zürich"),
        ("Zürich".encode("utf-16"), "Zürich"),
        ("Zürich".encode("utf-32"), "Zürich"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    ],
)
def test_text_is_decoded_without_changing_it(tmp_path: Path, data: bytes, text: str) -> None:
    article = read_one(tmp_path / "a.txt", data)
    assert isinstance(article, Article)
    assert article.text == text


def test_an_older_encoding_is_detected(tmp_path: Path) -> None:
    text = (
        "Министр иностранных дел сообщил в среду, что переговоры о перемирии будут продолжены "
        "в четверг. По его словам, обе стороны готовы к встрече, но дата ещё не назначена. "
    ) * 3
    article = read_one(tmp_path / "a.txt", text.encode("cp1251"))
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \r\n\t", "the file is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a binary file, not text"),
        ("a.txt", bytes(range(1, 32)) * 20, "this is a binary file, not text"),
        ("a.md", b"---\ntitle: [\n---\nText", "the front matter is not valid YAML"),
        ("a.md", b"---\npublished: 2020-13-45\n---\nText", "'2020-13-45' is not a whole date"),
        ("a.md", b"---\ndate: 2020-01-08 25:00:00\n---\nText", "'2020-01-08 25:00:00' is not a"),
        ("a.md", b"---\ndate: [2020-01-08]\n---\nText", "the date must be text"),
        ("a.md", b"---\nx: " + b"[" * 3000 + b"\n---\nText", "the front matter is nested too"),
        ("a.md", b'---\nx: "\\U99999999"\n---\nText', "the front matter is not valid YAML"),
        ("a.md", b"---\ntitle: " + b"1" * 5000 + b"\n---\nText", "the field 'title' has more than"),
        ("a.md", b"---\nurl: {a: b}\n---\nText", "the field 'url' must be text or a plain list"),
        ("a.md", b"---\nauthor: [[a]]\n---\nText", "the field 'author' must be text or a plain"),
        ("a.md", b'---\ntitle: "\\ud800"\n---\nText', "the field 'title' holds lone surrogates"),
        ("a.jsonl", b"[" * 200_000, "line 1: the JSON is nested too deeply"),
        ("a.jsonl", b'{"text": "a", "url": "' + b"u" * 501 + b'"}', "line 1: the field 'url' has"),
        ("a.jsonl", b'{"text": "a", "title": [[]]}', "line 1: the field 'title' must be text"),
        ("a.jsonl", b'{"text": "a", "id": "\\ud800"}', "line 1: the field 'id' holds lone"),
        ("a.md", b"---\npublished: soon\n---\nText", "'soon' is not a whole date"),
        ("a.odt", b"PK", "files with names that end in .odt are not read; save it as"),
        ("Makefile", b"all:", "files with names without an ending are not read"),
        ("a.jsonl", b"{", "line 1: not valid JSON"),
        (
            "a.jsonl",
            b'\n{"title": "x"}',
            "no field 'text' with the words of the articles; its fields: title",
        ),
        ("a.jsonl", b"7", "line 1: not an object with fields"),
        (
            "a.csv",
            b"title,body\na,b",
            "no column 'text' with the words of the articles; its columns",
        ),
        ("a.csv", b'text\n"a', "the table breaks off at line 2"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    item = read_one(tmp_path / name, data)
    assert isinstance(item, Skipped)
    assert item.origin == str(tmp_path / name)
    assert item.reason.startswith(reason)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Zürich – “so”".encode() + b"\xff.", "byte 0xFF at position 20 is not valid UTF-8"),
        (b"\n" * 1234 + b"\xff\xc3\xa9", "byte 0xFF at position 1,234 is not valid UTF-8"),
        ("Zürich “".encode()[:-1], "byte 0xE2 at position 8 is not valid UTF-8"),
        ("Zurich “".encode()[:-1], "byte 0xE2 at position 7 is not valid UTF-8"),
        (b"\xef\xbb\xbfa\xff", "byte 0xFF at position 4 is not valid UTF-8"),
    ],
)
def test_damaged_utf8_is_refused_rather_than_read_in_an_older_encoding(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    item = read_one(tmp_path / "a.txt", data)
    assert item == Skipped(str(tmp_path / "a.txt"), f"{reason}; save the file as UTF-8 again")


def test_a_text_repeated_by_yaml_aliases_is_refused_before_it_is_joined(tmp_path: Path) -> None:
    head = f"x: &x {'y' * 400}\ntitle: [{', '.join(['*x'] * 1000)}]"
    item = read_one(tmp_path / "a.md", f"---\n{head}\n---\nText".encode())
    assert isinstance(item, Skipped)
    assert item.reason == "the field 'title' has more than 500 characters; shorten it"


def test_fields_are_one_line_and_keep_the_words_as_they_are_written(tmp_path: Path) -> None:
    head = (
        'title: "A\\n\\n B\\tC\\x1b[2J"\npublisher: 007\nauthor: null\npublished:\ndate: 2020-01-08'
    )
    article = read_one(tmp_path / "a.md", f"---\n{head}\n---\nText".encode())
    record = {
        "text": "Text",
        "title": "A\n\n B\tC\x1b[2J",
        "publisher": "007",
        "date": "2020-01-08",
    }
    line = read_one(tmp_path / "a.jsonl", json.dumps(record).encode())
    for item in (article, line):
        assert isinstance(item, Article)
        assert (item.title, item.publisher, item.author) == ("A B C [2J", "007", "")
        assert item.published == date(2020, 1, 8)


def test_a_file_name_that_is_not_utf8_is_skipped_with_words_that_can_be_printed(
    tmp_path: Path,
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    item = read_one(path, b"Text.")
    reason = "its path is not valid UTF-8; rename the file or its folder"
    assert item == Skipped(str(tmp_path / "caf?.txt"), reason)
    assert clean(path.name) == "caf�.txt"


def test_a_file_above_the_limit_is_skipped_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (item,) = read_file(path)
    assert isinstance(item, Skipped)
    assert "50 MB is above the limit of 20 MB" in item.reason
    assert LARGEST_FILE == 20_000_000


def test_json_lines_give_an_article_a_line_and_go_on_after_a_bad_one(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    good = {"id": "N 1", "text": "Text.", "title": "T", "date": "8 January 2020"}
    path.write_text(f"{json.dumps(good)}\nnonsense\n{json.dumps({'text': 'More.'})}\n")
    first, second, third = read_file(path)
    day = date(2020, 1, 8)
    assert unlabelled(first) == Article("n-1", "T", "Text.", published=day, origin=f"{path}#N 1")
    assert isinstance(second, Skipped)
    assert isinstance(third, Article)
    assert (third.id, third.origin) == ("wire-3", f"{path}#wire-3")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        ("", None),
        (date(2020, 1, 8), date(2020, 1, 8)),
        ("2020-01-08", date(2020, 1, 8)),
        ("Jan. 8, 2020", date(2020, 1, 8)),
        ("2020-01-08T23:59:00+03:00", date(2020, 1, 8)),
    ],
)
def test_dates_of_metadata(value: object, day: date | None) -> None:
    assert parse_date(value) == day


@pytest.mark.parametrize("value", ["January 2020", "yesterday", "8", "99999999999999999999"])
def test_a_date_with_a_part_left_out_is_refused_rather_than_guessed(value: str) -> None:
    with pytest.raises(InputError, match="not a whole date"):
        parse_date(value)


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.")
    found = find_files([tmp_path, tmp_path / "b.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a/c.md", "b.txt"]
    assert [item.id for item in read_collection(found) if isinstance(item, Article)] == ["c", "b"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file or folder"):
        find_files([tmp_path / "nowhere"])


def test_a_hidden_folder_named_outright_is_read(tmp_path: Path) -> None:
    (tmp_path / ".news").mkdir()
    (tmp_path / ".news" / "a.txt").write_text("Text.")
    assert find_files([tmp_path / ".news"]) == [tmp_path / ".news" / "a.txt"]
