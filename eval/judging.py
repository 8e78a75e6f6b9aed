"""Judge an answer against its gold question: all that is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval import agreement, attribution, disagreement, lists
from eval.contexts import Context, context_of
from eval.ground import Ground, Place
from eval.judgements import Judgement
from eval.metrics import RIGHT, exact_match, f1
from eval.outcomes import Outcome
from eval.questions import GoldQuestion
from eval.ranking import RANKED, rank_of_first, ranking_tallies
from eval.tallies import Tallies, Tally, single
from eval.verdicts import Evidence, Verdict, judge_evidence
from qa import Answer, Citation

# Each judges the questions that have its fields, and gives nothing of others.
SCORERS: tuple[Callable[[Outcome], Tallies], ...] = (
    agreement.tally,
    disagreement.tally,
    lists.tally,
    attribution.tally,
)


def judge(
    gold_set: str,
    question: GoldQuestion,
    answer: Answer,
    *,
    ranked: Sequence[Place],
    ground: Ground,
    further: Tallies | None = None,
) -> Judgement:
    """Judge an answer with its explanation; `ranked` are the passages retrieved, best first.

    `further` are tallies that its part in a conversation adds.

    Raises:
        InputError: a further field of the question cannot be read.
    """
    outcome = Outcome(question, answer)
    places = ground.places(question)
    relevant = ground.passages_with(places)
    best = best_words(answer)
    first = answer.citations[0] if answer.citations else None
    verdict = _verdict(outcome, places)
    tallies = _tallies(outcome, verdict, places)
    if places:
        tallies |= ranking_tallies(ranked, relevant)
    for tally in SCORERS:
        tallies |= tally(outcome)
    return Judgement(
        gold_set=gold_set,
        id=question.id,
        kind=question.kind or answer.kind.value,
        sources=_sources(question, ground),
        question=question.question,
        understood=answer.understood,
        gold=tuple(question.texts),
        found=answer.found,
        text=answer.text,
        best=best,
        best_right=question.answerable and f1(best, question.texts) >= RIGHT,
        confidence=answer.confidence,
        threshold=answer.explanation.threshold if answer.explanation else 0.0,
        verdict=verdict,
        relevant=len(relevant),
        rank=rank_of_first(ranked[:RANKED], relevant),
        expected=_context(places[0] if places else None, ground),
        shown=_context(_place(first) if first else None, ground),
        tallies={**tallies, **(further or {})},
        ms=answer.timings.total,
    )


def judge_small_talk(
    gold_set: str, question: GoldQuestion, answer: Answer, further: Tallies
) -> Judgement:
    """Judge what asks nothing: whether it got a reply, which is one of the `further` tallies."""
    verdict = Verdict.RIGHTLY_REFUSED if answer.reply else Verdict.WRONGLY_ANSWERED
    return Judgement(
        gold_set=gold_set,
        id=question.id,
        kind=question.kind,
        question=question.question,
        found=answer.found,
        text=answer.text or answer.reply,
        verdict=verdict,
        tallies=dict(further),
        ms=answer.timings.total,
        small_talk=True,
    )


def best_words(answer: Answer) -> str:
    """Give the words that the confidence is about: those shown, or those that were held back."""
    candidates = answer.explanation.candidates if answer.explanation else ()
    return answer.text or (candidates[0].text if candidates else "")


def is_right(question: GoldQuestion, citation: Citation) -> bool:
    """Whether a citation gives a gold answer's words, from an article that it may be cited from."""
    accepted = [
        answer.text
        for answer in question.answers
        if not answer.articles or citation.article.id in answer.articles
    ]
    return bool(accepted) and f1(citation.quote, accepted) >= RIGHT


def _tallies(outcome: Outcome, verdict: Verdict, places: Sequence[Place]) -> dict[str, Tally]:
    question, answer = outcome.question, outcome.answer
    right = [c for c in answer.citations if is_right(question, c)]
    named = {article for gold in question.answers for article in gold.articles}
    cited = {citation.article.id for citation in right} & named
    overlap = f1(answer.text, question.texts)
    decided, asked = answer.found == question.answerable, question.answerable
    placed = asked and bool(answer.citations) and bool(places)
    exact = placed and _place(answer.citations[0]) in places
    return {
        "right": single(verdict.good),
        "exact_match": single(exact_match(answer.text, question.texts), asked),
        "f1": single(overlap, asked),
        "overall_f1": single(overlap),
        "citation_precision": (float(len(right)), float(len(answer.citations))),
        "citation_recall": (float(len(cited)), float(len(named))),
        "offsets_exact": single(exact, placed),
        "found_accuracy": single(decided),
        "answered_when_answerable": single(decided, asked),
        "refused_when_unanswerable": single(decided, not asked),
    }


def _verdict(outcome: Outcome, places: Sequence[Place]) -> Verdict:
    question, answer = outcome.question, outcome.answer
    explained = answer.explanation.passages if answer.explanation else ()
    first = answer.citations[0] if answer.citations else None
    return judge_evidence(
        Evidence(
            answerable=question.answerable,
            found=answer.found,
            right_words=f1(answer.text, question.texts) >= RIGHT,
            right_source=first is None or is_right(question, first),
            gold=places,
            read=[Place(passage.article, passage.start, passage.end) for passage in explained],
            shown=_place(first) if first else None,
        )
    )


def _sources(question: GoldQuestion, ground: Ground) -> tuple[str, ...]:
    """Name the publishers of the articles that gold answers name, or the articles themselves."""
    ids = sorted({article for answer in question.answers for article in answer.articles})
    articles = [ground.articles[id] for id in ids if id in ground.articles]
    return tuple(dict.fromkeys(a.publisher or a.title or a.id for a in articles))


def _context(place: Place | None, ground: Ground) -> Context | None:
    article = ground.articles.get(place.article) if place else None
    return context_of(article, place.start, place.end) if article and place else None


def _place(citation: Citation) -> Place:
    return Place(citation.article.id, citation.start, citation.end)
