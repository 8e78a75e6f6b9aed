"""Text in any script: offsets hold from the splitting of an article to its citation."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from handmade import Reading, answer, cite
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import TOY_CALIBRATION, ToyEncoder, make_article

from index import Article, ArticleFilter, Library
from index.lexical import stems
from index.passages import split_passages
from index.readers import web
from index.run_on_scripts import paired
from qa import Assistant
from qa.english.sentences import sentence_around
from qa.reader import Marked
from ui.chat.answers import render_answer
from ui.chat.articles import render_article
from ui.chat.markup import paragraphs
from ui.chat.references import Reference
from ui.terminal.console import clean

PIECES = [
    "افتتح الميناء الجديد يوم الجمعة. ", "هل يعود الصيادون؟ ", "«قال مدير الميناء»، ",
    "الم\u064eيناء", "ראש העיר פתחה את הנמל. ", "שָׁלוֹם ", "\u200f(נמל)\u200e ",
    "市长宣布新港口启用。", "陈伟说：“回来了！”", "港口有四十个泊位，", "𠮷野家", "港",
    "市長は港を開港しました。", "ミサイルは何発ですか？", "が\u3099",
    "นายกเทศมนตรีเปิดท่าเรือแห่งใหม่", "ค่าใช้จ่าย ", "महापौर ने बंदरगाह खोला। ", "क्षत्रिय ",
    "시장은 새 항구를 열었다. ", "Мэр открыл порт. ", "Ο δήμαρχος; ", "می\u200cگوید ",
    "👩\u200d🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇩🇪", "e\u0301", "n\u0303o ", "İstanbul ", "ﬁ", "½ ",
    "The mayor opened it. ", "Ingrid Solberg ", "\u202eabc\u202c ", "\u061c", "\ufeff",
    "\r\n\r\n", "\n", "\u2028", "\u0085", "\t", " ", "\u3000", "\u00a0", "“", "”", ".", "?", "。",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"])), max_size=80
).map("".join)


@given(text=TEXTS, size=st.integers(1, 120))
@settings(max_examples=300, deadline=None)
def test_passages_are_slices_within_their_size_that_leave_out_only_space(
    text: str, size: int
) -> None:
    end = 0
    for start, stop in split_passages(text, size):
        assert end <= start < stop <= start + size
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text", ["นายกเทศมนตรีเปิดท่าเรือแห่งใหม่", "शुक्रवारकोमहापौरनेबंदरगाहखोला", "السَّلَامُعَلَيْكُمْ"]
)
@pytest.mark.parametrize("size", [5, 8, 13])
def test_a_word_without_end_is_not_cut_before_a_mark(text: str, size: int) -> None:
    cuts = [start for start, _ in split_passages(text, size)]
    assert len(cuts) > 1
    assert not any(unicodedata.combining(text[cut]) for cut in cuts)


@pytest.mark.parametrize(
    ("text", "size", "passages"),
    [
        (
            "市长宣布新港口启用。工程历时六年，耗资四千万元。“回来了！”陈伟说。",
            16,
            ["市长宣布新港口启用。", "工程历时六年，耗资四千万元。", "“回来了！”陈伟说。"],
        ),
        ("هل يعود الصيادون؟ قال المدير. ثم سكت", 22, ["هل يعود الصيادون؟", "قال المدير. ثم سكت"]),
        ("महापौर ने खोला। दो लोग थे॥ और", 18, ["महापौर ने खोला।", "दो लोग थे॥ और"]),
        ("Мэр открыл порт. Цена выросла.", 20, ["Мэр открыл порт.", "Цена выросла."]),
    ],
)
def test_passages_end_where_sentences_do(text: str, size: int, passages: list[str]) -> None:
    assert [text[start:end] for start, end in split_passages(text, size)] == passages


@pytest.mark.parametrize(
    ("text", "span", "sentence"),
    [
        ("市长宣布启用。港口有四十个泊位！还要检查吗？", "泊位", "港口有四十个泊位！"),
        ("港务局长说：“回来了！”市民很高兴。", "市民", "市民很高兴。"),
        ("市長は開港した。費用は？増えた。", "費用", "費用は？"),
        ("هل يعود الصيادون؟ قال المدير نعم. ثم سكت.", "قال", "قال المدير نعم."),
        ("یہ بندرگاہ کھل گئی۔ میئر نے کہا۔", "میئر", "میئر نے کہا۔"),
        ("महापौर ने खोला। दो लोग थे॥ और फिर?", "दो", "दो लोग थे॥"),
        ("Նավահանգիստը բացվեց։ Քաղաքապետը խոսեց։", "խոսեց", "Քաղաքապետը խոսեց։"),
    ],
)
def test_a_sentence_ends_as_its_script_ends_it(text: str, span: str, sentence: str) -> None:
    at = text.index(span)
    start, end = sentence_around(text, at, at + len(span))
    assert text[start:end] == sentence


@given(text=TEXTS.filter(bool), data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_sentence_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)


def test_signs_are_paired_and_other_words_stay() -> None:
    assert paired("港务局 GDP 说").split() == ["港务", "务局", "GDP", "说"]
    assert paired("ท่าเรือ").split() == ["ท่า", "าเ", "เรื", "รือ"]
    assert paired("Harbour é הנמל") == "Harbour é הנמל"


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_of_any_text_can_be_looked_up(text: str) -> None:
    assert all(stem.strip() for stem in stems(text))


MIXED = {
    "zh": "市长李华星期五宣布新港口启用。港务局长陈伟说：“渔船队回来了！”",
    "zh-bridge": "工程师在卡车撞击后关闭了大桥。渡轮将开往对岸。",
    "ja": "市長は金曜日に新しい港を開港しました。港長の佐藤健が話しました。",
    "th": "นายกเทศมนตรีเปิดท่าเรือแห่งใหม่เมื่อวันศุกร์ หัวหน้าท่าเรือคือสมชาย",
    "ar": "افتتح رئيس البلدية الميناء الجديد. قال مدير الميناء يوسف حداد: «سيعود الصيادون».",
    "he": "ראש העיר פתחה את הנמל החדש. מנהל הנמל הוא \u200fיוסי כהן\u200f.",
    "hi": "महापौर ने नया बंदरगाह खोला। बंदरगाह के प्रमुख राजेश कुमार हैं।",
    "en": "The mayor opened the new harbour. The harbour master is Ingrid Solberg 👩\u200d🚀.",
}
NAMES = {
    "zh": "陈伟", "zh-bridge": "渡轮", "ja": "佐藤健", "th": "สมชาย", "ar": "يوسف حداد",
    "he": "יוסי כהן", "hi": "राजेश कुमार", "en": "Ingrid Solberg",
}  # fmt: skip


class NameReader:
    """Marks the names above, wherever they stand."""

    name = "names"

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        return [
            [
                Marked(found.start(), found.end(), 6.0, 6.0)
                for name in NAMES.values()
                for found in re.finditer(re.escape(name), passage)
            ][:2]
            for passage in passages
        ]


@pytest.fixture(scope="module")
def mixed() -> Library:
    library = Library.create(Path(tempfile.mkdtemp()) / "library", ToyEncoder(), passage_size=50)
    library.add(make_article(id, text) for id, text in MIXED.items())
    return library


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("陈伟", "zh"), ("港务局长是谁", "zh"), ("谁关闭了大桥", "zh-bridge"),
        ("佐藤健は誰ですか", "ja"),
        ("สมชายคือใคร", "th"), ("يوسف حداد", "ar"), ("יוסי כהן", "he"), ("राजेश कुमार", "hi"),
    ],
)  # fmt: skip
def test_words_are_found_in_scripts_with_and_without_spaces(
    mixed: Library, words: str, article: str
) -> None:
    (best, *_) = mixed.search(words)
    assert best.passage.article.id == article


@pytest.mark.parametrize("question", ["陈伟是谁？", "สมชายคือใคร", "港长"])
def test_of_words_that_cannot_be_told_apart_none_is_called_missing(
    mixed: Library, question: str
) -> None:
    assert mixed.unknown_words(question) == []


@pytest.mark.parametrize("id", MIXED)
def test_a_citation_is_the_slice_of_its_article_in_any_script(mixed: Library, id: str) -> None:
    assistant = Assistant(mixed, NameReader(), TOY_CALIBRATION)
    found = assistant.ask("Who will speak?", where=ArticleFilter(articles=[id]))
    assert found.text == NAMES[id]
    for cited in found.citations:
        text, (first, last) = cited.article.text, cited.sentence
        assert text == MIXED[cited.article.id]
        assert text[cited.start : cited.end] == cited.quote
        assert cited.quote in text[first:last]
    assert mixed.verify() == []


@pytest.mark.parametrize("id", MIXED)
def test_the_page_shows_every_character_and_lets_each_paragraph_run_its_way(id: str) -> None:
    article = make_article(id, MIXED[id], language=id[:2])
    start = article.text.index(NAMES[id])
    shown = paragraphs(article.text, (start, start + len(NAMES[id])), [])
    read = Reading(shown)
    assert read.text == article.text
    assert read.attributes.count(("dir", "auto")) == read.tags.count("p") == 1
    whole = Reading(render_article(article, Reference(id)))
    assert ("lang", id[:2]) in whole.attributes


def test_the_page_cannot_be_broken_by_languages_and_sources() -> None:
    hostile = '"><script>alert(1)</script>'
    article = make_article("a", "Text.", language=hostile, sources={"title": hostile})
    shown = Reading(render_article(article, Reference("a")))
    assert "script" not in shown.tags
    assert ("lang", hostile) in shown.attributes
    assert f"({hostile})" in shown.text


def test_a_terminal_keeps_letters_joined_and_hides_marks_of_direction() -> None:
    assert clean("می\u200cگوید \u200fנמל\u200e \u061cميناء") == "می\u200cگوید נמל ميناء"
    assert clean("a\u202eb\u2066c\x1b[0m") == "a�b�c�[0m"


@pytest.mark.parametrize(
    "sentence",
    [
        MIXED["zh"],
        MIXED["hi"],
        "هل يعود الصيادون إلى الميناء الجديد؟",
        MIXED["th"].partition(" ")[0],
    ],
)
def test_web_pages_without_full_stops_of_ours_are_articles(sentence: str) -> None:
    page = f"<html><body><article>{f'<p>{sentence}</p>' * 6}</article></body></html>"
    (article,) = web.read(Path("/news/page.html"), page.encode())
    assert isinstance(article, Article)
    assert sentence in article.text


def test_an_answer_in_another_script_runs_its_way() -> None:
    article = make_article("ar", MIXED["ar"], publisher="صحيفة")
    shown = render_answer(answer(cite(NAMES["ar"], article, MIXED["ar"].partition(". ")[2])))
    for style in ("pq-quote", "pq-title", "pq-sentence"):
        assert re.search(rf'class="{style}" dir="auto"', shown)
    assert "<bdi>صحيفة</bdi>" in shown
