"""Questions of several articles, asked open: one question, right by the answer of each."""

from __future__ import annotations

from eval.open_library import asked_once
from eval.questions import GoldAnswer, GoldQuestion

TWO = GoldAnswer("two", ("early",))
THREE = GoldAnswer("three", ("late",))


def make(
    number: int, title: str, *answers: GoldAnswer, question: str = "How many?"
) -> GoldQuestion:
    return GoldQuestion(str(number), question, answers, title=title)


def test_what_is_asked_of_two_articles_is_asked_once_and_answered_by_either() -> None:
    other = make(2, "Early", question="Who?")
    asked = [make(1, "Early", TWO), other, make(3, "Late", THREE, question="how many")]
    assert asked_once(asked) == [make(1, "Early", TWO, THREE), other]


def test_it_is_answerable_where_one_of_them_answers() -> None:
    assert asked_once([make(1, "Early"), make(2, "Late", THREE)]) == [make(1, "Early", THREE)]
    assert not asked_once([make(1, "Early"), make(2, "Late")])[0].answerable


def test_what_is_asked_twice_of_one_article_stays_two_questions() -> None:
    asked = [make(1, "Early", TWO), make(2, "Early", TWO)]
    assert asked_once(asked) == asked
