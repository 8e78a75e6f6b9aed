"""The reader's English limit: said of other languages, never of English."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import answer, cite
from toys import TOY_CALIBRATION, ToyReader, make_article

from index import Library, ModelError, Settings
from qa import Alternative, Answer, Assistant, answer_from_json, answer_to_json
from qa.language_limit import language_notice
from qa.question_language import UNTOLD, foreign_language
from qa.reader import BUNDLED, OnnxReader, bundled_folder, check_reader
from ui.chat.announcement import announce
from ui.chat.answers import render_answer
from ui.languages import languages_line, not_english_line
from ui.terminal.answers import answer_view
from ui.terminal.console import out

ROOT = Path(__file__).parents[1]
QUESTIONS = {
    "ar": "من هو المتحدث باسم البنتاغون؟",
    "de": "Wer ist der Sprecher des Pentagons?",
    "es": "¿Cuántos misiles fueron lanzados?",
    "fr": "Combien de missiles ont été lancés ?",
    "he": "מי דובר הפנטגון?",
    "hi": "पेंटागन के प्रवक्ता कौन हैं?",
    "it": "Chi è il portavoce del Pentagono?",
    "ja": "国防総省の報道官は誰ですか？",
    "ko": "국방부 대변인은 누구입니까?",
    "nl": "Wie is de woordvoerder van het Pentagon?",
    "pl": "Kto jest rzecznikiem Pentagonu?",
    "ru": "Кто пресс-секретарь Пентагона?",
    "th": "โฆษกเพนตากอนคือใคร",
    "tr": "Pentagon sözcüsü kim?",
    "zh": "谁是五角大楼发言人？",
}
IN_DOUBT = [
    "Camp Taji", "Wer?", "Qui?", "Где?", "谁?", "Soleimani", "Москва", "北京", "12:30?", "", "???",
    "Владимир Путин", "Deutsche Bahn", "São Paulo Rio de Janeiro", "Frankfurter Allgemeine Zeitung",
    "a de facto coup d'état", "Recep Tayyip Erdoğan", "Hồ Chí Minh", "Who said “Wir schaffen das”?",
    "What is Médecins Sans Frontières?", "Who are the Frankfurter Allgemeine and Der Spiegel?",
]  # fmt: skip


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_question_in_another_language_is_told(code: str) -> None:
    assert foreign_language(QUESTIONS[code]) == code


def test_of_some_it_is_sure_only_that_they_are_not_english() -> None:
    assert foreign_language("Где произошла атака?") == UNTOLD


@pytest.mark.parametrize("question", IN_DOUBT)
def test_in_doubt_nothing_is_told(question: str) -> None:
    assert foreign_language(question) == ""


def test_no_english_question_is_taken_for_another_language(shared: Path) -> None:
    asked = set()
    for file in (ROOT / "eval/gold").glob("*.jsonl"):
        for record in map(json.loads, file.read_text().splitlines()):
            turns = record.get("turns", [record])
            asked |= {
                turn[key] for turn in turns for key in ("question", "understood") if key in turn
            }
    assert len(asked) > 600
    with gzip.open(shared / "data/squad11-a-train.jsonl.gz", "rt") as lines:
        squad = sorted({json.loads(line)["question"] for line in lines})
    asked |= set(random.Random(1).sample(squad, 1000))
    assert {question: code for question in asked if (code := foreign_language(question))} == {}


def test_a_word_of_english_is_enough_and_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> tuple[str, float]:
        raise AssertionError(f"the model was asked about {text}")

    monkeypatch.setattr("qa.question_language.guess_language", refuse)
    assert foreign_language("Who opened the Hafen von Norden?") == ""


GERMAN = make_article("de", "Helga Brandt hat den Hafen eröffnet.", language="de")
RUSSIAN = make_article("ru", "Мэр города открыл новый порт.", language="ru")
ENGLISH = make_article("en", "The mayor, Ruth Alder, opened it.", language="en")
UNKNOWN = make_article("xx", "Camp Taji.")


@pytest.mark.parametrize(
    ("question", "cited", "notice"),
    [
        ("Who?", [ENGLISH], ""),
        ("Who?", [UNKNOWN], ""),
        (QUESTIONS["de"], [ENGLISH], "This question seems to be in German;"),
        ("Где произошла атака?", [ENGLISH], "This question seems not to be in English;"),
        ("Who?", [GERMAN], "The article cited is in German;"),
        ("Who?", [GERMAN, RUSSIAN], "The articles cited are in German and Russian;"),
        ("Who?", [ENGLISH, GERMAN], "1 of the 2 articles cited is in German;"),
        (
            QUESTIONS["de"],
            [GERMAN],
            "This question seems to be in German, and so is the article cited;",
        ),
        (
            QUESTIONS["fr"],
            [GERMAN, RUSSIAN],
            "This question seems to be in French, and the articles cited are in German and "
            "Russian;",
        ),
    ],
)
def test_the_notice(question: str, cited: list[object], notice: str) -> None:
    citations = [cite(article.text[:8], article) for article in cited]  # type: ignore[attr-defined]
    given = answer(*citations, question=question)
    expected = f"{notice} the reader is made for English." if notice else ""
    assert language_notice(given, ["en"]) == expected
    assert language_notice(given, []) == ""
    listed = answer(question=question, items=(Alternative("x", tuple(citations)),))
    assert language_notice(listed, ["en"]) == expected


def test_of_nothing_found_it_tells_of_the_nearest_passages() -> None:
    given = answer(nearest=(cite("Helga", GERMAN), cite("Helga Brandt", GERMAN)))
    told = "The article nearest to it is in German; the reader is made for English."
    assert language_notice(given, ["en"]) == told
    assert language_notice(given, ["en", "de"]) == ""
    assert language_notice(answer(question=QUESTIONS["de"]), ["en"]) == ""


def test_faces_say_it() -> None:
    given = replace(answer(cite("Helga Brandt", GERMAN)), language_notice="It is in <German>.")
    with out.capture() as shown:
        out.print(answer_view(given))
    assert "It is in <German>." in shown.get()
    assert "It is in &lt;German&gt;." in render_answer(given)
    assert announce(given).startswith("It is in <German>.")
    assert answer_from_json(json.loads(json.dumps(answer_to_json(given)))) == given


@pytest.fixture
def mixed(library: Library) -> Library:
    library.add([replace(GERMAN, text=GERMAN.text * 3), replace(RUSSIAN, text=RUSSIAN.text * 3)])
    return library


def test_an_assistant_tells_it_of_its_readers_languages(mixed: Library) -> None:
    def ask(question: str, **languages: object) -> Answer:
        toys = (ToyReader(), TOY_CALIBRATION)
        return Assistant(mixed, *toys, **languages).ask(question)  # type: ignore[arg-type]

    question = "Hat Helga Brandt den Hafen eröffnet?"
    assert ask(question).language_notice.startswith("This question seems to be in German")
    assert ask(question, languages=()).language_notice == ""
    assert ask("Who is the harbour master?").language_notice == ""
    assert ask("hello").language_notice == ""


def test_a_library_says_how_many_articles_are_not_in_english(mixed: Library) -> None:
    assert languages_line(mixed.info()) == "English (3), German (1), Russian (1)"
    assert not_english_line(mixed.info()) == (
        "2 of 5 articles are not in English (1 German, 1 Russian): found by words and shown, but "
        "the bundled reader was made for English"
    )
    mixed.remove(["de", "ru"])
    assert not_english_line(mixed.info()) == ""


def test_a_library_names_the_reader_that_suits_it(mixed: Library) -> None:
    assert mixed.reader == ""
    mixed.name_reader("/models/many-languages")
    assert mixed.reader == mixed.info().reader == "/models/many-languages"
    assert not_english_line(mixed.info()) == ""


def tiny_reader(folder: Path) -> Path:
    """Make an extractive Transformers model that knows nothing."""
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]"
    )
    fast.model_input_names = ["input_ids", "token_type_ids", "attention_mask"]
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertForQuestionAnswering(config).save_pretrained(folder)
    return folder


@pytest.mark.models
def test_the_reader_that_a_library_names_is_used_unless_another_is(
    tmp_path: Path, real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Settings(real_settings.cache, tmp_path, real_settings.threads)
    tiny = tiny_reader(tmp_path / "tiny")
    with Library.create(tmp_path / "library", settings=own) as library:
        library.add([GERMAN])
        monkeypatch.chdir(tmp_path)
        library.name_reader(check_reader("tiny", own))
        assert library.reader == str(tiny)
    question = QUESTIONS["de"]
    monkeypatch.chdir("/")
    with_tiny = Assistant.open(tmp_path / "library", settings=own)
    assert with_tiny.ask(question).language_notice == ""  # it may know German
    with_tiny.close()
    bundled = Assistant.open(tmp_path / "library", reader=BUNDLED, settings=own)
    assert "German" in bundled.ask(question).language_notice
    bundled.close()


@pytest.mark.models
def test_a_library_cannot_have_a_reader_downloaded(
    tmp_path: Path, real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    opened = OnnxReader.open.__func__  # type: ignore[attr-defined]

    def watched(cls: type, name: str, settings: Settings, *, download: bool = True) -> OnnxReader:
        asked.append((name, download))
        return opened(cls, name, settings, download=download)  # type: ignore[no-any-return]

    monkeypatch.setattr(OnnxReader, "open", classmethod(watched))
    with Library.create(tmp_path / "library", settings=real_settings) as library:
        library.add([GERMAN])
        library.name_reader("stranger/reader")
    with pytest.raises(ModelError, match=r"names the reader 'stranger/reader'.*Name another with"):
        Assistant.open(tmp_path / "library", settings=real_settings)
    assert asked == [("stranger/reader", False)]


@pytest.mark.models
def test_only_a_reader_can_be_named(tmp_path: Path, real_settings: Settings) -> None:
    assert check_reader(BUNDLED, real_settings) == ""
    with pytest.raises(ModelError, match="There is no extractive reader"):
        check_reader(str(tmp_path), real_settings)
