"""Feeds: each entry of RSS and Atom is an article, damaged and hostile files are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from document_toys import read_all
from toys import unlabelled

from index import Article, InputError, Skipped
from index.readers.feed import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Coast</title><link>https://coast.example</link>
<item><media:title>A picture</media:title><media:description>no</media:description>
<title>Harbour opens &amp;amp; ships come</title><link>https://coast.example/1</link>
<media:content>no</media:content>
<description>A teaser.</description><dc:creator>Ann Lee</dc:creator>
<content:encoded><![CDATA[<p>The harbour <b>opened</b> &mdash; at last.</p><script>x()</script>
<p>AT&T came.</p>]]></content:encoded>
<pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate><guid isPermaLink="false">n 1</guid></item>
<item><title>Caf&eacute; opens</title>
<description>Tea &lt;b&gt;&amp;amp;&lt;/b&gt; cake &amp; more&nbsp;.</description>
<author>lawyer@coast.example (Ben Roe)</author><pubDate>some day</pubDate></item>
<item><title>Nothing here</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Ferry</title>
<entry><title type="html">Bridge &lt;i&gt;closed&lt;/i&gt;</title><id>tag:ferry.example,2021:9</id>
<link rel="self" href="https://ferry.example/feed"/><link href="https://ferry.example/9"/>
<updated>2021-05-10T08:00:00Z</updated><published>2021-05-09T08:00:00Z</published>
<author><name>Ann Lee</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A lorry struck
it.</p><p>Ferries sailed.</p></div></content></entry>
<entry><title>Plain</title><content type="text">1 &lt; 2 &amp;amp; 3</content></entry></feed>"""


def entries(feed: str | bytes, name: str = "feed.xml") -> list[Article | InputError]:
    data = feed if isinstance(feed, bytes) else feed.encode()
    return list(read(Path("/news") / name, data))


def test_rss_gives_whole_texts_and_metadata() -> None:
    first, second, third = entries(RSS)
    assert unlabelled(first) == Article(
        id="harbour-opens-ships-come",
        title="Harbour opens & ships come",
        text="The harbour opened — at last.\n\nAT&T came.",
        publisher="The Coast",
        author="Ann Lee",
        published=date(2021, 5, 3),
        url="https://coast.example/1",
        origin="/news/feed.xml#n 1",
    )
    assert unlabelled(second) == Article(
        id="café-opens",
        title="Café opens",
        text="Tea & cake & more .",
        publisher="The Coast",
        author="Ben Roe",
        origin="/news/feed.xml#feed-2",
    )
    assert isinstance(third, InputError)
    assert str(third) == "entry 3: ‘Nothing here’ has no text"


def test_atom_gives_whole_texts_and_metadata() -> None:
    first, second = entries(ATOM, "feed.atom")
    assert unlabelled(first) == Article(
        id="bridge-closed",
        title="Bridge closed",
        text="A lorry struck it.\n\nFerries sailed.",
        publisher="Daily Ferry",
        author="Ann Lee",
        published=date(2021, 5, 9),
        url="https://ferry.example/9",
        origin="/news/feed.atom#tag:ferry.example,2021:9",
    )
    assert isinstance(second, Article)
    assert second.text == "1 < 2 &amp; 3"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1", "utf-16"])
def test_a_feed_is_decoded_as_it_declares(encoding: str) -> None:
    feed = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><title>Zoë</title>'
        "<description>“Zoë” – so.</description></item></channel></rss>"
    )
    (entry,) = entries(feed.encode("cp1252" if encoding == "iso-8859-1" else encoding))
    assert isinstance(entry, Article)
    assert (entry.title, entry.text) == ("Zoë", "“Zoë” – so.")


def test_a_damaged_feed_is_read_as_far_as_it_goes_and_the_damage_is_told() -> None:
    first, *_, damage = entries(RSS[: RSS.index("Caf&eacute;") + 30])
    assert isinstance(first, Article)
    assert isinstance(damage, InputError)
    assert str(damage).startswith(
        "the feed is damaged, and what stands there may be missing (line "
    )


def test_a_byte_that_cannot_be_decoded_costs_one_entry() -> None:
    _, second, _ = entries(RSS.encode().replace(b"Tea ", b"Tea\xff "))
    assert isinstance(second, InputError)
    assert "entry 2: byte 0xFF at position" in str(second)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"<html><body>Hi</body></html>", "this XML is no RSS or Atom feed"),
        (b"no markup at all", "this XML is no RSS or Atom feed ("),
        (b"<rss>\0</rss>", "this is a binary file"),
        (b"<rss>" + b"<item>" * 100_000, "entry 1: it has no text"),
    ],
)
def test_what_is_no_feed_is_skipped_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    items = read_all(tmp_path / "a.rss", data)
    assert isinstance(items[0], Skipped)
    assert items[0].reason.startswith(reason)


def test_entities_are_not_resolved_whatever_they_would_grow_to_or_fetch(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    grown = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">{grown}'
        f'<!ENTITY file SYSTEM "file://{secret}">]><rss><channel><item><title>T</title>'
        "<description>It opened. &i; &file;</description></item></channel></rss>"
    )
    (item,) = read_all(tmp_path / "a.xml", feed.encode())
    assert isinstance(item, Article)
    assert item.text == "It opened. &i; &file;"
