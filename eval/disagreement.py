"""How well it is shown that sources differ, and only where they do."""

from __future__ import annotations

from collections.abc import Sequence

from eval.gold_quotes import agreement_with, gives, malformed
from eval.metrics import RIGHT
from eval.outcomes import Outcome
from eval.questions import GoldAnswer, GoldQuestion, gold_answer
from eval.tallies import Tallies, score_set, share, single
from qa import Cited

Sides = list[list[GoldAnswer]]


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Sum up the questions that say whether sources differ, shares in [0, 1]; {} without any.

    Raises:
        InputError: `differs` or `latest` of a question are not as the gold sets' README says.
    """
    return score_set("disagreement_questions", map(tally, outcomes))


def tally(outcome: Outcome) -> Tallies:
    """Judge a question that says whether sources differ; nothing of any other.

    A disagreement is shown when the answer and an alternative that differs are on two sides of the
    gold set, and shown falsely when anything is said to differ where nothing does. `…_when_right`
    are of the questions alone whose shown quote is right, so that they tell what the rules lose
    from what reading does. `differing_sides_right` is the share of all alternatives said to differ
    that are on a side other than the answer's. `latest_right_when_shown` is of the disagreements
    shown: whether the newest article is told, or that there is none or that it is on both sides.

    Raises:
        InputError: `differs` or `latest` of a question are not as the gold sets' README says.
    """
    if "differs" not in outcome.question.extra:
        return {}
    differs, right = bool(_sides(outcome.question)), _is_right(outcome)
    shown, falsely = differs and _is_shown(outcome), bool(outcome.answer.sides)
    return {
        "disagreement_answers_right": single(right),
        "disagreement_shown": single(shown, differs),
        "disagreement_shown_when_right": single(shown, differs and right),
        "disagreement_shown_falsely": single(falsely, not differs),
        "disagreement_shown_falsely_when_right": single(falsely, right and not differs),
        "differing_sides_right": share(_others_right(outcome)),
        "latest_right_when_shown": single(shown and _latest_is_right(outcome), shown),
    }


def _is_right(outcome: Outcome) -> bool:
    """Whether the shown quote is an accepted answer."""
    shown = outcome.answer.citations[:1]
    return any(gives(citation, outcome.question.answers) for citation in shown)


def _is_shown(outcome: Outcome) -> bool:
    sides = {_side_of(side, outcome.question) for side in outcome.answer.sides}
    return len(sides - {None}) > 1


def _others_right(outcome: Outcome) -> list[bool]:
    """Of each alternative that is said to differ, whether it is on a side, and not the answer's."""
    own, *others = [_side_of(side, outcome.question) for side in outcome.answer.sides] or [None]
    return [other not in {None, own} for other in others]


def _side_of(cited: Cited, question: GoldQuestion) -> int | None:
    """The number of the side that the shown quote takes, from 0; None for none."""
    shown = cited.citations[0]
    fits = [agreement_with(shown, side) for side in _sides(question)]
    best = max(fits, default=0.0)
    return fits.index(best) if best >= RIGHT else None


def _latest_is_right(outcome: Outcome) -> bool:
    expected = outcome.question.extra.get("latest")
    if not isinstance(expected, str):
        raise malformed(outcome.question, "latest", TypeError(f"not an article id: {expected!r}"))
    latest = outcome.answer.latest
    if latest is None:
        taken = [
            any(citation.article.id == expected for citation in side.citations)
            for side in outcome.answer.sides
        ]
        return not expected or sum(taken) > 1
    newest = {c.article.id for c in latest.citations if c.article.published == latest.published}
    return newest == {expected}


def _sides(question: GoldQuestion) -> Sides:
    try:
        return [[gold_answer(quote) for quote in side] for side in question.extra["differs"]]
    except (TypeError, KeyError, AttributeError) as error:
        raise malformed(question, "differs", error) from None
