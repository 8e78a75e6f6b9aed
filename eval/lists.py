"""How good the items of list answers are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from eval.metrics import RIGHT, f1, normalize_answer
from eval.outcomes import Outcome
from eval.tallies import Tallies, score_set, single
from index import InputError


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Sum up the questions that have gold `items`, shares in [0, 1]; {} without any.

    Raises:
        InputError: a line's `items` are no list of objects with a `text`; says which line.
    """
    return score_set("list_questions", map(tally, outcomes))


def tally(outcome: Outcome) -> Tallies:
    """Judge the items of a list question; nothing of any other.

    Precision and recall are of all items together: an answer without any lowers recall alone.
    `list_shown` is the share of those questions whose answer has items.

    Raises:
        InputError: a line's `items` are no list of objects with a `text`; says which line.
    """
    gold = _gold_items(outcome)
    if not gold:
        return {}
    given = [item.text for item in outcome.answer.items]
    right = float(matched(given, gold))
    return {
        "list_shown": single(bool(given)),
        "item_precision": (right, float(len(given))),
        "item_recall": (right, float(len(gold))),
    }


def matched(items: Sequence[str], gold: Sequence[str]) -> int:
    """Count the items that are gold ones, each once, by their normalised words; the likest first.

    One of several words may add some to the other's: "the mayor, Mina Tolley" is "Mina Tolley".
    """
    pairs = sorted(
        ((-_likeness(item, other), a, b) for (a, item), (b, other) in _pairs(items, gold))
    )
    ours: set[int] = set()
    theirs: set[int] = set()
    for likeness, a, b in pairs:
        if -likeness >= RIGHT and a not in ours and b not in theirs:
            ours.add(a)
            theirs.add(b)
    return len(ours)


def _pairs(
    items: Sequence[str], gold: Sequence[str]
) -> product[tuple[tuple[int, str], tuple[int, str]]]:
    return product(enumerate(items), enumerate(gold))


def _likeness(item: str, gold: str) -> float:
    """Give the F1 of two items, and 0 where neither holds all words of the other."""
    ours, theirs = set(normalize_answer(item).split()), set(normalize_answer(gold).split())
    return f1(item, [gold]) if ours <= theirs or theirs <= ours else 0.0


def _gold_items(outcome: Outcome) -> list[str]:
    items = outcome.question.extra.get("items", [])
    try:
        return [str(item["text"]) for item in items]
    except (TypeError, KeyError):
        raise InputError(
            f"Question {outcome.question.id} has 'items' that are no list of "
            '{"text": …} objects. Write them as in lists.jsonl.'
        ) from None
