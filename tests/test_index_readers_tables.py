"""Tables: each row of CSV and TSV is an article, under the names that the columns have."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from toys import unlabelled

from index import Article, Fields, InputError, Skipped, read_collection
from index.readers.tables import read


def rows(table: str | bytes, name: str = "wire.csv", **fields: str) -> list[Article | InputError]:
    data = table if isinstance(table, bytes) else table.encode()
    return list(read(Path("/news") / name, data, Fields(**fields)))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_an_article_whatever_separates_its_cells(separator: str, encoding: str) -> None:
    table = (
        "\nid,title,publisher,author,date,url,text\n"
        '7,Harbour opens,The Coast,Ann Lee,2021-05-03,https://coast.example/7,"It ""opened"".\n'
        '\nZoë; Ben | came, too."\n'
    )
    text = '"It ""opened"".\n\nZoë; Ben | came, too."'
    written = table.replace(text, "TEXT").replace(",", separator).replace("TEXT", text)
    assert [unlabelled(item) for item in rows(written.encode(encoding))] == [
        Article(
            id="7",
            title="Harbour opens",
            text='It "opened".\n\nZoë; Ben | came, too.',
            publisher="The Coast",
            author="Ann Lee",
            published=date(2021, 5, 3),
            url="https://coast.example/7",
            origin="/news/wire.csv#7",
        )
    ]


def test_tabs_separate_whatever_the_first_row_says() -> None:
    (article,) = rows("title, short\ttext\nA, b\tIt opened.\n", "wire.tsv")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("wire-2", "It opened.")


def test_a_cell_may_be_longer_than_an_essay() -> None:
    (article,) = rows("text\n" + "word " * 100_000)
    assert isinstance(article, Article)
    assert len(article.text) == 500_000


def test_names_of_columns_can_be_given_and_differ_in_capitals() -> None:
    table = "Headline,BODY,day,Published\nHarbour opens,It did.,2021-05-03,1999-01-01\n"
    (article,) = rows(table, text="body", title="Headline", published="day")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Harbour opens", "It did.")
    assert article.published == date(2021, 5, 3)


def test_a_table_without_texts_says_which_columns_it_has() -> None:
    with pytest.raises(InputError, match=r"no column 'text' .*; its columns: title, body"):
        rows("title,body\na,b\n")
    with pytest.raises(InputError, match="no column 'story'"):
        rows("title,text\na,b\n", text="story")


def test_a_bad_row_is_told_and_the_others_are_read() -> None:
    first, second, third = rows("text,date\na,b,c\nIt opened.,2021-05-03\nIt closed.,soon\n")
    assert str(first).startswith("line 2: 3 cells where the table has 2 columns")
    assert isinstance(second, Article)
    assert str(third).startswith("line 4: 'soon' is not a whole date")


def test_a_table_whose_quotes_do_not_close_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,It opened.\n2,"It clo')
    article, broken = read_collection([path])
    assert isinstance(article, Article)
    assert broken == Skipped(str(path), "the table breaks off at line 3 (unexpected end of data)")


def test_names_of_fields_reach_json_lines_and_tables(tmp_path: Path) -> None:
    lines, table = tmp_path / "a.jsonl", tmp_path / "b.csv"
    lines.write_text(json.dumps({"body": "It opened.", "head": "A", "text": "no"}))
    table.write_text("head,body,text\nB,It closed.,no\n")
    found = [*read_collection([lines, table], Fields(text="body", title="head"))]
    assert [(item.title, item.text) for item in found if isinstance(item, Article)] == [
        ("A", "It opened."),
        ("B", "It closed."),
    ]


def test_a_name_in_other_capitals_is_found_beside_one_that_is_exact() -> None:
    (article,) = rows("text,Title,Date\nIt opened.,Harbour,2021-05-03\n")
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Harbour", date(2021, 5, 3))


@pytest.mark.parametrize("field", ["title", "publisher", "author", "published", "url", "id"])
def test_a_chosen_name_that_no_row_has_is_told(tmp_path: Path, field: str) -> None:
    lines, table = tmp_path / "a.jsonl", tmp_path / "b.csv"
    lines.write_text('{"text": "It opened."}\n{"text": "It closed.", "head": "B"}\n')
    table.write_text("text,head\nIt closed.,B\n")
    missing = [*read_collection([lines, table], Fields(**{field: "heat"}))]
    assert missing == [
        Skipped(str(lines), "no field 'heat'; its fields: text, head"),
        Skipped(str(table), "no column 'heat'; its columns: text, head"),
    ]
    there = [*read_collection([lines], Fields(author="head"))]
    assert [item.author for item in there if isinstance(item, Article)] == ["", "B"]


def test_a_line_without_the_text_that_others_have_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"head": "A"}\n{"text": "It closed."}\nno\n')
    first, second, third = read_collection([path])
    assert isinstance(first, Skipped)
    assert first.reason == (
        "line 1: no field 'text' with the words of an article; its fields: head"
    )
    assert isinstance(second, Article)
    assert isinstance(third, Skipped)
    assert third.reason.startswith("line 3: not valid JSON")
