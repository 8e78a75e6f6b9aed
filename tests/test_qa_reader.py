"""The real reader: offsets, windows, and readers by folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import ModelError, Settings
from qa.reader import BUNDLED, OnnxReader, bundled_folder

pytestmark = pytest.mark.models

PASSAGE = (
    "The harbour opened on Friday. “It took six years,” said Ingrid Solberg, the harbour master."
)


@pytest.fixture(scope="module")
def reader(real_settings: Settings) -> OnnxReader:
    return OnnxReader.open(BUNDLED, real_settings)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the harbour master?", "Ingrid Solberg"),
        ("When did the harbour open?", "Friday"),
        ("how long did it take", "six years"),
    ],
)
def test_the_words_that_answer_are_marked(reader: OnnxReader, question: str, answer: str) -> None:
    (marks,) = reader.read(question, [PASSAGE])
    best = marks[0]
    assert PASSAGE[best.start : best.end] == answer
    assert best.score > 0
    assert all(best.score >= other.score for other in marks[1:])


def test_a_passage_that_does_not_answer_scores_lower(reader: OnnxReader) -> None:
    other = "The bakery in Mill Lane sells four hundred loaves a day."
    answers, does_not = reader.read("Who is the harbour master?", [PASSAGE, other])
    assert does_not[0].score < answers[0].score - 3


def test_marks_of_a_passage_do_not_overlap(reader: OnnxReader) -> None:
    (marks,) = reader.read("Who spoke?", [PASSAGE])
    spans = sorted((mark.start, mark.end) for mark in marks)
    assert len(spans) == 2
    assert spans[0][1] <= spans[1][0]


def test_a_long_passage_is_read_to_its_end(reader: OnnxReader) -> None:
    filler = "The market sells fish, bread and flowers on every other day of the week. " * 60
    passage = filler + PASSAGE
    (marks,) = reader.read("Who is the harbour master?", [passage])
    assert passage[marks[0].start : marks[0].end] == "Ingrid Solberg"


def test_a_very_long_question_still_leaves_room_for_the_passage(reader: OnnxReader) -> None:
    for question in ("harbour " * 125, "! " * 500, "中" * 1000, "a " * 500):
        (marks,) = reader.read(question, [PASSAGE])
        assert marks


def test_an_accent_written_apart_stays_with_its_letter(reader: OnnxReader) -> None:
    passage = "The song was written by Beyonce\u0301 in the spring of 2008."
    (marks,) = reader.read("Who wrote the song?", [passage])
    assert passage[marks[0].start : marks[0].end] == "Beyonce\u0301"


def test_a_quote_does_not_end_inside_an_abbreviation(reader: OnnxReader) -> None:
    passage = "The master ordered everybody into the boats at 9:15 p.m. on Monday."
    (marks,) = reader.read("At what time did the master order everybody into boats?", [passage])
    assert passage[marks[0].start : marks[0].end].startswith("9:15 p.m.")


def test_nothing_to_read_gives_nothing(reader: OnnxReader) -> None:
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [""]) == [[]]


HOSTILE = st.lists(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            ["e\u0301", "👩‍🚀", "עברית ", "\r\n", "\t", "Ann Lee ", "İ", "ﬁ", "½", "中文"]
        ),
    ),
    max_size=60,
).map("".join)


@given(passage=HOSTILE, question=HOSTILE)
@settings(max_examples=60, deadline=None)
def test_marks_stay_inside_any_passage(reader: OnnxReader, passage: str, question: str) -> None:
    for marks in reader.read(question, [passage, PASSAGE]):
        for mark in marks:
            assert mark.start < mark.end
    first, second = reader.read(question, [passage, PASSAGE])
    assert all(0 <= mark.start < mark.end <= len(passage) for mark in first)
    assert all(PASSAGE[mark.start : mark.end].strip() for mark in second)


def test_the_bundled_weights_are_small(reader: OnnxReader) -> None:
    assert (bundled_folder() / "model.onnx").stat().st_size <= 24_000_000


def test_any_extractive_transformers_model_can_be_named(
    tmp_path: Path, real_settings: Settings
) -> None:
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]"
    )
    fast.model_input_names = ["input_ids", "token_type_ids", "attention_mask"]
    fast.save_pretrained(tmp_path / "tiny")
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertForQuestionAnswering(config).save_pretrained(tmp_path / "tiny")
    own = Settings(tmp_path / "cache", tmp_path, real_settings.threads)
    reader = OnnxReader.open(str(tmp_path / "tiny"), own)
    (marks,) = reader.read("Who is the harbour master?", [PASSAGE])
    assert marks
    (folder,) = (path for path in (tmp_path / "cache" / "readers").iterdir() if path.is_dir())
    assert OnnxReader.open(str(folder), own).read("Who is the harbour master?", [PASSAGE]) == [
        marks
    ]


def test_a_reader_that_is_nowhere_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no extractive reader"):
        OnnxReader.open(str(tmp_path), Settings(tmp_path / "cache", tmp_path, 1))
