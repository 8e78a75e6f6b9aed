"""How well it is shown that sources differ, and only where they do."""

from __future__ import annotations

from collections.abc import Sequence

from eval.gold_quotes import agreement_with, gives, malformed
from eval.metrics import RIGHT, mean
from eval.outcomes import Outcome
from eval.questions import GoldAnswer, GoldQuestion, gold_answer
from qa import Cited

Sides = list[list[GoldAnswer]]


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Sum up the questions that say whether sources differ, shares in [0, 1]; {} without any.

    A disagreement is shown when the answer and an alternative that differs are on two sides of the
    gold set, and shown falsely when anything is said to differ where nothing does. `…_when_right`
    are of the questions alone whose shown quote is right, so that they tell what the rules lose
    from what reading does. `differing_sides_right` is the share of all alternatives said to differ
    that are on a side other than the answer's. `latest_right_when_shown` is of the disagreements
    shown: whether the newest article is told, or that there is none or that it is on both sides.

    Raises:
        InputError: `differs` or `latest` of a question are not as the gold sets' README says.
    """
    asked = [outcome for outcome in outcomes if "differs" in outcome.question.extra]
    if not asked:
        return {}
    differing = [outcome for outcome in asked if _sides(outcome.question)]
    agreeing = [outcome for outcome in asked if not _sides(outcome.question)]
    shown = [outcome for outcome in differing if _is_shown(outcome)]
    right, right_where_none = _right(differing), _right(agreeing)
    return {
        "disagreement_questions": float(len(asked)),
        "disagreement_answers_right": (len(right) + len(right_where_none)) / len(asked),
        "disagreement_shown": len(shown) / max(len(differing), 1),
        "disagreement_shown_when_right": mean([_is_shown(outcome) for outcome in right]),
        "disagreement_shown_falsely": mean([bool(o.answer.sides) for o in agreeing]),
        "disagreement_shown_falsely_when_right": mean(
            [bool(outcome.answer.sides) for outcome in right_where_none]
        ),
        "differing_sides_right": mean([is_one for o in asked for is_one in _others_right(o)]),
        "latest_right_when_shown": mean([_latest_is_right(outcome) for outcome in shown]),
    }


def _right(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those whose shown quote is an accepted answer."""
    return [
        outcome
        for outcome in outcomes
        if any(gives(shown, outcome.question.answers) for shown in outcome.answer.citations[:1])
    ]


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
