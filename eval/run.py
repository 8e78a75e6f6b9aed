"""Ask every gold question, and judge each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from eval import agreement, attribution, disagreement, lists
from eval.metrics import RIGHT, exact_match, f1, mean, percentile, recall_at
from eval.outcomes import Outcome
from eval.questions import GoldQuestion
from index import Hit, InputError, Library
from qa import Answer, Assistant, Citation

DEPTHS = (1, 4, 8)  # of recall@k
# Each gives shares by name, and counts by names in `_questions`; none where nothing can be scored.
SCORERS: tuple[Callable[[Sequence[Outcome]], dict[str, float]], ...] = (
    agreement.score,
    disagreement.score,
    lists.score,
    attribution.score,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What `pullquote eval` reports; shares in [0, 1], times in milliseconds.

    EM, F1 and recall@k are of the answerable questions: a refusal counts as a wrong answer there.
    `overall_f1` is of all questions, with 1 for a refused unanswerable one, as in SQuAD 2.0.
    """

    questions: int
    answerable: int
    exact_match: float
    f1: float
    overall_f1: float
    citation_precision: float
    found_accuracy: float
    answered_when_answerable: float
    refused_when_unanswerable: float
    recall_at_1: float
    recall_at_4: float
    recall_at_8: float
    p50_ms: float
    p95_ms: float

    def to_json(self) -> dict[str, float]:
        """Give the figures by name."""
        return asdict(self)


def run_questions(assistant: Assistant, questions: Iterable[GoldQuestion]) -> Iterator[Outcome]:
    """Ask the questions one by one."""
    for question in questions:
        answer = assistant.ask(question.question)
        hits = assistant.library.search(question.question, max(DEPTHS))
        yield judge(question, answer, hits)


def judge(question: GoldQuestion, answer: Answer, hits: Sequence[Hit]) -> Outcome:
    """Compare an answer with the gold answers, and the hits with where those stand."""
    relevant = [_answers(question, hit) for hit in hits]
    return Outcome(
        question=question,
        answer=answer,
        exact_match=exact_match(answer.text, question.texts),
        f1=f1(answer.text, question.texts),
        citations_right=sum(_is_right(question, citation) for citation in answer.citations),
        recall=tuple(recall_at(k, relevant) for k in DEPTHS) if question.answerable else (),
    )


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Sum up outcomes.

    Raises:
        InputError: there are none.
    """
    if not outcomes:
        raise InputError("There are no questions to sum up.")
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    others = [outcome for outcome in outcomes if not outcome.question.answerable]
    times = [outcome.answer.timings.total for outcome in outcomes]
    cited = sum(len(outcome.answer.citations) for outcome in outcomes)
    recall = [mean([outcome.recall[i] for outcome in answerable]) for i in range(len(DEPTHS))]
    return Figures(
        questions=len(outcomes),
        answerable=len(answerable),
        exact_match=mean([outcome.exact_match for outcome in answerable]),
        f1=mean([outcome.f1 for outcome in answerable]),
        overall_f1=mean([outcome.f1 for outcome in outcomes]),
        citation_precision=sum(outcome.citations_right for outcome in outcomes) / max(cited, 1),
        found_accuracy=mean([outcome.decided_right for outcome in outcomes]),
        answered_when_answerable=mean([outcome.decided_right for outcome in answerable]),
        refused_when_unanswerable=mean([outcome.decided_right for outcome in others]),
        recall_at_1=recall[0],
        recall_at_4=recall[1],
        recall_at_8=recall[2],
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def further_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Give what else the questions can be scored on: shares in [0, 1], and counts of questions.

    Raises:
        InputError: a question has a field that cannot be read.
    """
    return {name: share for score in SCORERS for name, share in score(outcomes).items()}


def check_articles(library: Library, questions: Iterable[GoldQuestion]) -> None:
    """Refuse gold questions that name articles which the library does not hold.

    Raises:
        InputError: says which article of which question.
    """
    known = {article.id for article in library.articles()}
    for question in questions:
        for answer in question.answers:
            missing = sorted(set(answer.articles) - known)
            if missing:
                raise InputError(
                    f"Question {question.id} names the article {missing[0]!r}, which is not in the "
                    f"library in {library.path}. Index the articles that the gold set was made for."
                )


def _answers(question: GoldQuestion, hit: Hit) -> bool:
    """Whether a hit holds an accepted answer, in an article that it may be cited from."""
    passage = hit.passage
    return any(
        answer.text in passage.text
        and passage.article.id in (answer.articles or [passage.article.id])
        for answer in question.answers
    )


def _is_right(question: GoldQuestion, citation: Citation) -> bool:
    accepted = [
        answer.text
        for answer in question.answers
        if not answer.articles or citation.article.id in answer.articles
    ]
    return bool(accepted) and f1(citation.quote, accepted) >= RIGHT
