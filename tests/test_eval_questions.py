"""Gold sets: each format, and what is wrong with a bad one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.questions import GoldAnswer, GoldQuestion, read_questions
from index import InputError, find_files, read_collection
from index.readers import Skipped

OWN = {
    "id": "1",
    "kind": "fact",
    "question": "Who?",
    "answers": [{"text": "Ann", "articles": ["a"]}, {"text": "Ann", "articles": ["a"]}],
}
SQUAD = {
    "version": "2.0",
    "data": [
        {
            "title": "Harbour_Bay",
            "paragraphs": [
                {
                    "context": "Ann opened it.",
                    "qas": [
                        {
                            "id": "a",
                            "question": "Who?",
                            "answers": [{"text": "Ann", "answer_start": 0}],
                        },
                        {
                            "id": "b",
                            "question": "When?",
                            "is_impossible": True,
                            "answers": [],
                            "plausible_answers": [{"text": "Ann", "answer_start": 0}],
                        },
                    ],
                }
            ],
        }
    ],
}
ROOT = Path(__file__).parents[1]


def test_own_lines_name_answers_and_their_articles(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    none = {"id": "2", "question": "Why?", "answers": []}
    path.write_text(f"{json.dumps(OWN)}\n\n{json.dumps(none)}\n")
    first, second = read_questions(path)
    assert first == GoldQuestion("1", "Who?", (GoldAnswer("Ann", ("a",)),), "fact")
    assert not second.answerable


def test_what_else_a_line_says_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(OWN | {"must_cite": ["a"], "latest": ""}))
    (question,) = read_questions(path)
    assert question.extra == {"must_cite": ["a"], "latest": ""}
    assert hash(question) == hash(GoldQuestion("1", "Who?", question.answers, "fact"))


def test_squad_questions_name_the_article_of_their_title(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD))
    first, second = read_questions(path)
    assert first.answers == (GoldAnswer("Ann", ("harbour-bay",)),)
    assert (first.title, first.context) == ("Harbour_Bay", "Ann opened it.")
    assert not second.answerable


def test_flat_squad_lines_may_hold_their_answers_as_lists(tmp_path: Path) -> None:
    path = tmp_path / "squad.jsonl"
    flat = {"id": "a", "title": "Harbour", "context": "Ann.", "question": "Who?"}
    some = {**flat, "answers": {"text": ["Ann", "Ann."], "answer_start": [0, 0]}}
    none = {**flat, "id": "b", "answers": {"text": [], "answer_start": []}}
    path.write_text(f"{json.dumps(some)}\n{json.dumps(none)}\n")
    first, second = read_questions(path)
    assert first.texts == ["Ann", "Ann."]
    assert first.answers[0].articles == ("harbour",)
    assert not second.answerable


def test_a_table_has_a_row_for_each_answer(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(
        "ID,Question,Answer,Articles,Kind\n"
        '1,"Who, then?",Ann Lee,a b,fact\n'
        '1,,"Lee, Ann",a,\n'
        "2,Why?,,,none\n"
        ",When?,Friday,,\n",
        "utf-8",
    )
    first, second, third = read_questions(path)
    assert first == GoldQuestion(
        "1",
        "Who, then?",
        (GoldAnswer("Ann Lee", ("a", "b")), GoldAnswer("Lee, Ann", ("a",))),
        "fact",
    )
    assert (second.answerable, second.kind) == (False, "none")
    assert (third.id, third.answers) == ("line-5", (GoldAnswer("Friday"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no column 'question'"),
        ("question,articles\nWho?,a\n", "has no column 'answer'"),
        ("question,answer\n", "holds no questions"),
        ("question,answer\nWho?,Ann,Lee\n", "line 2: it has 3 cells and not 2"),
        ("question,answer\nWho?\n", "line 2: it has 1 cells and not 2"),
        ("id,question,answer\n1,Who?,Ann\n1,Why?,x\n", "line 3: the id '1' has another"),
        ("question,answer\n,Ann\n", "line 2: the question is empty"),
        ('question,answer\n"Who?,Ann\n', "line 2: not CSV"),
    ],
)
def test_a_bad_table_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_questions(path)


def test_a_gzipped_set_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(OWN).encode()))
    assert len(read_questions(path)) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no questions"),
        (b"\n \n", "holds no questions"),
        (
            b'{"id": "1", "question": "Who?", "answers": []}\nnonsense',
            "line 2: no question",
        ),
        (
            b'{"id": "1", "question": "Who?"}',
            r"line 1: no question .*\(it has no 'answers'\)",
        ),
        (b'{"id": "1", "question": "Who?", "answers": {"text": "Ann"}}', "'answers' cannot be"),
        (b'{"id": "1", "question": "Who?", "answers": ""}', "'answers' cannot be ''"),
        (
            b'{"id": "1", "question": "Who?", "answers": ["Ann"]}',
            "line 1: no question",
        ),
        (b'{"id": "1", "question": "Who?", "answers": [{"text": 1}]}', "'text' cannot be 1"),
        (
            b'{"id": "1", "question": "Who?", "answers": [{"text": "Ann", "articles": "a"}]}',
            "'articles' cannot be 'a'",
        ),
        (b'{"id": "1", "question": null, "answers": []}', "'question' cannot be None"),
        (b'{"id": "1", "question": " ", "answers": []}', "the question is empty"),
        (b"[" * 200_000, "line 1: no question"),
        (b'{"data": ["x"], "paragraphs": 1}', "is not a SQuAD file"),
        (b'{"data": [{"paragraphs": [{"context": "c", "qas": [[]]}]}]}', "is not a SQuAD file"),
        (b"[1]", "line 1: no question"),
        (b'{"data": [{"paragraphs": [{}]}]}', "is not a SQuAD file"),
        (b"\xff\xfe\xfa", "is not UTF-8"),
    ],
)
def test_a_bad_set_says_what_is_wrong(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_questions(path)


def test_a_missing_set_and_a_broken_archive_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read the gold set"):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "x.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="Cannot read the gold set"):
        read_questions(tmp_path / "x.gz")


def test_a_cut_off_or_damaged_archive_and_a_folder_are_input_errors(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    data = gzip.compress(json.dumps(OWN).encode())
    for damaged in (data[:-20], data[:12], data[:10] + b"\xff" * 20):  # EOFError twice, zlib.error
        path.write_bytes(damaged)
        with pytest.raises(InputError, match="Cannot read the gold set"):
            read_questions(path)
    with pytest.raises(InputError, match="is a folder; name a file"):
        read_questions(tmp_path)


def test_every_own_gold_answer_stands_in_the_articles_it_names() -> None:
    texts = {}
    for article in read_collection(find_files([ROOT / "seeds"])):
        assert not isinstance(article, Skipped)
        texts[article.id] = article.text
    questions = read_questions(ROOT / "eval" / "gold" / "seeds.jsonl")
    assert len({question.id for question in questions}) == len(questions) >= 80
    for question in questions:
        for answer in question.answers:
            assert answer.articles
            for id in answer.articles:
                assert answer.text in texts[id], (question.id, answer)
    kinds = [question.kind for question in questions]
    assert kinds.count("unanswerable") >= 20
    assert kinds.count("metadata") >= 10
    assert kinds.count("disagreement") >= 10
    assert all(q.answerable == (q.kind != "unanswerable") for q in questions)
