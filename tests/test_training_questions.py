"""Training questions: each format, and what is wrong with a bad one; the mined ones."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from toys import ToyEncoder
from training_toys import make_question

from index import InputError, Library, Settings
from qa.training.mine import articles_of, find_wrong, mine, mined_paths
from qa.training.questions import (
    TrainingQuestion,
    WrongPassage,
    read_training_questions,
    save_training_questions,
)

CONTEXT = "Ann Lee opened it. Ann Lee left."
SQUAD = {
    "version": "2.0",
    "data": [
        {
            "title": "Harbour_Bay",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "a",
                            "question": " Who left? ",
                            "answers": [
                                {"text": "Lee", "answer_start": 23},
                                {"text": "Ann Lee", "answer_start": 19},
                                {"text": "Ann Lee", "answer_start": 19},
                            ],
                        },
                        {
                            "id": "b",
                            "question": "When?",
                            "is_impossible": True,
                            "answers": [{"text": "it", "answer_start": 15}],
                        },
                    ],
                }
            ],
        }
    ],
}
LINE = {
    "id": 7,
    "title": "Bay",
    "context": CONTEXT,
    "question": "Who?",
    "answers": [{"text": "Ann Lee", "start": 0}],
}
FROM_SQUAD = [
    TrainingQuestion("a", "Who left?", "Harbour Bay", CONTEXT, ((19, 26), (23, 26))),
    TrainingQuestion("b", "When?", "Harbour Bay", CONTEXT, ()),
]
FROM_LINE = TrainingQuestion("7", "Who?", "Bay", CONTEXT, ((0, 7),))


def write(path: Path, text: str) -> Path:
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["set.json", "set.json.gz"])
def test_squad_files_are_read_with_every_annotated_answer(tmp_path: Path, name: str) -> None:
    assert read_training_questions(write(tmp_path / name, json.dumps(SQUAD))) == FROM_SQUAD


@pytest.mark.parametrize("name", ["set.jsonl", "set.jsonl.gz"])
def test_lines_are_read(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, f"{json.dumps(LINE)}\n\n{json.dumps(LINE)}\n")
    assert read_training_questions(path) == [FROM_LINE, FROM_LINE]


def test_the_space_around_an_answer_is_no_part_of_it(tmp_path: Path) -> None:
    line = {**LINE, "answers": [{"text": " Lee ", "start": 3}]}
    (question,) = read_training_questions(write(tmp_path / "set.jsonl", json.dumps(line)))
    assert question.answers == ((4, 7),)


def test_what_is_saved_is_read_again_with_its_wrong_passages(tmp_path: Path) -> None:
    wrong = (WrongPassage("Bridge", "Bob “left”."), WrongPassage("", "Nobody."))
    questions = [*FROM_SQUAD, TrainingQuestion("c", "Who?", "", CONTEXT, ((0, 3),), wrong)]
    save_training_questions(tmp_path / "set.jsonl.gz", questions)
    assert read_training_questions(tmp_path / "set.jsonl.gz") == questions


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("set.json", "", r"set\.json holds no questions"),
        ("set.jsonl", f"{json.dumps(LINE)}\n{{", "line 2: no question of a training set"),
        ("set.json", '{"data": [{"paragraphs": [', "is not a SQuAD file"),
        ("set.json", '{"data": [{"paragraphs": 3}]}', "is not a SQuAD file"),
        ("set.jsonl", "[3]", "line 1: no question .*TypeError"),
        ("set.jsonl", json.dumps({**LINE, "context": None}), "line 1: no question .*TypeError"),
        ("set.jsonl", '{"id": "1", "question": "Who?"}', "line 1: .*it has no 'context'"),
    ],
)
def test_what_is_no_training_set_is_refused(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_training_questions(write(tmp_path / name, text))


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "Ann Lee", "start": 1},
        {"text": "Bob", "answer_start": 0},
        {"text": "left", "start": -5},  # Python would count it from the end, and find it
        {"text": "", "start": 0},
        {"text": " ", "start": 3},
        [30, 40],
        [7, 4],
        [-4, -1],
    ],
)
def test_an_answer_must_stand_at_its_offset(tmp_path: Path, answer: object) -> None:
    path = write(tmp_path / "set.jsonl", json.dumps({**LINE, "answers": [answer]}))
    with pytest.raises(InputError, match=r"line 1: .* does not stand at -?\d+ of its context"):
        read_training_questions(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Cannot read .*none\.json: No such file"):
        read_training_questions(tmp_path / "none.json")
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(json.dumps(SQUAD).encode())[:-20])
    with pytest.raises(InputError, match=r"Cannot read the training set .*cut\.json\.gz"):
        read_training_questions(tmp_path / "cut.json.gz")


# Mining

MINED = [
    make_question(
        "Who opened the harbour?",
        "Ingrid Solberg opened the harbour on Friday.",
        "Ingrid Solberg",
        title="Harbour",
    ),
    make_question("Who opened the mill?", "The mill was opened by Bob.", "Bob", title="Mill"),
    make_question("Who opened the fair?", "The mayor opened the fair. ", title="Fair"),
    make_question(
        "When was the harbour opened?",
        "The harbour, said ingrid  solberg, opened after six years.",
        "after six years",
        title="Harbour",
    ),
]


def test_wrong_passages_hold_no_answer_and_are_not_of_the_own_context(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path, threads=2)
    mined = mine(MINED, tmp_path / "library", settings, ToyEncoder())
    assert [question.question for question in mined] == [q.question for q in MINED]
    first, second, third, _ = ({passage.text for passage in question.wrong} for question in mined)
    harbour, mill, fair, years = (question.context.strip() for question in MINED)
    both = f"{harbour}\n\n{years}"  # two short contexts of one article make one passage
    assert first == {mill, fair}
    assert second == {both, fair}
    assert third == {both, mill}
    assert [passage.title for passage in mined[0].wrong if passage.text == mill] == ["Mill"]


def test_the_answer_in_other_letters_is_still_the_answer(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(articles_of(MINED[1:]))  # of the harbour only what names her in small letters
        found = {passage.text for passage in find_wrong(library, MINED[0])}
    assert found == {MINED[1].context, MINED[2].context.strip()}


REPORTS = [
    make_question("Who won?", "Bob won the boat race.", "Bob", title="Race is run"),
    make_question("who won?", "The boat race went to Cid.", "Cid", title="Late race"),
    make_question("Who won?", "The boat race drew hundreds.", title="Crowds at race"),
    make_question("Who won?", "The boat race is old.", title="Old race"),
]


def test_a_passage_that_answers_the_same_question_otherwise_is_not_wrong(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path, threads=2)
    *_, crowds, old = REPORTS
    mined = mine(REPORTS, tmp_path / "library", settings, ToyEncoder())
    found = [{passage.text for passage in question.wrong} for question in mined]
    assert found == [{crowds.context, old.context}] * 2 + [{old.context}, {crowds.context}]


def test_what_has_no_answer_in_its_context_may_have_one_in_its_article(tmp_path: Path) -> None:
    contexts = [f"The boat race of {year} was won. {'Rain fell. ' * 40}" for year in range(4)]
    asked = [make_question("Who won?", context.strip(), title="Race") for context in contexts]
    untitled = make_question("Who won in 7?", "The boat race of 7 was won.")
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(articles_of([*asked, untitled]))
        assert {passage.title for passage in find_wrong(library, asked[0])} == {""}
        assert {passage.title for passage in find_wrong(library, untitled)} == {"Race"}


def test_contexts_of_one_title_are_joined_however_many_they_are(tmp_path: Path) -> None:
    questions = [
        make_question("Who?", f"Context {number}.", title="Reddit") for number in range(60)
    ]
    articles = articles_of([*questions, make_question("Who?", "Other.", title="Mill"), *questions])
    assert [article.title for article in articles] == ["Reddit", "Reddit", "Mill"]
    assert articles[0].text == "\n\n".join(f"Context {number}." for number in range(50))
    assert articles[1].text == "\n\n".join(f"Context {number}." for number in range(50, 60))
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        assert len(library.add(articles).added) == 3


def test_titles_that_differ_only_in_their_signs_are_all_searched(tmp_path: Path) -> None:
    titles = ["A-B", "A B", "…", "!", ""]
    questions = [make_question("Who?", f"Context of {title}.", title=title) for title in titles]
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        changes = library.add(articles_of(questions))
    assert (len(changes.added), changes.skipped) == (5, [])


def test_a_mined_set_keeps_its_name_and_overwrites_nothing(tmp_path: Path) -> None:
    given = [Path("train-v1.1.json"), Path("own.jsonl.gz"), Path("plain.gz")]
    names = [target.name for target in mined_paths(given, tmp_path).values()]
    assert names == ["train-v1.1.jsonl.gz", "own.jsonl.gz", "plain.jsonl.gz"]
    with pytest.raises(InputError, match="would overwrite"):
        mined_paths([Path("a/train.json"), Path("b/train.json")], tmp_path)
    with pytest.raises(InputError, match="would overwrite"):
        mined_paths([tmp_path / "own.jsonl.gz"], tmp_path)
