"""What people say of answers: written down, read again, and made a gold set of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from eval.questions import read_questions
from index import InputError, LibraryError
from qa import Assistant
from ui.chat.replies import reply_to_feedback, reply_to_question
from ui.cli import app
from ui.feedback import Feedback, FeedbackFile, RightWords, Verdict
from ui.feedback_gold import gold_of

MINUTES = iter(range(60))


def said(verdict: str, question: str = "Who?", text: str = "Ann", **fields: object) -> Feedback:
    given = {
        "question": question,
        "text": text,
        "articles": ("harbour",) if text else (),
        "found": bool(text),
        "generation": 3,
        "narrowed": False,
        "verdict": Verdict(verdict),
        "at": datetime(2026, 1, 1, 0, next(MINUTES), tzinfo=UTC),
        **fields,
    }
    return Feedback(**given)  # type: ignore[arg-type]


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "new" / "feedback.jsonl")
    assert file.read() == []
    given = [
        said("right", text="Zoë\u2028“x”"),
        said("wrong", right=RightWords(text="b", article="c")),
    ]
    for each in given:
        file.add(each)
    assert file.read() == given


def test_many_may_write_at_once(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    others = [FeedbackFile(file.path), file]
    given = said("right", text="x" * 10_000)
    threads = [Thread(target=other.add, args=(given,)) for other in others for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read() == [given] * 40


def test_a_line_cut_off_at_the_end_is_left_out_and_any_other_is_named(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    file.add(said("right"))
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + whole[:30])
    assert len(file.read()) == 1
    file.path.write_bytes(b"{}\n" + whole)
    with pytest.raises(InputError, match="Line 1 of"):
        file.read()


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "feedback").write_text("a file in the place of the folder")
    with pytest.raises(LibraryError, match="cannot be written down"):
        FeedbackFile.of(tmp_path / "library", tmp_path).add(said("right"))


def test_every_library_has_a_file_of_its_own(tmp_path: Path) -> None:
    one, other = (FeedbackFile.of(tmp_path / name / "lib", tmp_path).path for name in "ab")
    assert one != other
    assert one.parent == tmp_path / "feedback"
    assert one.name.startswith("lib-")


def test_what_was_found_right_becomes_gold_answers() -> None:
    lines, left_out = gold_of(
        [
            said("right"),
            said("right", articles=("bridge", "harbour")),
            said("right", text="Bo", articles=("bakery",)),
            said("wrong", question="Where?", text="there"),
        ]
    )
    assert lines == [
        {
            "id": "feedback-001",
            "kind": "feedback",
            "question": "Who?",
            "answers": [
                {"text": "Ann", "articles": ["bridge", "harbour"]},
                {"text": "Bo", "articles": ["bakery"]},
            ],
        }
    ]
    assert left_out == 1


def test_right_words_become_the_gold_answer_and_the_wrong_ones_do_not() -> None:
    right = RightWords(text="Ann Lee", article="bridge")
    lines, left_out = gold_of([said("wrong-words"), said("wrong-words", right=right)])
    assert [line["answers"] for line in lines] == [[{"text": "Ann Lee", "articles": ["bridge"]}]]
    assert left_out == 0


def test_the_newest_verdict_counts_and_one_taken_back_does_not() -> None:
    assert gold_of([said("right"), said("wrong")]) == ([], 1)
    assert gold_of([said("right"), said("")]) == ([], 0)
    assert len(gold_of([said("wrong"), said("right")])[0]) == 1


def test_not_found_is_believed_where_every_article_was_looked_in() -> None:
    lines, _ = gold_of([said("right", text="")])
    assert [line["answers"] for line in lines] == [[]]
    assert gold_of([said("right", text="", narrowed=True)]) == ([], 1)
    right = RightWords(text="Ann", article="harbour")
    lines, _ = gold_of([said("right", text=""), said("wrong", text="Bo", right=right)])
    assert [line["answers"] for line in lines] == [[{"text": "Ann", "articles": ["harbour"]}]]


def test_the_page_gives_feedback_on_what_it_was_answered(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    given = reply_to_question({"question": "Who is the harbour master?"}, assistant)["given"]
    assert given
    right = {"text": "Ingrid Solberg", "article": "bridge"}
    sent = {**given, "narrowed": False, "verdict": "wrong-words", "right": right}
    assert reply_to_feedback(sent, assistant.library, file)["ok"]
    (written,) = file.read()
    assert written.question == "Who is the harbour master?"
    assert written.right == RightWords(**right)
    assert written.generation == assistant.library.info().generation

    for wrong in (
        None,
        [],
        {},
        {**sent, "verdict": "splendid"},
        {**sent, "at": "2020-01-01"},
        {**sent, "question": ""},
        {**sent, "text": "x" * 20_001},
        {**sent, "right": {"text": "not in it", "article": "bridge"}},
        {**sent, "right": {"text": "Ingrid", "article": "no-such"}},
    ):
        assert not reply_to_feedback(wrong, assistant.library, file)["ok"]
    assert len(file.read()) == 1


def test_the_command_prints_a_gold_set_that_eval_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_DATA", str(tmp_path))
    library = tmp_path / "library"
    file = FeedbackFile.of(library, tmp_path)
    file.add(said("right", text="Zoë"))
    file.add(said("wrong", question="Where?"))
    done = CliRunner().invoke(app, ["feedback", "export", str(library)])
    assert done.exit_code == 0
    assert "1 question; 1 left out" in done.stderr
    gold = tmp_path / "gold.jsonl"
    gold.write_text(done.stdout, "utf-8")
    (question,) = read_questions(gold)
    assert question.texts == ["Zoë"]
    assert question.answers[0].articles == ("harbour",)
