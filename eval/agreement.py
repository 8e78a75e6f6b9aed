"""How well answers that several articles give are merged: who is cited, and in which families."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.gold_quotes import gives, malformed
from eval.outcomes import Outcome
from eval.questions import GoldQuestion
from eval.tallies import Tallies, score_set, single

Partition = frozenset[frozenset[str]]


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Sum up the questions that name the articles to cite, shares in [0, 1]; {} without any.

    Raises:
        InputError: `must_cite` or `families` of a question are not as the gold sets' README says.
    """
    return score_set("agreement_questions", map(tally, outcomes))


def tally(outcome: Outcome) -> Tallies:
    """Judge a question that names the articles to cite; nothing of any other.

    A citation is right when its article must be cited and its quote is an accepted one of it.
    Precision is of all citations under answers, recall of all articles that must be cited: those of
    a refused question are missed. `…_when_right` are of the questions alone whose shown quote is
    right, so that they tell what merging loses from what reading does. `families_right` is the
    share of questions whose right citations stand for as many sources as the gold set has;
    `families_grouped_when_right` that of right answers whose rightly cited articles are grouped as
    in the gold set, however many are missing.

    Raises:
        InputError: `must_cite` or `families` of a question are not as the gold sets' README says.
    """
    if "must_cite" not in outcome.question.extra:
        return {}
    right, rightly = _is_right(outcome), len(_rightly_cited(outcome))
    precision = float(rightly), float(len(outcome.answer.citations))
    recall = float(rightly), float(len(_must_cite(outcome.question)))
    return {
        "merged_answers_right": single(right),
        "merged_citation_precision": precision,
        "merged_citation_recall": recall,
        "merged_citation_precision_when_right": precision if right else (0.0, 0.0),
        "merged_citation_recall_when_right": recall if right else (0.0, 0.0),
        "families_right": single(_counted_right(outcome)),
        "families_grouped_when_right": single(_grouped_right(outcome), right),
    }


def _is_right(outcome: Outcome) -> bool:
    shown = outcome.answer.citations[:1]
    return any(gives(citation, outcome.question.answers) for citation in shown)


def _rightly_cited(outcome: Outcome) -> set[str]:
    must, answers = _must_cite(outcome.question), outcome.question.answers
    right = (citation for citation in outcome.answer.citations if gives(citation, answers))
    return {citation.article.id for citation in right} & must


def _counted_right(outcome: Outcome) -> bool:
    """Whether a right answer has as many sources as it should."""
    expected = len(_families(outcome.question))
    return _is_right(outcome) and outcome.answer.independent == expected


def _grouped_right(outcome: Outcome) -> bool:
    cited = _rightly_cited(outcome)
    ours = ({citation.article.id for citation in family} for family in outcome.answer.families)
    return _within(cited, ours) == _within(cited, _families(outcome.question))


def _within(articles: set[str], families: Iterable[set[str]]) -> Partition:
    """What is left of families when only these articles count."""
    left = (frozenset(family & articles) for family in families)
    return frozenset(family for family in left if family)


def _must_cite(question: GoldQuestion) -> set[str]:
    return _article_ids(question, question.extra["must_cite"], "must_cite")


def _families(question: GoldQuestion) -> list[set[str]]:
    families = question.extra.get("families")
    if not isinstance(families, list):
        raise malformed(question, "families", TypeError("not a list of lists"))
    return [_article_ids(question, family, "families") for family in families]


def _article_ids(question: GoldQuestion, given: object, field: str) -> set[str]:
    if not isinstance(given, list) or not all(isinstance(id, str) for id in given):
        raise malformed(question, field, TypeError(f"not a list of article ids: {given!r:.60}"))
    return set(given)
