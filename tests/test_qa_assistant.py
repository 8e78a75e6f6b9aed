"""The way of a question, with toys for models."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import InputError, Library
from qa import Answer, Assistant, Turn


def check_slices(answer: Answer) -> None:
    others = [citation for other in answer.alternatives for citation in other.citations]
    for citation in (*answer.citations, *others, *answer.nearest):
        assert citation.article.text[citation.start : citation.end] == citation.quote
        start, end = citation.sentence
        assert start <= citation.start < citation.end <= end


def test_an_answer_is_a_quote_with_a_citation_from_each_article(assistant: Assistant) -> None:
    answer = assistant.ask("  Who is the harbour master? ")
    assert answer.found
    assert (answer.question, answer.text) == ("Who is the harbour master?", "Ingrid Solberg")
    assert {citation.article.id for citation in answer.citations} == {"harbour", "bridge"}
    assert answer.nearest == ()
    assert 0.5 <= answer.confidence <= 1
    assert answer.timings.total >= answer.timings.retrieve + answer.timings.read > 0
    assert len(answer.alternatives) <= 2
    check_slices(answer)


def test_what_no_article_answers_gets_the_nearest_passages(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the football final?")
    assert (answer.found, answer.text, answer.citations, answer.alternatives) == (False, "", (), ())
    assert answer.confidence < 0.5
    assert 1 <= len(answer.nearest) <= 3
    check_slices(answer)


def test_words_that_stand_in_no_article_are_named_when_nothing_is_found(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Who won the football final?")
    assert [word.text for word in answer.unknown] == ["football", "final"]
    assert assistant.ask("Who is the harbour master?").unknown == ()


def test_a_follow_up_is_understood_from_the_turn_before(assistant: Assistant) -> None:
    first = assistant.ask("Who is the harbour master?")
    assert (first.text, first.understood) == ("Ingrid Solberg", "")
    turn = Turn.of(first)
    assert (turn.question, turn.answer) == ("Who is the harbour master?", "Ingrid Solberg")
    then = assistant.ask("Where was she born?", turns=[turn])
    assert (then.question, then.understood) == (
        "Where was she born?",
        "Where was Ingrid Solberg born?",
    )
    assert Turn.of(then).question == then.understood
    alone = "Who won the football final?"
    assert assistant.ask(alone, turns=[turn]) == replace(assistant.ask(alone), timings=ANY)


def test_the_threshold_decides(library: Library) -> None:
    question = "Who is the harbour master?"
    strict = Assistant(library, ToyReader(), replace(TOY_CALIBRATION, threshold=1.0))
    assert not strict.ask(question).found
    lenient = Assistant(library, ToyReader(), replace(TOY_CALIBRATION, threshold=0.0))
    assert lenient.ask("Who won the football final?").found


def test_an_empty_library_answers_not_found(tmp_path: Path) -> None:
    with Library.create(tmp_path / "empty", ToyEncoder()) as library:
        answer = Assistant(library, ToyReader(), TOY_CALIBRATION).ask("Anything?")
    assert (answer.found, answer.confidence, answer.nearest) == (False, 0.0, ())


@pytest.mark.parametrize("question", ["", " \n\t", "x" * 1001, "word " * 20_000])
def test_a_question_that_cannot_be_read_is_an_input_error(
    assistant: Assistant, question: str
) -> None:
    with pytest.raises(InputError, match=r"The question (is empty|has [\d,]+ characters)"):
        assistant.ask(question)


def test_a_question_that_is_no_valid_text_is_an_input_error(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="not valid text"):
        assistant.ask("Who \ud800?")


def test_the_longest_question_is_answered(assistant: Assistant) -> None:
    assert assistant.ask("harbour " * 124 + "master?").question.startswith("harbour")


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    first, second = (assistant.ask("Who is the harbour master?") for _ in range(2))
    assert replace(second, timings=first.timings) == first


def test_questions_from_many_threads_do_not_mix(assistant: Assistant) -> None:
    loaves = "How many loaves does the bakery in Mill Lane sell?"
    questions = ["Who is the harbour master?", loaves] * 20
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(assistant.ask, questions))
    assert [answer.question for answer in answers] == questions
    assert {answer.text for answer in answers[::2]} == {"Ingrid Solberg"}
    assert {answer.text for answer in answers[1::2]} == {"400"}


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_citations_slice_hostile_articles(library: Library, text: str) -> None:
    library.add([make_article("hostile", f"{text} Ann Lee {text} 12 {text}")])
    answer = Assistant(library, ToyReader(), TOY_CALIBRATION).ask(f"harbour {text}"[:1000])
    check_slices(answer)
