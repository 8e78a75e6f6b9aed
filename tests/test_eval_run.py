"""Judging answers, with toys for models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.open_library import articles_of, make_open_library
from eval.questions import GoldAnswer, GoldQuestion, read_questions
from eval.run import check_articles, figures, further_figures, judge, run_questions
from index import InputError, Library, Settings
from qa import Assistant

WHO = GoldQuestion(
    "1", "Who is the harbour master?", (GoldAnswer("Ingrid Solberg", ("harbour", "bridge")),)
)
FOOTBALL = GoldQuestion("2", "Who won the football final?", ())


def test_a_right_answer_and_a_right_refusal_score_in_full(assistant: Assistant) -> None:
    outcomes = list(run_questions(assistant, [WHO, FOOTBALL]))
    summed = figures(outcomes)
    assert (summed.questions, summed.answerable) == (2, 1)
    assert (summed.exact_match, summed.f1, summed.overall_f1) == (1.0, 1.0, 1.0)
    assert (summed.citation_precision, summed.found_accuracy) == (1.0, 1.0)
    assert (summed.recall_at_1, summed.recall_at_8) == (1.0, 1.0)
    assert 0 < summed.p50_ms <= summed.p95_ms
    json.dumps(summed.to_json())


def test_a_citation_from_an_article_not_named_is_wrong(assistant: Assistant) -> None:
    only_bridge = replace(WHO, answers=(GoldAnswer("Ingrid Solberg", ("bridge",)),))
    (outcome,) = run_questions(assistant, [only_bridge])
    assert len(outcome.answer.citations) == 2
    assert outcome.citations_right == 1


def test_a_wrong_answer_a_wrong_refusal_and_a_wrong_find_are_told_apart(
    assistant: Assistant,
) -> None:
    wrong = replace(WHO, answers=(GoldAnswer("Ann Lee", ("bakery",)),))
    unanswerable = replace(WHO, answers=())
    refused = replace(FOOTBALL, answers=(GoldAnswer("Ann Lee", ("bakery",)),))
    summed = figures(list(run_questions(assistant, [wrong, unanswerable, refused])))
    assert summed.f1 == 0.0
    assert summed.answered_when_answerable == 0.5
    assert summed.refused_when_unanswerable == 0.0
    assert summed.citation_precision == 0.0


def test_a_passage_without_the_answer_is_not_relevant(assistant: Assistant) -> None:
    hits = assistant.library.search(WHO.question)
    answer = assistant.ask(WHO.question)
    assert judge(WHO, answer, [h for h in hits if h.passage.article.id == "bakery"]).recall == (
        0.0,
        0.0,
        0.0,
    )


def test_what_else_a_set_says_is_scored_too(assistant: Assistant) -> None:
    families = {"must_cite": ["harbour", "bridge"], "families": [["harbour"], ["bridge"]]}
    asked = [replace(WHO, extra=families), replace(WHO, extra={"differs": []}), FOOTBALL]
    further = further_figures(list(run_questions(assistant, asked)))
    assert (further["agreement_questions"], further["disagreement_questions"]) == (1, 1)
    assert further["merged_citation_recall"] == 1.0
    assert further["disagreement_shown_falsely"] == 0.0
    assert further_figures(list(run_questions(assistant, [WHO, FOOTBALL]))) == {}


def test_nothing_to_sum_up_is_an_error() -> None:
    with pytest.raises(InputError):
        figures([])


def test_gold_about_other_articles_is_refused(library: Library) -> None:
    check_articles(library, [WHO, FOOTBALL])
    other = replace(WHO, answers=(GoldAnswer("x", ("nowhere",)),))
    with pytest.raises(InputError, match="Question 1 names the article 'nowhere'"):
        check_articles(library, [other])


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
    summed = figures(list(run_questions(assistant, questions)))
    assistant.close()
    assert summed.questions == 20
    assert summed.recall_at_8 > 0.5
