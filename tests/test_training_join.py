"""Written questions find the contexts that they name, and say what is wrong with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from training_toys import make_question

from index import InputError
from qa.training.join import context_sha256, join, main, read_contextless, target
from qa.training.questions import read_training_questions

HARBOUR = make_question("Who opened it?", "Zoë opened the harbour.", "Zoë", title="The harbour")
LINE = {
    "id": "1",
    "context_sha256": context_sha256(HARBOUR.context),
    "question": "What did Zoë open? ",
    "answers": [[11, 22]],
}
UNANSWERABLE = {**LINE, "id": "2", "question": "Who closed it?", "answers": []}
ELSEWHERE = {**LINE, "id": "3", "context_sha256": context_sha256("The mill is old.")}


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def as_set(path: Path) -> Path:
    answers = [{"text": "Zoë", "start": 0}]
    asked = {"id": "a", "title": HARBOUR.title, "context": HARBOUR.context, "answers": answers}
    return write(path, {**asked, "question": HARBOUR.question})


def test_a_question_gets_the_context_that_it_names(tmp_path: Path) -> None:
    written = read_contextless(write(tmp_path / "own.jsonl", LINE, UNANSWERABLE, ELSEWHERE))
    joined, missing = join(written, [HARBOUR])
    assert missing == 1
    first, second = joined
    assert (first.question, first.title) == ("What did Zoë open?", "The harbour")
    assert [first.context[start:end] for start, end in first.answers] == ["the harbour"]
    assert (second.question, second.context, second.answers) == (
        "Who closed it?", HARBOUR.context, ()
    )  # fmt: skip


def test_the_command_writes_a_set_that_can_be_trained_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = write(tmp_path / "own.jsonl", LINE, ELSEWHERE), tmp_path / "joined.jsonl.gz"
    run = ["join", own, as_set(tmp_path / "set.jsonl"), "--out", out]
    monkeypatch.setattr(sys, "argv", list(map(str, run)))
    main()
    assert "1 questions; the contexts of 1 are elsewhere" in capsys.readouterr().out
    (question,) = read_training_questions(out)
    assert (question.id, question.context) == ("1", HARBOUR.context)


def test_questions_of_other_sets_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = write(tmp_path / "own.jsonl", ELSEWHERE), tmp_path / "joined.jsonl.gz"
    run = ["join", own, as_set(tmp_path / "set.jsonl"), "--out", out]
    monkeypatch.setattr(sys, "argv", list(map(str, run)))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "name the sets that its questions were written on" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "answers", [[[4, 4]], [[9, 3]], [[-3, 2]], [[1]], [["a", "b"]], [[1.5, 3]], 5]
)
def test_what_is_no_written_question_is_refused(tmp_path: Path, answers: object) -> None:
    path = write(tmp_path / "own.jsonl", LINE, {**LINE, "answers": answers})
    with pytest.raises(InputError, match="line 2: no question of a question file"):
        read_contextless(path)


@pytest.mark.parametrize(
    ("answer", "message"), [([11, 400], "reaches beyond its context"), ([3, 4], "covers nothing")]
)
def test_an_answer_that_its_context_does_not_have_is_refused(
    tmp_path: Path, answer: list[int], message: str
) -> None:
    written = read_contextless(write(tmp_path / "own.jsonl", {**LINE, "answers": [answer]}))
    with pytest.raises(InputError, match=f"An answer of question 1 {message}"):
        join(written, [HARBOUR])


def test_nothing_is_overwritten_and_the_name_says_what_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl.gz"
    with pytest.raises(InputError, match="would be overwritten"):
        target(own, [own])
    with pytest.raises(InputError, match=r"with the ending \.jsonl\.gz"):
        target(tmp_path / "out.jsonl", [own])
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="Cannot make the folder"):
        target(tmp_path / "file" / "sub" / "out.jsonl.gz", [own])
    assert target(tmp_path / "new" / "out.jsonl.gz", [own]).parent.is_dir()
