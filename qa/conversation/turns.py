"""An earlier turn of a conversation: what is known of it, small enough to send with a question."""

from __future__ import annotations

from dataclasses import dataclass

from index import InputError
from qa.answers import Answer

MOST_TURNS = 8  # looked at, the newest
LONGEST_TEXT = 1000  # characters
CITED_BEFORE = "In the articles cited before, "  # what a question was asked of, told before it

_MOST_ARTICLES = 8
_LONGEST_ID = 200  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked, as it was understood, and what was answered.

    `answer` is the quote that was shown, empty when nothing was found; `sentence` the one around it
    in the first article cited, and `article_ids` all that were cited, best first, or those that
    were told of. A turn may come from a stranger: it is only read as words, and what is too long is
    refused.

    Raises:
        InputError: a text is longer than 1,000 characters, or there are more than 8 articles.
    """

    question: str
    answer: str = ""
    sentence: str = ""
    article_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if max(map(len, (self.question, self.answer, self.sentence))) > LONGEST_TEXT:
            raise InputError(
                f"A text of an earlier turn is longer than {LONGEST_TEXT:,} characters. Leave "
                "that turn out."
            )
        if len(self.article_ids) > _MOST_ARTICLES or any(
            len(id) > _LONGEST_ID for id in self.article_ids
        ):
            raise InputError(
                f"An earlier turn names more than {_MOST_ARTICLES} articles, or one by a name "
                "that is too long. Leave that turn out."
            )

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """Remember an answer as a turn, with its texts cut to what a turn may hold."""
        best = answer.citations[0] if answer.citations else None
        cited = [*(c.article for c in answer.citations), *(fact.article for fact in answer.facts)]
        ids = dict.fromkeys(article.id for article in cited)
        return cls(
            (answer.understood or answer.question)[:LONGEST_TEXT],
            answer.text[:LONGEST_TEXT],
            best.article.text[slice(*best.sentence)][:LONGEST_TEXT] if best else "",
            tuple(id for id in ids if len(id) <= _LONGEST_ID)[:_MOST_ARTICLES],
        )
