"""A turn keeps of an answer what a follow-up needs, and refuses what is too long."""

from __future__ import annotations

import pytest
from toys import make_article

from index import InputError
from qa.answers import Answer, Citation, Timings
from qa.conversation import Turn
from qa.questions import AboutAnswer, Fact, Field


def test_a_turn_remembers_an_answer_and_refuses_what_is_too_long() -> None:
    article = make_article("a", "It began. Ann Lee said so. It ended.")
    citation = Citation(article, 10, 17, "Ann Lee", (10, 26), 1.0)
    timings = Timings(0.0, 0.0, 0.0)
    answer = Answer("Who said so?", True, "Ann Lee", 0.9, (citation,), (), (), timings)
    assert Turn.of(answer) == Turn("Who said so?", "Ann Lee", "Ann Lee said so.", ("a",))
    told = AboutAnswer(Field.AUTHOR, tuple(Fact(article, Field.AUTHOR, "Lee") for _ in "12"), 2)
    assert Turn.of(Answer.of_facts("Who wrote it?", told)) == Turn(
        "Who wrote it?", "Lee", "", ("a",)
    )
    with pytest.raises(InputError, match="longer than 1,000"):
        Turn("x" * 1001)
    with pytest.raises(InputError, match="more than 8 articles"):
        Turn("Who?", article_ids=("a",) * 9)
    with pytest.raises(InputError, match="too long"):
        Turn("Who?", article_ids=("a" * 201,))
