"""Ask in a conversation, which may go on longer than the articles that it speaks of are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import ArticleFilter, InputError, Library
from qa import Answer, Assistant, Turn

MOST_TURNS = 8  # remembered, the newest


def ask_in_conversation(
    assistant: Assistant,
    question: str,
    turns: Sequence[Turn],
    *,
    where: ArticleFilter | None = None,
    explain: bool = False,
) -> Answer:
    """Ask as `Assistant.ask` does; articles of earlier turns that are gone by now are left out.

    Raises:
        InputError: as `Assistant.ask` does.
    """
    try:
        return assistant.ask(question, where=where, turns=turns, explain=explain)
    except InputError:
        # Looked up only now: few questions are about articles that are gone.
        there = [_without_the_gone(turn, assistant.library) for turn in turns]
        if there == list(turns):
            raise
        return assistant.ask(question, where=where, turns=there, explain=explain)


def remember(answer: Answer) -> Turn | None:
    """Give what later questions may refer to; nothing of small talk, which is about nothing."""
    return None if answer.reply else Turn.of(answer)


def _without_the_gone(turn: Turn, library: Library) -> Turn:
    there = tuple(id for id in turn.article_ids if library.article(id) is not None)
    return replace(turn, article_ids=there)
