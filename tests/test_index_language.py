"""The language of articles: told where it is sure, and English never taken for another."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ToyEncoder, make_article

from index import ArticleFilter, InputError, Library
from index.language_codes import checked_code, language_code, language_name
from index.language_detection import detect_language

ROOT = Path(__file__).parents[1]
TEXTS = {
    "ar": "افتتح رئيس البلدية سامي الخطيب الميناء الجديد يوم الجمعة بعد ست سنوات من العمل.",
    "de": "Am Freitag hat die Bürgermeisterin den neuen Hafen eröffnet, nach sechs Jahren Bauzeit.",
    "el": "Ο δήμαρχος εγκαινίασε το νέο λιμάνι την Παρασκευή, μετά από έξι χρόνια εργασιών.",
    "en": "The mayor opened the new harbour on Friday, after six years of work on the two moles.",
    "es": "La alcaldesa inauguró el nuevo puerto el viernes, después de seis años de trabajo.",
    "fa": "شهردار روز جمعه بندر جدید را پس از شش سال کار افتتاح کرد و می‌گوید هزینه آن زیاد بود.",
    "fr": "La maire a inauguré le nouveau port vendredi, après six années de travaux coûteux.",
    "he": "ראש העיר פתחה ביום שישי את הנמל החדש אחרי שש שנים של עבודה קשה ויקרה מאוד.",
    "hi": "महापौर ने छह साल के काम के बाद शुक्रवार को नए बंदरगाह का उद्घाटन किया।",
    "it": "La sindaca ha inaugurato il nuovo porto venerdì, dopo sei anni di lavori costosi.",
    "ja": "市長は金曜日に新しい港を開港しました。工事には六年かかり、費用も増えました。",
    "ko": "시장은 금요일에 새 항구를 열었다. 공사에는 6년이 걸렸고 비용도 크게 늘었다.",
    "nl": "De burgemeester heeft vrijdag de nieuwe haven geopend, na zes jaar bouwen aan de pier.",
    "pl": "Pani burmistrz otworzyła w piątek nowy port po sześciu latach kosztownych prac.",
    "pt": "A prefeita inaugurou o novo porto na sexta-feira, depois de seis anos de obras caras.",
    "ru": "Мэр города открыла новый порт в пятницу после шести лет дорогостоящих работ.",
    "sv": "Borgmästaren öppnade den nya hamnen på fredagen efter sex års kostsamt arbete.",
    "th": "นายกเทศมนตรีเปิดท่าเรือแห่งใหม่เมื่อวันศุกร์หลังจากก่อสร้างมาหกปี",
    "tr": "Belediye başkanı altı yıllık çalışmanın ardından yeni limanı cuma günü açtı.",
    "uk": "Мерка міста відкрила новий порт у п'ятницю після шести років дорогих робіт.",
    "zh": "市长星期五宣布新港口启用。工程历时六年，耗资四千八百万元。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_is_enough(code: str) -> None:
    assert detect_language(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Camp Taji",
        "12:30 – 14:45, 3.5 %",
        "Ayn al-Asad, Erbil",
        "???",
        "🚢🚢🚢",
        "a" * 5000,
    ],
)
def test_what_is_no_sentence_is_unknown(text: str) -> None:
    assert detect_language(text) in {"", "en"}


def test_a_text_in_two_languages_is_unknown_and_one_that_quotes_another_is_not() -> None:
    half = "\n".join([TEXTS["de"]] * 40 + [TEXTS["ru"]] * 40)
    assert detect_language(half) == ""
    quoting = "\n".join([TEXTS["en"]] * 40 + [TEXTS["ru"]] * 4)
    assert detect_language(quoting) == "en"


def test_english_articles_are_english() -> None:
    files = [*(ROOT / "seeds").glob("*.md"), *(ROOT / "eval/gold/articles").glob("*.md")]
    texts = [file.read_text().split("---\n", 2)[-1] for file in files]
    assert len(texts) == 24
    assert {detect_language(text) for text in texts} == {"en"}


def test_english_paragraphs_are_never_taken_for_another_language(shared: Path) -> None:
    wrong = []
    for file in sorted((shared / "data").glob("*.gz")):
        with gzip.open(file, "rt") as lines:
            contexts = sorted({json.loads(line)["context"] for _, line in zip(range(2000), lines)})  # noqa: B905
        sample = random.Random(1).sample(contexts, min(30, len(contexts)))
        wrong += [
            (text, code) for text in sample if (code := detect_language(text)) not in {"", "en"}
        ]
    assert wrong == []


@given(st.text(max_size=300))
def test_any_text_has_a_code_or_none(text: str) -> None:
    code = detect_language(text)
    assert code == "" or code == language_code(code)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"), ("DE", "de"), ("de-AT", "de"), ("pt_BR.UTF-8", "pt"), ("zh-Hans-CN", "zh"),
        ("deu", "de"), ("ger", "de"), ("cmn", "zh"), ("iw", "he"), ("German", "de"),
        ("german", "de"), (" fr ", "fr"), ("gsw", "gsw"),
        ("", ""), ("xx", ""), ("x-default", ""), ("und", ""), ("mul", ""), ("en, fr", ""),
        ("日本", ""), ("Klingonese", ""), ("\ud800", ""),
    ],
)  # fmt: skip
def test_codes(written: str, code: str) -> None:
    assert language_code(written) == code


def test_a_language_that_was_chosen_must_be_one() -> None:
    assert checked_code("German") == "de"
    with pytest.raises(InputError, match="'xx' is no language; write its code, such as en"):
        checked_code("xx")


def test_languages_have_english_names() -> None:
    assert [language_name(code) for code in ("de", "zh", "fa", "xyz")] == [
        "German", "Chinese", "Persian", "xyz",
    ]  # fmt: skip


@pytest.fixture
def mixed(library: Library) -> Library:
    library.add(make_article(code, TEXTS[code]) for code in ("de", "ru"))
    return library


def test_a_filter_by_language_lets_those_articles_pass(mixed: Library) -> None:
    def ids(*languages: str) -> list[str]:
        return [a.id for a in mixed.articles(ArticleFilter(languages=languages))]

    assert ids("de") == ids("German") == ids("de-AT") == ["de"]
    assert ids("de", "ru") == ["de", "ru"]
    where = ArticleFilter(languages=["ru"])
    assert {hit.passage.article.id for hit in mixed.search("Hafen", where=where)} == {"ru"}
    assert mixed.info().languages == {"en": 3, "de": 1, "ru": 1}


def test_a_language_that_no_article_is_in_is_refused(mixed: Library) -> None:
    with pytest.raises(InputError, match=r"no language 'fr' in this library.* 'de', 'en', 'ru'"):
        mixed.search("Hafen", where=ArticleFilter(languages=["fr"]))


def test_an_article_of_unknown_language_passes_no_filter(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("a", TEXTS["de"]), make_article("b", "Camp Taji.")])
        found = library.articles(ArticleFilter(languages=["de"]))
        assert [article.id for article in found] == ["a"]
        assert library.info().languages == {"": 1, "de": 1}
