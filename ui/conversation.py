"""Ask in a conversation, which may go on longer than the articles that it speaks of are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from index import ArticleFilter, InputError, Library
from qa import Answer, Assistant, Turn
from qa.stages import OnStage, unwatched

MOST_TURNS = 8  # remembered, the newest


def ask_in_conversation(
    assistant: Assistant,
    question: str,
    turns: Sequence[Turn],
    *,
    where: ArticleFilter | None = None,
    explain: bool = False,
    on_stage: OnStage = unwatched,
) -> Answer:
    """Ask as `Assistant.ask` does; articles of earlier turns that are gone by now are left out.

    Then `on_stage` is told a second time how the question is understood.

    Raises:
        InputError: as `Assistant.ask` does.
    """
    ask = partial(assistant.ask, question, where=where, explain=explain, on_stage=on_stage)
    try:
        return ask(turns=turns)
    except InputError:
        # Looked up only now: few questions are about articles that are gone.
        there = [_without_the_gone(turn, assistant.library) for turn in turns]
        if there == list(turns):
            raise
        return ask(turns=there)


def remember(answer: Answer) -> Turn | None:
    """Give what later questions may refer to; nothing of small talk, which is about nothing."""
    return None if answer.reply else Turn.of(answer)


def _without_the_gone(turn: Turn, library: Library) -> Turn:
    there = tuple(id for id in turn.article_ids if library.article(id) is not None)
    return replace(turn, article_ids=there)
