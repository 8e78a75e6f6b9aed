"""What the chat shows: exact text, marked in its place, and never markup of others."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from handmade import HARBOUR, HOSTILE, Reading, answer, cite
from hypothesis import given
from hypothesis import strategies as st
from toys import make_article

from index import EncoderIdentity, InputError, LibraryInfo, UnknownWord
from index.stored_settings import LibrarySettings
from qa import Alternative
from ui.chat.answers import render_answer, render_error
from ui.chat.articles import render_article
from ui.chat.markup import escape, link, marked, paragraphs
from ui.chat.page import render_start_note
from ui.chat.references import Reference

DIGEST = "0" * 16  # what is rendered has been checked
HOSTILE_ESCAPED = (
    "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &#123;&#123;x&#125;&#125; "
    "&#36;&#123;y&#125; &#96;z&#96; &amp;amp; [a](javascript:b) \u202eRTL"
)


def test_an_answer_shows_its_quote_its_confidence_and_a_card_for_its_source() -> None:
    shown = render_answer(answer(cite("Ingrid Solberg", sentence="said Ingrid Solberg.")))
    digest = hashlib.sha256(b"Ingrid Solberg").hexdigest()[:16]
    assert shown == (
        '<div class="pq-answer">'
        '<blockquote class="pq-quote" dir="auto">Ingrid Solberg</blockquote>'
        '<p class="pq-verdict"><span class="pq-confidence" '
        'title="Estimated chance that this is right: 93%">Very likely right</span> · 1 source</p>'
        '<ol class="pq-cards"><li><button type="button" class="pq-card" data-article="harbour" '
        f'data-start="65" data-end="79" data-digest="{digest}" data-others="">'
        '<span class="pq-number">1</span>'
        '<span class="pq-source"><bdi>The Coast</bdi> · 7 May 2021</span>'
        '<span class="pq-title" dir="auto">About harbour</span>'
        '<span class="pq-sentence" dir="auto">said <mark>Ingrid Solberg</mark>.</span>'
        "</button></li></ol></div>"
    )


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "Very likely right"),
        (0.7, "Likely right"),
        (0.5, "Possibly right"),
        (0.49, "Uncertain: check the source"),
        (0.0, "Uncertain: check the source"),
    ],
)
def test_confidence_is_said_in_words(confidence: float, words: str) -> None:
    assert f'">{words}</span>' in render_answer(answer(cite("mayor"), confidence=confidence))


def test_cards_are_numbered_through_and_all_after_the_third_are_folded() -> None:
    quotes = ("mayor", "harbour", "Friday", "six years", "took")
    other = Alternative("opened", (cite("opened"), cite("on Friday")))
    shown = render_answer(answer(*map(cite, quotes), alternatives=(other,)))
    assert re.findall(r'pq-number">(\d+)|<summary>(.+?)<|<h3.*?>(.+?)<', shown) == [
        ("1", "", ""),
        ("2", "", ""),
        ("3", "", ""),
        ("", "2 more sources", ""),
        ("4", "", ""),
        ("5", "", ""),
        ("", "", "Other answers in these articles"),
        ("6", "", ""),
        ("", "1 more source", ""),
        ("7", "", ""),
    ]
    assert "5 sources" in shown


def test_a_card_carries_the_other_spans_of_its_answer_in_the_same_article() -> None:
    elsewhere = make_article("elsewhere", "The mayor of Brest.")
    other = Alternative("Friday", (cite("Friday"), cite("Brest", elsewhere)))
    shown = render_answer(answer(cite("mayor"), alternatives=(other,)))
    assert re.findall(r'data-article="(.+?)" .*?data-others="(.*?)"', shown) == [
        ("harbour", "32-38"),
        ("harbour", "4-9"),
        ("elsewhere", ""),
    ]


SAID = "“All 212 are safe,” said Bo Ek.\n\nThe ship, Lee wrote, was old."


def notes(shown: str) -> list[str]:
    """What cards say of speakers and copies."""
    found = re.findall(r'<span class="pq-notes">(.*?)</span>', shown)
    return [Reading(note).text for note in found]


def test_a_card_says_who_speaks() -> None:
    article = make_article("said", SAID)
    shown = render_answer(answer(cite("212", article)))
    assert '<span class="pq-notes">Quoted: <bdi>Bo Ek</bdi></span></button></li>' in shown
    assert notes(render_answer(answer(cite("ship", article)))) == ["According to Lee"]
    assert notes(render_answer(answer(nearest=(cite("212", article),)))) == ["Quoted: Bo Ek"]


def test_copies_count_once_and_say_what_they_repeat() -> None:
    first = make_article("first", SAID, publisher="The <Coast>")
    copy = make_article("copy", SAID)
    own = make_article("own", "They were 212.")
    cited = (cite("212", first), cite("212", own), cite("212", copy))
    shown = render_answer(answer(*cited, alternatives=(Alternative("212", cited),)))
    assert "</span> · 3 sources, 2 independent</p>" in shown
    assert notes(shown) == [
        "Quoted: Bo Ek · Also in: About copy (3)",
        "Quoted: Bo Ek · Same wording as source 1",
        "Quoted: Bo Ek · Also in: About copy (6)",
        "Quoted: Bo Ek · Same wording as source 4",
    ]
    assert "Also in: <bdi>The &lt;Coast&gt;</bdi> (2)" in render_answer(answer(*cited[2::-2]))


def test_sources_that_are_all_independent_are_only_counted() -> None:
    shown = render_answer(
        answer(cite("mayor"), cite("mayor", make_article("other", "The mayor of Brest.")))
    )
    assert "</span> · 2 sources</p>" in shown
    assert notes(shown) == []


def test_the_name_of_a_speaker_is_escaped() -> None:
    shown = render_answer(answer(cite("212", make_article("a", "“All 212,” said A&lt News."))))
    assert '<span class="pq-notes">Quoted: <bdi>A&amp;lt News</bdi></span>' in shown


def test_words_that_no_article_has_are_named_and_escaped() -> None:
    unknown = (UnknownWord(HOSTILE, None), UnknownWord("Hofman", "Hoffman"))
    shown = render_answer(answer(unknown=unknown, nearest=(cite("mayor"),)))
    assert "No article mentions “Hofman”. Did you mean “Hoffman”?" in shown
    assert HOSTILE not in shown
    assert escape(HOSTILE) in shown
    assert "No article mentions" not in render_answer(answer(unknown=unknown))  # of none at all


def test_an_answer_that_was_not_found_says_so_and_offers_the_nearest_passages() -> None:
    passage = cite("The mayor opened the harbour on Friday.")
    shown = render_answer(answer(nearest=(passage,)))
    assert shown.startswith(
        '<div class="pq-answer"><p class="pq-missing">Not found in these articles</p>'
        '<p class="pq-verdict" dir="auto">These passages come nearest to the question.</p><ol'
    )
    assert '<span class="pq-sentence" dir="auto">The mayor opened the harbour on Friday.<' in shown


def test_an_empty_library_finds_nothing_and_offers_nothing() -> None:
    shown = render_answer(answer())
    assert shown == (
        '<div class="pq-answer"><p class="pq-missing">Not found in these articles</p>'
        '<p class="pq-verdict" dir="auto">There is no article to look in.</p></div>'
    )


def test_a_very_long_sentence_is_cut_at_words_around_its_span() -> None:
    article = make_article("long", "before " * 100 + "HERE " + "after " * 100)
    card = render_answer(answer(cite("HERE", article, article.text)))
    sentence = Reading(card.split('class="pq-sentence" dir="auto">')[1].split("</button>")[0]).text
    assert sentence == "…" + "before " * 19 + "HERE" + " after" * 23 + "…"


def test_an_article_is_shown_whole_with_the_span_marked() -> None:
    reference = Reference("harbour", 65, 79, DIGEST, ((32, 38),))
    assert render_article(HARBOUR, reference) == (
        '<article class="pq-paper"><header dir="ltr">'
        '<p class="pq-publisher"><bdi>The Coast</bdi></p>'
        '<h2 dir="auto">About harbour</h2>'
        '<p class="pq-byline"><bdi>Ana Ruiz</bdi> · <bdi>7 May 2021</bdi> · '
        '<a href="https://coast.example/harbour?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer">Original at <bdi>coast.example</bdi></a></p>'
        '<button type="button" class="pq-only" data-article="harbour">Ask only this article'
        "</button></header>"
        '<div class="pq-text"><p dir="auto">The mayor opened the harbour on '
        '<mark class="pq-other" data-span="32">Friday</mark>.</p><span class="pq-break">\n\n</span>'
        '<p dir="auto">It took six years, said '
        '<mark id="pq-span" tabindex="-1">Ingrid Solberg</mark>.</p></div></article>'
    )


def test_a_span_over_two_paragraphs_is_marked_in_both_and_has_one_id() -> None:
    assert paragraphs("one two\nthree four", (4, 13), ()) == (
        '<p dir="auto">one <mark id="pq-span" tabindex="-1">two</mark></p>'
        '<span class="pq-break">\n</span><p dir="auto"><mark>three</mark> four</p>'
    )


def test_where_a_page_ends_the_number_of_the_next_stands_and_every_character_is_kept() -> None:
    assert paragraphs("one two \fthree.\n\n\f\fFour", (4, 11), ()) == (
        '<p dir="auto">one <mark id="pq-span" tabindex="-1">two </mark></p>'
        '<span class="pq-page" data-page="2">\f</span>'
        '<p dir="auto"><mark>th</mark>ree.</p><span class="pq-break">\n\n</span>'
        '<span class="pq-page" data-page="3">\f</span>'
        '<span class="pq-page" data-page="4">\f</span><p dir="auto">Four</p>'
    )


def test_a_card_names_the_page_and_a_quote_shows_its_end_as_a_space() -> None:
    article = make_article("a", "It rained.\n\n\fAnn\fLee came.", published=date(2021, 5, 7))
    shown = render_answer(answer(cite("Ann\fLee", article, "Ann\fLee came.")))
    assert '<span class="pq-source">7 May 2021 · p. 2</span>' in shown
    assert "<mark>Ann Lee</mark> came." in shown
    assert 'dir="auto">Ann Lee</blockquote>' in shown
    assert '<span class="pq-source">p. 1</span>' in render_answer(
        answer(nearest=(cite("rained", make_article("b", "It rained.\f")),))
    )


def test_where_spans_overlap_the_chosen_one_wins() -> None:
    assert marked("abcdefgh", (0, 8), (2, 5), [(1, 3), (4, 6)]) == (
        'a<mark class="pq-other">b</mark><mark>c</mark><mark>d</mark><mark>e</mark>'
        '<mark class="pq-other">f</mark>gh'
    )


def test_hostile_text_is_escaped_everywhere() -> None:
    assert escape(HOSTILE) == HOSTILE_ESCAPED
    article = make_article(
        HOSTILE, HOSTILE, publisher=HOSTILE, author=HOSTILE, url=f"https://{HOSTILE}/"
    )
    given = answer(cite(HOSTILE, article), question=HOSTILE, nearest=(cite(HOSTILE, article),))
    for shown in (
        render_answer(given),
        render_answer(answer(nearest=(cite(HOSTILE, article),))),
        render_article(article, Reference(article.id, 0, 3, DIGEST)),
        render_error(InputError(HOSTILE)),
    ):
        read = Reading(shown)
        assert HOSTILE in read.text
        assert not {"script", "img"} & set(read.tags)
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        assert not set("{}$`") & set(shown)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//coast.example/",
        "http://[",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert link(address, "Original") == "Original"
    article = make_article("linked", "Text.", url=address)
    assert "href" not in render_article(article, Reference("linked", 0, 4, DIGEST))


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    edges=st.lists(st.integers(0, 30), min_size=6, max_size=6),
)
def test_an_article_keeps_every_character(text: str, edges: list[int]) -> None:
    spans = [(min(pair), max(pair)) for pair in zip(edges[::2], edges[1::2], strict=True)]
    shown = paragraphs(text, spans[0], spans[1:])
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text.replace("\0", "\ufffd").replace(
        "\r", html.unescape("&#13;")
    )


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("A harbour", "ltr"),
        ("16 صاروخاً", "rtl"),
        ("“שלום” to all", "rtl"),
        ("\u202eA harbour", "ltr"),
        ("7?", "ltr"),
    ],
)
def test_the_head_of_an_article_runs_the_way_its_title_does(title: str, direction: str) -> None:
    shown = render_article(replace(HARBOUR, title=title), Reference("harbour"))
    assert f'<header dir="{direction}">' in shown


def test_the_start_note_counts_what_can_be_asked_about() -> None:
    def note(articles: int, publishers: list[str], *days: date | None) -> str:
        settings = LibrarySettings(EncoderIdentity("toy", 64, "0"), 500)
        info = LibraryInfo(Path("x"), articles, 9, 1, settings, publishers, *days)
        return Reading(render_start_note(info)).text

    tail = ". Every answer is a quote from them, word for word."
    first, last = date(2020, 1, 7), date(2020, 1, 8)
    assert note(1, [], None, None) == "1 article" + tail
    assert note(5, ["A", "B"], first, last) == (
        "5 articles from 2 publishers, 7 to 8 January 2020" + tail
    )
    assert note(5, ["A"], last, last) == "5 articles from 1 publisher, 8 January 2020" + tail
    assert note(0, [], None, None).startswith("This library holds no articles yet.")
