"""Word documents and e-mail: the words that a person who opens them reads."""

from __future__ import annotations

import io
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from document_toys import read_all, zipped
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from toys import unlabelled

from index import Article, InputError, Skipped
from index.readers import mail, word


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_document() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.title = "A long wait"
    document.core_properties.author = "Ann Lee"
    document.core_properties.created = datetime(2021, 5, 3, 10)
    document.add_heading("Harbour opens", 1)
    paragraph = document.add_paragraph("The new harbour ")
    paragraph.add_run("opened").bold = True
    paragraph.add_run(" on Friday.\tAt noon")
    paragraph.add_run().add_break()
    paragraph.add_run("it rained.")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, [("Year", "Ships"), ("2019", "412")], strict=True):
        for cell, word_ in zip(row.cells, words, strict=True):
            cell.text = word_
    document.add_paragraph("Forty berths", style="List Bullet")
    return document


def one(data: bytes, name: str = "notes.docx") -> Article:
    (article,) = word.read(Path("/news") / name, data)
    return article


def test_a_document_gives_paragraphs_and_rows_and_its_properties() -> None:
    assert unlabelled(one(saved(a_document()))) == Article(
        id="notes",
        title="A long wait",
        text="Harbour opens\n\nThe new harbour opened on Friday.\tAt noon\nit rained.\n\n"
        "Year | Ships\n2019 | 412\n\nForty berths",
        author="Ann Lee",
        published=date(2021, 5, 3),
        origin="/news/notes.docx",
    )


def test_without_properties_the_first_line_and_the_name_tell() -> None:
    document = docx.Document()
    document.add_paragraph("Harbour opens")
    document.core_properties.title = ""
    article = one(saved(document), "2020-01-08-x.docx")
    assert (article.title, article.author) == ("Harbour opens", "")
    assert article.published == date(2020, 1, 8)
    assert one(saved(document)).published is None  # not the day of the library's template


def test_words_in_links_changes_controls_and_boxes_are_read_and_deleted_ones_are_not() -> None:
    document = docx.Document()
    body = document.element.body
    w = nsdecls("w")
    run = "<w:r><w:t>{}</w:t></w:r>"
    body.insert(
        0,
        parse_xml(
            f'<w:p {w}><w:r><w:t xml:space="preserve">It </w:t></w:r>'
            f'<w:ins w:id="1">{run.format("rose")}</w:ins>'
            '<w:del w:id="2"><w:r><w:delText>fell</w:delText></w:r></w:del>'
            f"<w:hyperlink>{run.format(' today')}</w:hyperlink>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            f"<w:r><w:pict><w:txbxContent><w:p>{run.format('A box.')}</w:p></w:txbxContent>"
            "</w:pict></w:r>"
            "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr></w:p>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {w}><w:sdtContent><w:p>{run.format('In a control.')}</w:p></w:sdtContent>"
            "</w:sdt>"
        ),
    )
    assert one(saved(document)).text == "It rose today\n\nA box.\n\nIn a control."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK", "this is not a whole Word document"),
        (saved(a_document())[:2000], "this is not a whole Word document"),
        (zipped({"a.txt": b"hello"}), "this is not a whole Word document"),
        (b"\xd0\xcf\x11\xe0 and more", "the document is protected by a password or is of an older"),
        (saved(docx.Document()), "the document holds no text"),
        (zipped({"word/document.xml": b" " * 201_000_000}), "this is not a whole Word document"),
    ],
)
def test_documents_that_cannot_be_read_are_skipped_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (item,) = read_all(tmp_path / "a.docx", data)
    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Harbour opens – at last"
    made["From"] = "The Coast <news@coast.example>"
    made["Date"] = "Mon, 03 May 2021 23:30:00 -0800"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def read_mail(data: bytes) -> list[Article | InputError]:
    return list(mail.read(Path("/news/letter.eml"), data))


def test_a_newsletter_is_read_from_its_plain_text() -> None:
    letter = message(List_Unsubscribe="<https://coast.example/out>")
    letter.set_content("The harbour opened.\n\nIt cost £12 million.\n")
    letter.add_alternative("<p>The harbour opened.</p><p>It cost £12 million.</p>", subtype="html")
    assert [unlabelled(item) for item in read_mail(letter.as_bytes())] == [
        Article(
            id="letter",
            title="Harbour opens – at last",
            text="The harbour opened.\n\nIt cost £12 million.",
            publisher="The Coast",
            published=date(2021, 5, 3),
            origin="/news/letter.eml",
        )
    ]


def test_html_is_cleaned_where_it_is_all_there_is_or_says_much_more() -> None:
    page = (
        "<style>a{}</style><div style='display:none'>peek</div><p>The <b>café</b> opened.</p>" * 2
    )
    only = message()
    only.set_content(page, subtype="html", charset="iso-8859-1")
    both = message()
    both.set_content("View it online.")
    both.add_alternative(page, subtype="html")
    for letter in (only, both):
        (article,) = read_mail(letter.as_bytes())
        assert isinstance(article, Article)
        assert article.text == "The café opened.\n\nThe café opened."
        assert (article.author, article.publisher) == ("The Coast", "")


@pytest.mark.parametrize(
    ("header", "body", "text"),
    [
        ("text/plain; charset=windows-1252", "“Zoë” – so".encode("cp1252"), "“Zoë” – so"),
        ("text/plain; charset=us-ascii", "“Zoë” – so".encode("cp1252"), "“Zoë” – so"),
        ("text/plain; charset=no-such", "“Zoë” – so".encode(), "“Zoë” – so"),
        ("text/plain; charset=koi8-r", "Привет, мир".encode("koi8-r"), "Привет, мир"),
        ("text/html", '<meta charset="koi8-r"><p>Привет'.encode("koi8-r"), "Привет"),
        (
            "text/plain; format=flowed",
            b"One \r\ntwo.\r\n\r\n >Three\r\n-- \r\nAnn",
            "One two.\n\n>Three\n-- \nAnn",
        ),
        ("text/plain; format=flowed; delsp=yes", b"won \r\nder", "wonder"),
        ("text/plain", b"One\r\ntwo.", "One\ntwo."),
    ],
)
def test_mail_is_decoded_as_it_declares(header: str, body: bytes, text: str) -> None:
    head = f"From: a@b.example\r\nSubject: S\r\nContent-Type: {header}\r\n\r\n".encode()
    (article,) = read_mail(head + body)
    assert isinstance(article, Article)
    assert article.text == text


def test_undecodable_mail_is_refused_rather_than_read_with_gaps() -> None:
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    with pytest.raises(InputError, match="byte 0xFF at position 2 is not valid UTF-8"):
        read_mail(head + b"ab\xffc")


def test_attached_files_are_named_and_an_attached_message_stays_closed() -> None:
    letter = message()
    letter.set_content("See the report.")
    letter.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    inner = message()
    inner.set_content("A secret.")
    letter.add_attachment(inner, filename="inner.eml")
    article, *errors = read_mail(letter.as_bytes())
    assert isinstance(article, Article)
    assert article.text == "See the report."
    assert [str(error) for error in errors] == [
        "the attachment report.pdf is not read; save it as a file of its own",
        "the attachment inner.eml is not read; save it as a file of its own",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this is no e-mail"),
        (b"Just words.\n", "this is no e-mail"),
        (b"From: a@b.example\r\n\r\n", "the message has no text"),
        (b"From: a@b.example\r\nContent-Type: image/png\r\n\r\nx", "the message has no text"),
        (b"From: a@b.example\r\n\r\na\0b", "this is a binary file"),
    ],
)
def test_mail_that_cannot_be_read_is_skipped_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (item,) = read_all(tmp_path / "a.eml", data)
    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)


@pytest.mark.parametrize("date_header", ["", "soon", "Mon, 99 May 2021 25:00:00 +0000", "\x00"])
def test_a_date_or_sender_that_cannot_be_read_is_left_out(date_header: str) -> None:
    data = f"From: <<>,\r\nSubject: =?utf-8?q?=ff?=\r\nDate: {date_header}\r\n\r\nText.".encode()
    (article,) = read_mail(data)
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Text.", None)
    article.title.encode()
