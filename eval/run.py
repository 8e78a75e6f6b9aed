"""Ask every gold question, one at a time, and judge each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eval.follow_ups import hold, tally
from eval.gold_sets import Case
from eval.ground import Ground, Place
from eval.judgements import Judgement
from eval.judging import judge, judge_small_talk
from eval.questions import GoldQuestion
from eval.ranking import RANKED
from index import InputError, Library
from qa import Answer, Assistant
from qa.finding import search
from qa.questions import kind_of


def run_cases(
    assistant: Assistant, cases: Iterable[Case], ground: Ground
) -> Iterator[list[Judgement]]:
    """Ask the questions of each case, and give what became of them.

    Raises:
        InputError: a question cannot be asked, or a field of it cannot be read.
    """
    for case in cases:
        try:
            yield list(_run(assistant, case, ground))
        except InputError as error:
            raise InputError(f"{case.gold_set}, question {case.questions[0].id}: {error}") from None


def warm_up(assistant: Assistant, cases: Iterable[Case]) -> None:
    """Ask the first question for nothing: it pays for what loads on first use."""
    for case in cases:
        assistant.ask(case.questions[0].question, explain=True)
        return


def check_articles(library: Library, questions: Iterable[GoldQuestion]) -> None:
    """Refuse gold questions that name articles which the library does not hold.

    Raises:
        InputError: says which article of which question.
    """
    known = library.origins().keys()
    for question in questions:
        for answer in question.answers:
            missing = sorted(set(answer.articles) - known)
            if missing:
                raise InputError(
                    f"Question {question.id} names the article {missing[0]!r}, which is not in the "
                    f"library in {library.path}. Index the articles that the gold set was made for."
                )


def _run(assistant: Assistant, case: Case, ground: Ground) -> Iterator[Judgement]:
    name = case.gold_set
    if not case.conversation:
        (question,) = case.questions
        answer = assistant.ask(question.question, explain=True)
        ranked = _ranked(assistant.library, question, answer)
        yield judge(name, question, answer, ranked=ranked, ground=ground)
        return
    for asked in hold(assistant, case.turns):
        question, answer = asked.turn.question, asked.answer
        if asked.turn.small_talk:
            yield judge_small_talk(name, question, answer, tally(asked))
        else:
            ranked = _ranked(assistant.library, question, answer)
            further = tally(asked)
            yield judge(name, question, answer, ranked=ranked, ground=ground, further=further)


def _ranked(library: Library, question: GoldQuestion, answer: Answer) -> list[Place]:
    """Rank passages as the assistant did, and further down than it read."""
    asked = answer.understood or question.question.strip()
    hits = search(library, kind_of(asked), asked, k=RANKED)
    return [Place(h.passage.article.id, h.passage.start, h.passage.end) for h in hits]
