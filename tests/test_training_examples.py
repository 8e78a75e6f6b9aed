"""From a training question to a batch: offsets that hold, wrong passages that are wrong."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_toys import QUESTIONS, make_question, make_tokenizer

from qa.training.batches import Encoded, collate, encode, make_batches
from qa.training.examples import Group, Reading, Sampling, make_group, type_question
from qa.training.questions import TrainingQuestion, WrongPassage

PLAIN = Sampling(title=0.0, withheld=0.0, bare=0.0, keywords=0.0, typo=0.0)
ASKED = "Who is it where?"  # a word of five letters or more: "where"

TEXTS = st.lists(
    st.sampled_from(
        ["Ann ", "Ann", "Bob. ", "The ", "harbour ", "é\u0301", "ß ", "\n\n", " ", "İ"]
    ),
    min_size=1,
    max_size=80,
).map("".join)


@st.composite
def training_questions(draw: st.DrawFn) -> TrainingQuestion:
    context = draw(TEXTS)
    places = st.tuples(st.integers(0, len(context)), st.integers(0, len(context))).map(sorted)
    answers = {(start, end) for start, end in draw(st.lists(places, max_size=3)) if start < end}
    answers = {(start, end) for start, end in answers if context[start:end].strip()}
    words = [context[start:end].casefold() for start, end in answers]
    wrong = tuple(
        WrongPassage("Elsewhere", text)
        for text in draw(st.lists(TEXTS, max_size=3))
        if not any(word in text.casefold() for word in words)
    )
    return TrainingQuestion("1", "Who?", "Here", context, tuple(sorted(answers)), wrong)


@given(question=training_questions(), size=st.sampled_from([50, 100]), seed=st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_answers_hold_their_words_and_wrong_passages_do_not(
    question: TrainingQuestion, size: int, seed: int
) -> None:
    sampling = Sampling(passage_sizes=(size,))
    group = make_group(question, sampling, random.Random(seed))
    answers = {question.context[start:end] for start, end in question.answers}
    readings = group.readings if group else ()
    for reading in readings:
        assert {reading.text[start:end] for start, end in reading.answers} <= answers
        if not reading.answers:
            assert not any(words.casefold() in reading.text.casefold() for words in answers)
    assert sum(bool(reading.answers) for reading in readings) <= 1
    assert make_group(question, sampling, random.Random(seed)) == group


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.question)
def test_the_right_passage_is_there_unless_withheld(question: TrainingQuestion) -> None:
    right = Reading("", question.context, question.answers)
    for seed in range(20):
        given_it = make_group(question, PLAIN, random.Random(seed))
        assert given_it
        assert right in given_it.readings
        without = make_group(question, replace(PLAIN, withheld=1.0), random.Random(seed))
        assert without
        assert [reading.answers for reading in without.readings] == [()]


def test_as_many_wrong_passages_stand_beside_as_were_drawn() -> None:
    texts = tuple(f"Wrong {number}." for number in range(5))
    question = make_question("Who?", "Ann came.", "Ann", wrong=texts)
    for count in (0, 1, 3):
        group = make_group(question, replace(PLAIN, wrong=(count,)), random.Random(count))
        assert group
        wrong = [reading.text for reading in group.readings if not reading.answers]
        assert (len(wrong), len(group.readings)) == (count, count + 1)
        assert len(set(wrong)) == count
        assert set(wrong) <= set(texts)


def test_what_was_retrieved_first_is_drawn_more_often() -> None:
    question = make_question("Who?", "Ann came.", "Ann", wrong=("first", "second"))
    drawn = [
        reading.text
        for seed in range(400)
        for reading in make_group(
            question, replace(PLAIN, wrong=(1,)), random.Random(seed)
        ).readings  # type: ignore[union-attr]
        if not reading.answers
    ]
    assert 0.68 < drawn.count("first") / 400 < 0.82  # 3/4: the lower of two draws of two


def test_an_unanswerable_question_is_read_against_its_own_context() -> None:
    question = make_question("When?", "Ann came.", wrong=("Bob left.",))
    for seed in range(20):
        group = make_group(question, PLAIN, random.Random(seed))
        assert group
        assert Reading("", "Ann came.", ()) in group.readings
        assert not any(reading.answers for reading in group.readings)


def test_an_answer_that_no_passage_holds_whole_gives_no_group() -> None:
    context = "Ann came. " * 6 + "\n\n" + "Bob left. " * 6
    question = make_question("Who?", context, context[30:90])
    assert make_group(question, replace(PLAIN, passage_sizes=(60,)), random.Random(0)) is None


def test_a_passage_that_repeats_the_answer_is_not_taken_for_wrong() -> None:
    parts = ["Ann opened the harbour on Monday.", "Later ANN closed the mill again.", "Bob left."]
    question = make_question("Who opened?", "\n\n".join(parts), "Ann")
    for seed in range(20):
        sampling = replace(PLAIN, passage_sizes=(40,), wrong=(2,))
        group = make_group(question, sampling, random.Random(seed))
        assert group
        assert {reading.text for reading in group.readings} == {parts[0], parts[2]}


def test_titles_stand_in_front_of_all_passages_or_of_none() -> None:
    question = make_question("Who?", "Ann came.", "Ann", title="Here", wrong=("Bob.", "Cid."))
    met = set()
    for seed in range(40):
        group = make_group(question, Sampling(title=0.5), random.Random(seed))
        assert group
        titles = {reading.title for reading in group.readings}
        met.add(bool(titles - {""}))
        assert titles in ({""}, {"Here"}, {"Elsewhere"}, {"Here", "Elsewhere"})
    assert met == {True, False}


@pytest.mark.parametrize(
    ("share", "question", "typed"),
    [
        ({}, "Who opened it?", "Who opened it?"),
        ({"bare": 1.0}, "Who opened it ?", "Who opened it"),
        ({"keywords": 1.0}, "Who opened the harbour in 2021?", "opened harbour 2021"),
        ({"keywords": 1.0}, "Who was the mayor?", "Who was the mayor?"),  # one word says too little
        ({"keywords": 1.0, "bare": 1.0}, "Who was the mayor?", "Who was the mayor"),
        ({"typo": 1.0}, "Who is it?", "Who is it?"),  # no word is long enough for a slip
    ],
)
def test_a_question_is_typed_as_people_do(
    share: dict[str, float], question: str, typed: str
) -> None:
    assert type_question(question, replace(PLAIN, **share), random.Random(0)) == typed  # type: ignore[arg-type]


def test_a_slip_is_one_letter_swapped_left_out_or_doubled() -> None:
    rngs = [random.Random(seed) for seed in range(300)]
    typed = {type_question(ASKED, replace(PLAIN, typo=1.0), rng) for rng in rngs}
    slips = "wehre were whhere whree whre wheere wheer whee wherre"
    assert typed == {f"Who is it {slip}?" for slip in slips.split()}


# Batches


def words_between(encoded: Encoded, start: int, end: int) -> str:
    return make_tokenizer().decode(encoded.ids[start : end + 1])


@pytest.mark.parametrize("title", ["", "The harbour", "Ann | Ann\nAnn"])
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("On Monday Ann opened the harbour.", "Ann"),
        ("On Monday Ann opened the harbour.", "Monday Ann opened"),
        ("On Monday Ann opened the harbour.", "On"),
        ("On Monday Ann opened the harbour.", "harbour."),
        ("The “Café” is  12,5 m.", "Café"),
        ("The “Café” is  12,5 m.", "12,5"),
        ("Ann", "Ann"),
    ],
)
def test_marked_tokens_are_the_answer(title: str, text: str, answer: str) -> None:
    at = text.index(answer)
    reading = Reading(title, text, ((at, at + len(answer)),))
    encoded = encode("Who, Ann?", reading, make_tokenizer())
    ((start,), (end,)) = encoded.starts, encoded.ends
    expected = make_tokenizer().encode(answer, add_special_tokens=False).ids
    assert encoded.ids[start : end + 1] == expected
    assert encoded.readable[start]
    assert encoded.readable[end]


def test_every_annotated_answer_is_marked() -> None:
    text = "Ann met Ann."
    encoded = encode("Who?", Reading("", text, ((0, 3), (8, 11))), make_tokenizer())
    begin = encoded.readable.index(True)
    assert encoded.starts == encoded.ends == [begin, begin + 4]  # ann m ##e ##t ann


def test_only_the_passage_is_readable() -> None:
    tokenizer = make_tokenizer()
    encoded = encode("Who opened?", Reading("The mill", "Ann, Bob", ()), tokenizer)
    tokens = [tokenizer.id_to_token(id) for id in encoded.ids]
    question = ["[CLS]", "who", "opened", "?", "[SEP]"]
    assert tokens == [*question, "the", "mill", "|", "ann", ",", "bob", "[SEP]"]
    assert encoded.readable == [False] * 8 + [True] * 3 + [False]
    assert encoded.types == [0] * 5 + [1] * 7
    assert encoded.starts == encoded.ends == []


def test_an_answer_that_is_cut_off_is_not_marked() -> None:
    tokenizer = make_tokenizer()
    tokenizer.enable_truncation(8, strategy="only_second")  # [CLS] who ? [SEP] on … friday [SEP]
    text = "On Monday Friday Ann Bob"
    marked = {
        answer: len(encode("Who?", Reading("", text, ((at, at + len(answer)),)), tokenizer).starts)
        for answer in ("On", "Friday", "Friday Ann", "Ann Bob")
        for at in [text.index(answer)]
    }
    assert marked == {"On": 1, "Friday": 1, "Friday Ann": 0, "Ann Bob": 0}


def test_a_very_long_question_leaves_room_for_the_passage() -> None:
    tokenizer = make_tokenizer()
    tokenizer.enable_truncation(384, strategy="only_second")
    encoded = encode("? " * 1000, Reading("", "Ann came.", ((0, 3),)), tokenizer)
    assert words_between(encoded, encoded.starts[0], encoded.ends[0]) == "ann"


GROUPS = [
    Group("Who?", tuple(Reading("", "Ann " * (1 + size + place), ()) for place in range(count)))
    for size, count in [(3, 1), (40, 2), (9, 3), (22, 2), (5, 4), (60, 1), (13, 2), (30, 3)]
]


@pytest.mark.parametrize("bound", [200, 300, 1000])
def test_a_batch_holds_no_more_tokens_than_allowed(bound: int) -> None:
    batches = list(make_batches(GROUPS, make_tokenizer(), bound, random.Random(1)))
    assert all(batch.inputs["input_ids"].numel() <= bound for batch in batches)
    # Every passage once, and each group whole: 5 tokens and one for each Ann.
    lengths = sorted(int(n) for batch in batches for n in batch.inputs["attention_mask"].sum(1))
    assert lengths == sorted(
        5 + reading.text.count("Ann") for group in GROUPS for reading in group.readings
    )
    assert sum(int(batch.group.max()) + 1 for batch in batches) == len(GROUPS)
    assert sum(batch.tokens for batch in batches) == sum(lengths)


def test_a_group_larger_than_the_bound_makes_a_batch_of_its_own() -> None:
    batches = list(make_batches(GROUPS, make_tokenizer(), 10, random.Random(1)))
    assert [int(batch.group.max()) for batch in batches] == [0] * len(GROUPS)


def test_no_groups_make_no_batches() -> None:
    assert list(make_batches([], make_tokenizer(), 100, random.Random(1))) == []


def test_a_batch_says_whose_each_sequence_is() -> None:
    tokenizer = make_tokenizer()
    long = encode("Who?", Reading("", "Ann Bob", ((4, 7),)), tokenizer)
    short = encode("Who?", Reading("", "Ann", ()), tokenizer)
    batch = collate([[short], [long, short]])
    assert batch.group.tolist() == [0, 1, 1]
    assert batch.place.tolist() == [0, 0, 1]
    assert batch.inputs["attention_mask"].tolist() == [
        [1, 1, 1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 0],
    ]
    assert batch.inputs["token_type_ids"].tolist()[1] == [0, 0, 0, 0, 1, 1, 1]
    assert batch.readable.nonzero().tolist() == [[0, 4], [1, 4], [1, 5], [2, 4]]
    assert batch.starts.nonzero().tolist() == batch.ends.nonzero().tolist() == [[1, 5]]
