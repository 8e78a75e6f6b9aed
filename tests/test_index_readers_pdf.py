"""PDF: paragraphs and pages as a person reads them, and files that cannot be read."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from document_toys import pdf, read_all

from index import Article, InputError, page_of, read_collection
from index.passages import split_passages
from index.readers.pdf import read
from index.readers.pdf_lines import pages_as_read

FIRST = [
    "Harbour opens after six years",
    "The new harbour of Brannock opened on Friday after six years of work that cost the",
    "town twelve million pounds. The mayor, Tom Reed, cut the ribbon at noon, and a well-",
    "known band from the islands played until the evening. The well-known singer was",
    "ill.",
    "Fishermen had waited long.",
    "The first ship was the Marigold, with a crew of eleven and a cargo of timber for the inter-",
]
SECOND = [
    "national fair. It left again on Sunday in the evening, and nobody knows where it went, as",
    "its master told no one.",
]


def one(data: bytes, name: str = "file.pdf") -> Article:
    (item,) = read(Path("/news") / name, data)
    assert isinstance(item, Article)
    return item


def test_lines_become_paragraphs_and_broken_words_are_whole() -> None:
    article = one(pdf(FIRST, SECOND))
    assert article.text == (
        "Harbour opens after six years\n\n"
        "The new harbour of Brannock opened on Friday after six years of work that cost the town "
        "twelve million pounds. The mayor, Tom Reed, cut the ribbon at noon, and a well-known band "
        "from the islands played until the evening. The well-known singer was ill.\n\n"
        "Fishermen had waited long.\n\n"
        "The first ship was the Marigold, with a crew of eleven and a cargo of timber for the "
        "international \ffair. It left again on Sunday in the evening, and nobody knows where it "
        "went, as its master told no one."
    )
    assert article.title == "Harbour opens after six years"


def test_the_page_of_every_passage_is_told() -> None:
    article = one(pdf(FIRST, [], SECOND))
    pages = {
        article.text[start:end][:9]: page_of(article.text, start)
        for start, end in split_passages(article.text, 120)
    }
    assert pages["Harbour o"] == 1
    assert page_of(article.text, article.text.index("international")) == 1
    assert page_of(article.text, article.text.index("fair. It")) == 3
    assert page_of(article.text, len(article.text)) == 3
    assert page_of("One page.", 3) is None


def test_metadata_come_from_the_document_and_else_from_its_name() -> None:
    info = "/Title (A long wait) /Author (Ann Lee) /CreationDate (D:20210503101112+02'00')"
    article = one(pdf(FIRST, info=info), "2020-01-08-notes.pdf")
    assert (article.title, article.author) == ("A long wait", "Ann Lee")
    assert article.published == date(2021, 5, 3)
    plain = one(pdf(FIRST, info="/Title (Microsoft Word - a.doc)"), "2020-01-08-notes.pdf")
    assert (plain.title, plain.published) == ("Harbour opens after six years", date(2020, 1, 8))
    assert (plain.id, plain.origin) == ("2020-01-08-notes", "/news/2020-01-08-notes.pdf")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        f"The Coast, issue 12\nStory {word} begins here.\nPage {n} of 3"
        for n, word in enumerate(["one", "two", "three"], start=1)
    ]
    assert [page.strip() for page in pages_as_read(pages)] == [
        "Story one begins here.",
        "Story two begins here.",
        "Story three begins here.",
    ]
    two = ["In 2020\nit rained.", "In 2021\nit did not."]
    assert [page.strip() for page in pages_as_read(two)] == [
        "In 2020 it rained.",
        "In 2021 it did not.",
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("The oﬃcial ﬁled it.", "The official filed it."),
        ("One two\n\nthree four", "One two\n\nthree four"),
        (
            "He came to the Franco-\nGerman border post at the end.",
            "He came to the Franco-German border post at the end.",
        ),
        ("the minis\u00ad\nter", "the minister"),
        (
            "Bring these:\n• bread\n• salt and\npepper",
            "Bring these:\n\n• bread\n\n• salt and pepper",
        ),
        ("It cost 12 -\n14 pounds", "It cost 12 - 14 pounds"),
        ("", ""),
    ],
)
def test_lines_are_joined_as_they_are_read(page: str, text: str) -> None:
    assert pages_as_read([page]) == [text]


def _encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(FIRST)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_document_that_only_its_owner_may_change_is_read() -> None:
    assert one(_encrypted("")).text.startswith("Harbour opens")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this is not a whole PDF"),
        (b"%PDF-1.4 nonsense", "this is not a whole PDF"),
        (pdf(FIRST)[:300], "this is not a whole PDF"),
        (_encrypted("secret"), "the PDF is protected by a password; open it with the password"),
        (pdf([], []), "the PDF holds no text, only pictures of it; run text recognition"),
        (pdf(), "the PDF holds no text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as error:
        list(read(Path("a.pdf"), data))
    assert str(error.value).startswith(reason)


def test_pages_that_name_their_parent_as_a_child_end(tmp_path: Path) -> None:
    looped = pdf(FIRST, SECOND).replace(b"/Kids [5 0 R 7 0 R]", b"/Kids [5 0 R 2 0 R]")
    items = read_all(tmp_path / "loop.pdf", looped)
    assert items
    assert all(
        item.text.startswith("Harbour") if isinstance(item, Article) else item.reason
        for item in items
    )


def test_a_page_that_cannot_be_read_is_named_and_the_rest_is_kept() -> None:
    error, article = read(Path("/news/a.pdf"), pdf(FIRST, SECOND, SECOND, broken_page=2))
    assert isinstance(error, InputError)
    assert str(error).startswith("page 2 cannot be read and is left out (")
    assert isinstance(article, Article)
    assert page_of(article.text, article.text.index("fair. It")) == 3


def test_damage_in_any_place_ends_in_an_article_or_a_reason(tmp_path: Path) -> None:
    whole = pdf(FIRST, SECOND)
    files = []
    for at in range(0, len(whole), 97):
        file = tmp_path / f"{at}.pdf"
        file.write_bytes(whole[:at] + b"<<(((" + whole[at + 5 :])
        files.append(file)
    for item in read_collection(files):
        assert (item.text if isinstance(item, Article) else item.reason).strip()
