"""Check a gold set against a library: every answer must stand where it is said to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from eval.gold_sets import GoldSet
from eval.ground import Ground, occurrences
from eval.questions import GoldAnswer, GoldQuestion, gold_answer
from index import Article

_NEAR = 75.0  # of 100: words so much alike are worth showing


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a gold question, in a sentence."""

    gold_set: str
    id: str
    problem: str


def check_gold(gold: GoldSet, ground: Ground) -> Iterator[Fault]:
    """Find answers that stand in no article, or not in every article that they name.

    Answers of a question with a `field` are metadata, and looked for there. SQuAD's are looked for
    in the context that they were asked of, if the line has one.
    """
    for question in gold.questions:
        for answer in _answers(question):
            for problem in _problems(question, answer, ground):
                yield Fault(gold.name, question.id, problem)


def _answers(question: GoldQuestion) -> Iterable[GoldAnswer]:
    """Give its answers, and the quotes of its further fields that can be read."""
    yield from question.answers
    sides = question.extra.get("differs") or []
    quotes = [question.extra.get("items") or [], *(sides if isinstance(sides, list) else [])]
    for quote in (quote for group in quotes if isinstance(group, list) for quote in group):
        if isinstance(quote, dict) and isinstance(quote.get("text"), str):
            yield gold_answer(quote)


def _problems(question: GoldQuestion, answer: GoldAnswer, ground: Ground) -> Iterator[str]:
    if not answer.text.strip():
        yield "An answer is empty; a question that nothing answers has no answers."
        return
    named = [ground.articles.get(id) for id in answer.articles]
    for id, article in zip(answer.articles, named, strict=True):
        if article is None:
            yield f"It names the article {id!r}, which is not in the library."
        elif not _stands(question, answer, article):
            yield f"{answer.text!r} does not stand in {id!r}{_nearest(answer.text, [article])}."
    if not answer.articles:
        every = list(ground.articles.values())
        if not any(_stands(question, answer, article) for article in every):
            yield f"{answer.text!r} stands in no article{_nearest(answer.text, every)}."


def _stands(question: GoldQuestion, answer: GoldAnswer, article: Article) -> bool:
    if "field" in question.extra:
        known = (article.title, article.publisher, article.author, str(article.published or ""))
        return answer.text in known
    return bool(occurrences(article.text, answer.text))


def _nearest(text: str, articles: Iterable[Article]) -> str:
    """Say what stands there that is spelled nearly so: other quotation marks, another ending."""
    near = [
        (found.score, _whole_words(article.text, found.dest_start, found.dest_end))
        for article in articles
        if (found := partial_ratio_alignment(text, article.text, score_cutoff=_NEAR))
    ]
    return f"; there stands {max(near)[1]!r}" if near else ""


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip()
