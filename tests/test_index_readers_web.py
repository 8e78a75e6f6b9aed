"""Web pages: the text that a reader sees, in whatever encoding, and nothing around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from document_toys import read_all
from toys import unlabelled

from index import Article, InputError, Skipped
from index.passages import split_article
from index.readers.markup import text_of_html
from index.readers.web import read

HEAD = """<!DOCTYPE html><html><head><title>Harbour opens - The Coast</title>
<meta property="og:site_name" content="The Coast"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://coast.example/harbour">
<meta property="article:published_time" content="2021-05-03T10:00:00Z">
<style>p { color: red }</style><script>var secret = 1;</script></head>"""
BODY = """<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><!-- a hidden remark -->
<article><h1>Harbour opens</h1>
<p>The new harbour opened on Friday after <b>six years</b> of work, said
<a href="/reed">Mayor Tom Reed</a>. It cost $12&nbsp;million &mdash; more than planned.</p>
<script>document.write("an intruder")</script>
<p>Advertisement</p>
<h2>A long wait</h2>
<p>Fishermen lined the quay<br>and cheered as the first ship came in at noon on that day.</p>
<ul><li>Forty berths</li><li>Two cranes</li></ul>
<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2019</td><td>412</td></tr></table>
<p>“We waited long,” Reed said of the building work, which had stopped twice.</p></article>
<footer>We use cookies</footer></body></html>"""
SEEN = """Harbour opens

The new harbour opened on Friday after six years of work, said Mayor Tom Reed. It cost $12 million \
— more than planned.

Advertisement

A long wait

Fishermen lined the quay
and cheered as the first ship came in at noon on that day.

- Forty berths
- Two cranes

Year | Ships
2019 | 412

“We waited long,” Reed said of the building work, which had stopped twice."""
SENTENCES = (
    "<p>The café in Zürich – the “old” one – opened on Friday, said its owner, Zoë Müller.</p>" * 3
)


def one(page: str | bytes, name: str = "page.html") -> Article:
    data = page if isinstance(page, bytes) else page.encode()
    (article,) = read(Path("/news") / name, data)
    return article


def test_a_page_gives_its_text_as_a_reader_sees_it_and_its_metadata() -> None:
    assert unlabelled(one(HEAD + BODY)) == Article(
        id="page",
        title="Harbour opens",
        text=SEEN,
        publisher="The Coast",
        author="Ann Lee",
        published=date(2021, 5, 3),
        url="https://coast.example/harbour",
        origin="/news/page.html",
    )


def test_the_file_name_gives_what_the_page_leaves_out() -> None:
    page = f"<html><body><article>{SENTENCES}</article></body></html>"
    article = one(page, "2020-01-08-cafe-opens.html")
    assert (article.title, article.published) == ("cafe opens", date(2020, 1, 8))
    assert (article.publisher, article.author, article.url) == ("", "", "")


def test_a_date_that_cannot_be_read_is_left_out() -> None:
    page = (HEAD + BODY).replace("2021-05-03T10:00:00Z", "some day soon")
    assert one(page).published is None


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("<meta charset=windows-1252>", "cp1252"),
        ('<meta charset="ISO-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">', "cp1252"),
        ('<!-- <meta charset="koi8-r"> -->', "cp1252"),
        ('<meta charset="iso-8859-15">', "iso-8859-15"),
        ('<meta charset="windows-1252">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="rot13">', "cp1252"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf_8(declared: str, encoding: str) -> None:
    sentences = (
        SENTENCES
        if encoding != "iso-8859-15"
        else SENTENCES.translate({0x2013: 45, 0x201C: 34, 0x201D: 34})
    )
    page = f"<html><head>{declared}</head><body><article>{sentences}</article></body></html>"
    text = one(page.encode(encoding)).text
    assert "café in Zürich" in text
    assert "Zoë Müller" in text
    assert ("– the “old” one –" in text) == (encoding != "iso-8859-15")
    assert "\ufffd" not in text


def test_an_xml_declaration_counts() -> None:
    declaration = '<?xml version="1.0" encoding="windows-1250"?>'
    page = f"{declaration}<html><body><p>{'Příliš žluťoučký kůň. ' * 5}</p></body></html>"
    assert "Příliš žluťoučký kůň." in one(page.encode("cp1250"), "a.xhtml").text


def test_damage_is_an_error_only_where_it_is_in_the_article() -> None:
    page = (HEAD + BODY).encode()
    assert one(page.replace(b"var secret", b"var \xff\xfe")).text == SEEN
    with pytest.raises(InputError, match=r"byte 0xFF at position [\d,]+ is not valid UTF-8"):
        one(page.replace(b"Fishermen", b"Fishermen\xff"))


def test_scripts_styles_comments_and_hidden_parts_never_reach_the_text() -> None:
    page = text_of_html(
        "<style>a{}</style><p>Seen<!-- no -->, <span hidden>no</span>and<script>no()</script> seen"
        "<template>no</template>.</p><div style='DISPLAY : none'>no</div><noscript>no</noscript>"
        "<svg><text>no</text></svg><p>\u200b Also\u00ad seen</p>"
    )
    assert page == "Seen, and seen.\n\nAlso seen"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("no markup: 5 < 6 &amp; 7", "no markup: 5 < 6 & 7"),
        ("<p>a<br>b</p><p>c</p>", "a\nb\n\nc"),
        ("<div>a</div><div>b <i>c</i>, d</div>", "a\nb c, d"),
        ("<ol><li><p>a</p></li><li>b</li></ol>", "- a\n\n- b"),
        (
            "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr><tr><td>d</td></tr>",
            "a | b\nc\nd",
        ),
        ("<table><tr><td>a</td><td><p>b</p></td></tr></table>", "a | b"),
        ("<table><tr><td><div>a</div></td><td>b</td></tr></table>", "a\nb"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p></p>", ""),
        ("<p>a" + "<div>" * 1000 + "x" + "</div>" * 1000 + "<p>b", "a\n\nx\n\nb"),
    ],
)
def test_markup_becomes_the_white_space_that_a_browser_shows(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


def test_a_page_saved_with_all_its_parts_is_read() -> None:
    bundle = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://coast.example/a\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<html><body><article>{'<p>The caf=C3=A9 opened on Friday, said its owner.</p>' * 3}=\r\n"
        "</article></body></html>\r\n--x\r\nContent-Type: text/css\r\n\r\np {}\r\n--x--\r\n"
    )
    article = one(bundle, "page.mhtml")
    assert article.text.startswith("The café opened on Friday, said its owner.")
    assert article.url == "https://coast.example/a"
    with pytest.raises(InputError, match="no web page is in the file"):
        one("From: a\r\n\r\ntext", "page.mht")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" " * 1_000_000, "the file is empty"),
        (b"<html>\0\0</html>", "this is a binary file, not text"),
        (b"<html><body></body></html>", "no article was found in the page"),
        (b"<html><body><nav><a>Home</a></nav></body></html>", "no article was found in the page"),
        (b"<p>" + b" " * 3_000_000, "no article was found in the page"),
    ],
)
def test_pages_without_an_article_are_skipped_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (item,) = read_all(tmp_path / "page.html", data)
    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)


def test_hostile_pages_end_in_an_article_or_a_reason(tmp_path: Path) -> None:
    bomb = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    pages = [
        f'<!DOCTYPE html [<!ENTITY a "lol">{bomb}]><html><body><p>&i; {SENTENCES}',
        "<div>" * 100_000 + SENTENCES + "</div>" * 100_000,
        "<html><body>" + "<p>" * 10_000 + SENTENCES,
        SENTENCES + "<a href='" + "x" * 1_000_000,
        f"<html><body>{SENTENCES}&#xD800;&#0;&#x110000;</body></html>",
        "<table><tr><td>" * 2000 + SENTENCES,
    ]
    for number, page in enumerate(pages):
        (item,) = read_all(tmp_path / f"{number}.html", page.encode())
        text = item.text if isinstance(item, Article) else item.reason
        assert text.strip()
        assert len(text) < 10_000
        text.encode()


def test_html_nested_beyond_measure_is_refused_rather_than_cut_off() -> None:
    with pytest.raises(InputError, match="its HTML is nested too deeply"):
        text_of_html("<p>a" + "<div>" * 5000 + "x")


def test_offsets_of_passages_hold_and_stray_lines_are_in_none() -> None:
    article = one(HEAD + BODY)
    passages = [article.text[start:end] for start, end in split_article(article, 200)]
    assert passages[0].startswith("Harbour opens\n\nThe new harbour")
    assert passages[-1].endswith("which had stopped twice.")
    assert "Advertisement" in article.text
    assert not any("Advertisement" in passage for passage in passages)
