"""Asking gold questions and judging the answers, with toys for models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.figures import figures
from eval.follow_ups import GoldTurn
from eval.gold_sets import Case, read_gold_sets
from eval.ground import Ground
from eval.judgements import Judgement
from eval.open_library import articles_of, make_open_library
from eval.questions import GoldAnswer, GoldQuestion, read_questions
from eval.run import check_articles, run_cases
from eval.verdicts import Verdict
from index import InputError, Library, Settings
from qa import Assistant

WHO = GoldQuestion(
    "1", "Who is the harbour master?", (GoldAnswer("Ingrid Solberg", ("harbour", "bridge")),)
)
FOOTBALL = GoldQuestion("2", "Who won the football final?", ())


def case(*questions: GoldQuestion) -> Case:
    turns = tuple(GoldTurn(q, q.question, follow_up=False) for q in questions)
    return Case("gold", turns, conversation=len(turns) > 1)


def ask(assistant: Assistant, questions: Sequence[GoldQuestion]) -> list[Judgement]:
    ground = Ground.of(assistant.library)
    return [j for one in run_cases(assistant, map(case, questions), ground) for j in one]


def test_a_right_answer_and_a_right_refusal_score_in_full(assistant: Assistant) -> None:
    judgements = ask(assistant, [WHO, FOOTBALL])
    assert [j.verdict for j in judgements] == [Verdict.RIGHT, Verdict.RIGHTLY_REFUSED]
    summed = figures(judgements)
    assert (summed.questions, summed.answerable) == (2, 1)
    values = summed.values
    for name in ("right", "exact_match", "f1", "overall_f1", "offsets_exact", "found_accuracy"):
        assert values[name] == 1.0
    for name in ("citation_precision", "citation_recall", "hit_at_1", "mrr", "ndcg_at_10"):
        assert values[name] == 1.0
    assert 0 < values["p50_ms"] <= values["p95_ms"] <= values["p99_ms"]


def test_a_judgement_tells_what_was_shown_and_what_was_expected(assistant: Assistant) -> None:
    (judgement,) = ask(assistant, [WHO])
    assert judgement.sources == ("Daily Ferry", "The Coast")
    assert (judgement.gold, judgement.best, judgement.best_right) == (
        ("Ingrid Solberg",),
        "Ingrid Solberg",
        True,
    )
    assert judgement.shown is not None
    assert judgement.expected is not None
    assert (judgement.shown.marked, judgement.expected.marked) == ("Ingrid Solberg",) * 2
    assert judgement.expected.before.endswith("said the harbour master, ")


def test_a_citation_from_an_article_not_named_is_wrong(assistant: Assistant) -> None:
    only_bridge = replace(WHO, answers=(GoldAnswer("Ingrid Solberg", ("bridge",)),))
    (judgement,) = ask(assistant, [only_bridge])
    assert judgement.tallies["citation_precision"] == (1.0, 2.0)
    assert judgement.tallies["citation_recall"] == (1.0, 1.0)


def test_a_wrong_answer_a_wrong_refusal_and_a_wrong_find_are_told_apart(
    assistant: Assistant,
) -> None:
    wrong = replace(WHO, id="3", answers=(GoldAnswer("400 loaves", ("bakery",)),))
    unanswerable = replace(WHO, id="4", answers=())
    refused = replace(FOOTBALL, answers=(GoldAnswer("400 loaves", ("bakery",)),))
    judgements = ask(assistant, [wrong, unanswerable, refused])
    assert [j.verdict for j in judgements[1:]] == [
        Verdict.WRONGLY_ANSWERED,
        Verdict.WRONGLY_REFUSED,
    ]
    assert not judgements[0].verdict.good
    values = figures(judgements).values
    assert values["f1"] == 0.0
    assert values["answered_when_answerable"] == 0.5
    assert values["refused_when_unanswerable"] == 0.0
    assert values["citation_precision"] == 0.0


def test_what_else_a_set_says_is_scored_too(assistant: Assistant) -> None:
    families = {"must_cite": ["harbour", "bridge"], "families": [["harbour"], ["bridge"]]}
    asked = [replace(WHO, extra=families), replace(WHO, extra={"differs": []}), FOOTBALL]
    values = figures(ask(assistant, asked)).values
    assert values["merged_citation_recall"] == 1.0
    assert values["disagreement_shown_falsely"] == 0.0
    assert "merged_citation_recall" not in figures(ask(assistant, [WHO, FOOTBALL])).values


def test_a_conversation_is_judged_turn_by_turn(assistant: Assistant) -> None:
    asked = GoldTurn(replace(FOOTBALL, id="1/2"), FOOTBALL.question, follow_up=True)
    thanks = GoldTurn(GoldQuestion("1/3", "Thanks!", ()), "", follow_up=False, small_talk=True)
    opening = GoldTurn(replace(WHO, id="1/1"), WHO.question, follow_up=False)
    talk = Case("talks", (opening, asked, thanks), conversation=True)
    (judgements,) = run_cases(assistant, [talk], Ground.of(assistant.library))
    assert [j.key for j in judgements] == talk.keys
    summed = figures(judgements)
    assert summed.questions == 2  # thanks ask nothing
    assert (summed.values["follow_ups_right"], summed.values["small_talk_replied"]) == (1.0, 1.0)
    assert summed.figures["follow_ups_right"].questions == 1


def test_a_question_that_cannot_be_asked_is_named(assistant: Assistant) -> None:
    with pytest.raises(InputError, match=r"^gold, question 1: The question has 2,000 characters"):
        ask(assistant, [replace(WHO, question="x" * 2000)])


def test_gold_about_other_articles_is_refused(library: Library) -> None:
    check_articles(library, [WHO, FOOTBALL])
    other = replace(WHO, answers=(GoldAnswer("x", ("nowhere",)),))
    with pytest.raises(InputError, match="Question 1 names the article 'nowhere'"):
        check_articles(library, [other])


def test_a_judgement_is_read_as_it_was_written(assistant: Assistant) -> None:
    for judgement in ask(assistant, [WHO, FOOTBALL]):
        assert Judgement.from_line(judgement.to_line()) == judgement
    with pytest.raises(InputError, match="no judged question"):
        Judgement.from_line('{"id": "1"}')


def test_two_sets_or_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    def write(name: str, *records: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(map(json.dumps, records)))
        return path

    one = {"id": "1", "question": "Who?", "answers": []}
    with pytest.raises(InputError, match="two questions with the id '1'"):
        read_gold_sets([write("a.jsonl", one, one)])
    paths = [write("b.jsonl", one), write("c/b.jsonl", one)]
    with pytest.raises(InputError, match="Two gold sets are called 'b'"):
        read_gold_sets(paths)
    talk = {"id": "1", "turns": [{**one, "understood": "Who?", "follow_up": False}]}
    (read,) = read_gold_sets([write("talks.jsonl", talk)])
    assert [case.keys for case in read.cases] == [[("talks", "1/1")]]


def test_contexts_of_one_title_become_one_article() -> None:
    def question(title: str, context: str) -> GoldQuestion:
        return GoldQuestion("1", "Who?", (), title=title, context=context)

    made = articles_of([question("A_B", "One."), question("C", "Two."), question("A_B", "Three.")])
    assert [(a.id, a.title, a.text) for a in made] == [
        ("a-b", "A B", "One.\n\nThree."),
        ("c", "C", "Two."),
    ]


@pytest.mark.models
def test_squad_articles_can_be_indexed_and_asked(
    shared: Path, tmp_path: Path, real_settings: Settings
) -> None:
    questions = read_questions(shared / "data" / "squad20-a-dev.jsonl.gz")[:20]
    make_open_library(tmp_path / "l", questions).close()
    assistant = Assistant.open(tmp_path / "l", settings=real_settings)
    check_articles(assistant.library, questions)
    summed = figures(ask(assistant, questions))
    assistant.close()
    assert summed.questions == 20
    assert summed.values["hit_at_8"] > 0.5
