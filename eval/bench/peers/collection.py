"""What all systems index and are asked: articles, and a sample of the questions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.open_library import articles_of
from eval.questions import GoldQuestion, read_questions
from index import Article, find_files, read_collection
from index.starter import SEEDS

_UNANSWERABLE = 4  # answerable questions for one that is not


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles, and the questions that are asked of them, in order."""

    name: str
    articles: list[Article]
    questions: list[GoldQuestion]


def gather(gold: Sequence[Path], count: int) -> list[Collection]:
    """Make the collections that gold sets ask about: SQuAD's own articles, and the starter's.

    Sets with contexts are asked of the articles that these make, all others of `seeds/`. `count`
    answerable questions are drawn for each, always the same, and a quarter as many that are not.

    Raises:
        InputError: a set cannot be read.
    """
    questions = [question for path in gold for question in read_questions(path)]
    squad = [question for question in questions if question.context]
    own = [question for question in questions if not question.context]
    read = read_collection(find_files([SEEDS])) if own else ()
    starter = [item for item in read if isinstance(item, Article)]
    every = [
        Collection("SQuAD", articles_of(squad), sample(squad, count)),
        Collection("seeds", starter, sample(own, count)),
    ]
    return [collection for collection in every if collection.questions]


def sample(questions: Iterable[GoldQuestion], count: int) -> list[GoldQuestion]:
    """Draw questions of both kinds, mixed; one that two sets ask of an article is asked once."""
    each = list({(one.title, one.question): one for one in questions}.values())
    random = np.random.default_rng(0)
    drawn = [each[place] for place in random.permutation(len(each))]
    left = {True: count, False: count // _UNANSWERABLE}
    kept = []
    for question in drawn:
        if left[question.answerable]:
            left[question.answerable] -= 1
            kept.append(question)
    return kept
