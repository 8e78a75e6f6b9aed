"""A follow-up that nothing answers is looked for again, in the articles that were cited last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from toys import TOY_CALIBRATION, ToyReader

from index import ArticleFilter, Library
from qa import Answer, Assistant, Turn
from qa.conversation import LEAST_SURE, Understood, look_again, resolve
from qa.reader import Marked

OPENING = Turn("Who opened the harbour?", "The mayor", "The mayor opened it.", ("harbour",))
ASKED = "How long had it taken?"


class Literal(ToyReader):
    """Knows one question, letter for letter, and nothing of any other."""

    def __init__(self, known: str, quote: str, log_odds: float) -> None:
        self._known, self._quote, self._log_odds = known, quote, log_odds

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        return [self._marks(question, passage) for passage in passages]

    def _marks(self, question: str, passage: str) -> list[Marked]:
        at = passage.find(self._quote) if question == self._known else -1
        sure = self._log_odds
        return [Marked(at, at + len(self._quote), sure, sure)] if at >= 0 else []


def ask(library: Library, known: str, *, log_odds: float = 5.0, **given: object) -> Answer:
    assistant = Assistant(library, Literal(known, "six years", log_odds), TOY_CALIBRATION)
    return assistant.ask(ASKED, turns=[OPENING], **given)  # type: ignore[arg-type]


def test_what_was_misunderstood_is_found_as_it_was_asked(library: Library) -> None:
    answer = ask(library, ASKED)
    assert (answer.found, answer.text, answer.question) == (True, "six years", ASKED)
    assert [citation.article.id for citation in answer.citations] == ["harbour"]
    assert answer.understood == "In the articles cited before, how long had it taken?"


def test_what_is_understood_is_not_looked_for_again(library: Library) -> None:
    understood = resolve(ASKED, [OPENING]).question
    assert understood != ASKED
    answer = ask(library, understood)
    assert (answer.text, answer.understood) == ("six years", understood)


def test_what_is_found_by_a_second_look_must_be_surer(library: Library) -> None:
    lenient = replace(TOY_CALIBRATION, threshold=0.1)

    def answer(log_odds: float) -> Answer:
        assistant = Assistant(library, Literal(ASKED, "six years", log_odds), lenient)
        return assistant.ask(ASKED, turns=[OPENING])

    levels = [answer(log_odds) for log_odds in (-4.0, -2.0, -1.0, 0.0, 1.0, 3.0, 6.0)]
    assert {found.found for found in levels} == {False, True}
    assert all(found.confidence >= LEAST_SURE for found in levels if found.found)


def test_nothing_found_twice_is_told_as_it_was_understood_first(library: Library) -> None:
    answer = ask(library, "Never asked?")
    assert (answer.found, answer.understood) == (False, resolve(ASKED, [OPENING]).question)
    assert answer.nearest


def test_a_filter_of_the_reader_is_kept_to(library: Library) -> None:
    answer = ask(library, ASKED, where=ArticleFilter(articles=("bridge",)))
    assert not answer.found


@pytest.mark.parametrize(
    ("first", "turns"),
    [
        (Understood("Who won?"), [OPENING]),  # stands alone
        (Understood("Who wrote the article?", True, ("harbour",)), [OPENING]),  # of one already
        (Understood("How old was Ann?", True), [Turn("Who is Ann?")]),  # nothing was cited
    ],
)
def test_some_questions_get_no_second_look(first: Understood, turns: list[Turn]) -> None:
    assert look_again("How old was she?", first, turns) is None


def test_the_articles_cited_last_are_looked_at(library: Library) -> None:
    newer = Turn("Who is Ann?", "Ann", "Ann is.", ("bridge",))
    first = Understood("How old was Ann?", is_follow_up=True)
    again = look_again("Ann was how old?", first, [OPENING, newer, Turn("And Bob?")])
    assert again is not None
    assert (again.question, again.article_ids) == ("Ann was how old?", ("bridge",))
    assert again.shown == "In the articles cited before, Ann was how old?"


def test_a_turn_that_took_a_second_look_is_understood_from(library: Library) -> None:
    told = Turn("In the articles cited before, how old was Ann Lee?", "71", "", ("harbour",))
    assert resolve("And Bob Reed?", [told]).question == "How old was Bob Reed?"
