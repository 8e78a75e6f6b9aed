"""Index the contexts of a SQuAD set as whole articles, so that its questions can be asked open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from eval.questions import GoldQuestion, article_id
from index import DEFAULT_ENCODER, PASSAGE_SIZE, Article, Encoder, Library
from qa.squad import contexts_by_title


def articles_of(questions: Iterable[GoldQuestion]) -> list[Article]:
    """Join the contexts of each title into one article, in the order of the questions."""
    return [
        Article(
            id=article_id(title),
            title=title.replace("_", " "),
            text="\n\n".join(paragraphs),
            origin=title,
        )
        for title, paragraphs in contexts_by_title(questions).items()
    ]


def asked_once(questions: Iterable[GoldQuestion]) -> list[GoldQuestion]:
    """Make one question of what was asked of several articles: open, the answer of each is right.

    Capitals and a question mark make no other question. What was asked twice of one article, and
    of no other, stays two questions.
    """
    alike: dict[str, list[GoldQuestion]] = {}
    for question in questions:
        alike.setdefault(question.question.casefold().rstrip(" ?"), []).append(question)
    once = []
    for own in alike.values():
        several = len({question.title for question in own}) > 1
        answers = tuple(dict.fromkeys(answer for question in own for answer in question.answers))
        once += [replace(own[0], answers=answers)] if several else own
    return once


def make_open_library(
    folder: Path,
    questions: Iterable[GoldQuestion],
    *,
    encoder: Encoder | str = DEFAULT_ENCODER,
    passage_size: int = PASSAGE_SIZE,
) -> Library:
    """Make a library in a new folder from the contexts of these questions."""
    library = Library.create(folder, encoder, passage_size=passage_size)
    library.add(articles_of(questions))
    return library
