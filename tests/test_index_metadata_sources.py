"""Metadata tell where they come from: of every format, of options, and of what is detected."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from document_toys import pdf
from toys import ToyEncoder, make_article

from index import Article, Defaults, Library, Skipped, read_collection
from index.readers import read_file
from ui.article_metadata import metadata_of

GERMAN = (
    "Am Freitag hat die Bürgermeisterin den neuen Hafen eröffnet. Sechs Jahre lang wurde gebaut, "
    "und die Kosten stiegen auf 48 Millionen Euro. Kritiker bemängeln, dass die Mole Risse zeigt. "
)
ENGLISH = (
    "The mayor opened the new harbour on Friday. Work had taken six years, and the cost had risen "
    "to 48 million pounds. Critics say that the new mole has cracks already. "
)
PAGE = """<html lang="en"><head><title>Harbour opens - The Coast</title>
<meta property="og:site_name" content="The Coast"><meta name="author" content="Ann Lee">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour opens",
"datePublished": "2021-05-03T10:00:00Z"}</script>
<link rel="canonical" href="https://coast.example/harbour"></head>
<body><article><p>TEXT</p><p>TEXT</p><p>TEXT</p></article></body></html>"""


def read(tmp_path: Path, name: str, content: str | bytes) -> Article:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    article = next(iter(read_file(path)))
    assert isinstance(article, Article), article
    return article


def stored(tmp_path: Path, article: Article) -> Article:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([article])
        (kept,) = library.articles()
    return kept


def test_of_text_with_front_matter(tmp_path: Path) -> None:
    head = "---\ntitle: T\npublisher: P\nauthor: A\nlanguage: de-AT\nurl: https://x.example/\n---\n"
    article = read(tmp_path, "2021-05-03-a.md", head + GERMAN)
    assert article.sources == {
        **dict.fromkeys(["title", "publisher", "author", "language", "url"], "front matter"),
        "published": "file name",
    }
    assert article.language == "de"


@pytest.mark.parametrize(
    ("text", "title", "source"),
    [
        ("# Harbour opens\n\nText.", "Harbour opens", "first line of the text"),
        ("It opened on Friday.", "the harbour", "file name"),
    ],
)
def test_of_titles(tmp_path: Path, text: str, title: str, source: str) -> None:
    article = read(tmp_path, "the-harbour.txt", text)
    assert (article.title, article.sources) == (title, {"title": source})


def test_of_web_pages(tmp_path: Path) -> None:
    article = read(tmp_path, "page.html", PAGE.replace("TEXT", ENGLISH))
    assert article.sources == {
        "title": "JSON-LD",
        "publisher": "meta element og:site_name",
        "author": "meta element author",
        "published": "JSON-LD",
        "url": "link element canonical",
        "language": "HTML lang attribute",
    }
    assert (article.published, article.language) == (date(2021, 5, 3), "en")


def test_of_records_and_columns(tmp_path: Path) -> None:
    record = {"text": ENGLISH, "title": "T", "date": "2021-05-03", "lang": "English"}
    line = read(tmp_path, "wire.jsonl", json.dumps(record))
    assert line.sources == {
        "title": "field title",
        "published": "field date",
        "language": "field lang",
    }
    row = read(tmp_path, "wire.csv", "Published,text\n2021-05-03,It opened.\n")
    assert row.sources == {"title": "file name and line", "published": "column published"}


def test_of_pdf(tmp_path: Path) -> None:
    told = read(tmp_path, "a.pdf", pdf([ENGLISH[:60]], info="/Title (Harbour) /Author (Ann Lee)"))
    assert told.sources == dict.fromkeys(["title", "author"], "PDF document information")
    untold = read(tmp_path, "2021-05-03-b.pdf", pdf(["Harbour opens", ENGLISH[:60]]))
    assert untold.sources == {"title": "first line of the text", "published": "file name"}


def test_of_feeds(tmp_path: Path) -> None:
    feed = (
        "<rss><channel><title>The Coast</title><language>de-de</language><item>"
        "<title>Hafen</title><author>Ann</author><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>"
        f"<description>{GERMAN}</description></item></channel></rss>"
    )
    assert read(tmp_path, "feed.rss", feed).sources == {
        **dict.fromkeys(["title", "author", "published"], "entry of the feed"),
        "publisher": "title of the feed",
        "language": "feed",
    }


def test_of_mail_and_documents(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Ann Lee <ann@coast.example>", "Harbour"
    letter["Date"] = "Mon, 03 May 2021 10:00:00 +0000"
    letter.set_content(ENGLISH)
    assert read(tmp_path, "letter.eml", letter.as_bytes()).sources == {
        "title": "mail header Subject",
        "author": "mail header From",
        "published": "mail header Date",
    }
    document, data = docx.Document(), io.BytesIO()
    document.add_paragraph(ENGLISH)
    document.core_properties.title, document.core_properties.language = "Harbour", "en-GB"
    document.core_properties.author = "Ann Lee"
    document.save(data)
    assert read(tmp_path, "2021-05-03.docx", data.getvalue()).sources == {
        **dict.fromkeys(["title", "author", "language"], "document properties"),
        "published": "file name",
    }


def test_options_stand_in_for_what_an_article_does_not_say() -> None:
    own = make_article("own", "Text.", publisher="The Coast", sources={"publisher": "front matter"})
    bare, skipped = make_article("bare", "Text."), Skipped("x", "why")
    defaults = Defaults("Daily Ferry", "Ann Lee", date(2021, 5, 3), "de")
    first, second, third = defaults.fill([own, bare, skipped])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.publisher, first.author) == ("The Coast", "Ann Lee")
    option = dict.fromkeys(["author", "published", "language"], "option")
    assert first.sources == {"publisher": "front matter", **option}
    assert second.sources == {"publisher": "option", **option}
    assert third is skipped
    assert list(Defaults().fill([bare])) == [bare]


@pytest.mark.parametrize(
    ("text", "language", "sources", "kept", "source"),
    [
        (GERMAN, "", {}, "de", "detected"),
        (ENGLISH, "", {}, "en", "detected"),
        ("Camp Taji.", "", {}, "", "detection was not sure"),
        (GERMAN, "fr", {"language": "front matter"}, "fr", "front matter"),
        (GERMAN, "fr", {"language": "option"}, "fr", "option"),
        (
            GERMAN,
            "en",
            {"language": "HTML lang attribute"},
            "de",
            "detected; the HTML lang attribute says en",
        ),
        (GERMAN, "de", {"language": "HTML lang attribute"}, "de", "HTML lang attribute"),
        ("Camp Taji.", "en", {"language": "feed"}, "en", "feed"),
    ],
)
def test_who_tells_the_language(
    tmp_path: Path, text: str, language: str, sources: Mapping[str, str], kept: str, source: str
) -> None:
    given = make_article("a", text, language=language, sources=sources)
    article = stored(tmp_path, given)
    assert (article.language, article.sources["language"]) == (kept, source)
    with Library.open(tmp_path / "library", ToyEncoder()) as library:
        assert library.add([given]).unchanged == [given.origin]


def test_another_label_is_a_change_that_needs_no_new_vectors(tmp_path: Path) -> None:
    encoder = ToyEncoder()
    article = make_article("a", GERMAN)
    with Library.create(tmp_path / "library", encoder) as library:
        library.add([article])
        encoder.encoded.clear()
        before = library.info().generation
        (named,) = Defaults(language="fr").fill([article])
        assert library.add([named]).changed == ["a"]
        assert library.info().generation > before
        assert library.info().languages == {"fr": 1}
        assert encoder.encoded == []
        (first, *_) = library.search("Hafen")
        assert first.passage.article.sources == {"language": "option"}
        assert library.verify() == []


def test_hostile_names_of_fields_cannot_break_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "It opened.", "a\\ud800\\n": "T", "title": "x"}')
    from index import Fields

    (given,) = read_collection([path], Fields(publisher="a\ud800\n"))
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        changes = library.add([given])
    assert len(changes.added) + len(changes.skipped) == 1


def test_what_faces_list_names_every_field_and_its_source() -> None:
    article = make_article("a", "Text.", language="de", sources={"language": "detected"})
    listed = {each.label: (each.value, each.source) for each in metadata_of(article)}
    assert listed == {
        "title": ("About a", "not told"),
        "publisher": ("", ""),
        "author": ("", ""),
        "date": ("", ""),
        "address": ("", ""),
        "language": ("German", "detected"),
    }
