"""What the talk was about, put in front of a question that does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.conversation.contexts import Context, Role
from qa.english.words import FUNCTION_WORDS, words_of
from qa.questions.clauses import question_of
from qa.questions.mentions import Mention
from qa.questions.sorts import Sort

_MOST = 2  # topics named
_REGARDING = re.compile(r"^regarding [^,]*, ", re.IGNORECASE)


def regarding(question: str, contexts: Sequence[Context]) -> str | None:
    """Make `Regarding the vote, who is the judge?`; None when no turn speaks of anything."""
    topics = next(filter(None, map(topics_of, contexts)), None)
    question = begun_in_small(_REGARDING.sub("", question))
    return question_of(f"Regarding {' and '.join(topics)},", question) if topics else None


def begun_in_small(question: str) -> str:
    """Give a question as it stands behind other words: `who is it?`, but `Ann said what?`."""
    first = words_of(question)[:1]
    small = first and first[0].low in FUNCTION_WORDS
    return question[:1].lower() + question[1:] if small else question


def topics_of(context: Context) -> list[str]:
    """Name the one or two things that a question was about."""
    topics: list[Mention] = []
    for spoken in context.by_relevance():
        mention = spoken.mention
        told = any(topic.start <= mention.start < topic.end for topic in topics)
        full = " " in mention.text or mention.is_named
        if full and not told and mention.sort is not Sort.TIME and spoken.role is not Role.ASKED:
            topics.append(mention)
    known = [topic.text for topic in topics[:_MOST]] or [context.asked_noun]
    known = known if known[0] or not context.item else [context.item.text]
    return [re.sub(r"^The\b", "the", text) for text in known if text]
