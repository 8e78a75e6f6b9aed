"""Which gold answer a citation gives: the words, the article that they stand in, the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics import RIGHT, f1, normalize_answer
from eval.questions import GoldAnswer, GoldQuestion
from index import InputError
from qa import Citation
from qa.english.words import NUMBERS


def agreement_with(citation: Citation, answers: Sequence[GoldAnswer]) -> float:
    """The best F1, in [0, 1], of a citation with the answers that name its article.

    0.0 with an answer of other numbers: "85 million crowns" is not nearly "40 million crowns".
    """
    return max(
        (
            f1(citation.quote, [answer.text])
            for answer in answers
            if citation.article.id in answer.articles and _same_numbers(citation.quote, answer.text)
        ),
        default=0.0,
    )


def gives(citation: Citation, answers: Sequence[GoldAnswer]) -> bool:
    """Whether a citation gives one of these answers, from an article that it may be cited from."""
    return agreement_with(citation, answers) >= RIGHT


def malformed(question: GoldQuestion, field: str, error: Exception) -> InputError:
    """Say that a further field of a gold question cannot be read."""
    problem = f"{type(error).__name__}: {error}"
    return InputError(f"Gold question {question.id}: {field!r} cannot be read ({problem}).")


def _same_numbers(quote: str, gold: str) -> bool:
    """Whether one gives no number that the other lacks, nor misses all of the gold answer's."""
    ours, theirs = _numbers(quote), _numbers(gold)
    return (ours <= theirs or theirs <= ours) and bool(ours & theirs or not theirs)


def _numbers(text: str) -> set[str]:
    words = normalize_answer(text.replace("-", " ")).split()
    return {word for word in words if word in NUMBERS or any(map(str.isdigit, word))}
