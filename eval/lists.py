"""How good the items of list answers are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from eval.metrics import RIGHT, f1, normalize_answer
from eval.outcomes import Outcome
from index import InputError


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Give precision and recall of the items, in [0, 1]; nothing for a set without lists.

    Of the questions with gold `items`, all items together: an answer without any lowers recall
    alone. `list_shown` is the share of those questions whose answer has items.

    Raises:
        InputError: a line's `items` are no list of objects with a `text`; says which line.
    """
    asked = [(outcome, gold) for outcome in outcomes if (gold := _gold_items(outcome))]
    if not asked:
        return {}
    given = [[item.text for item in outcome.answer.items] for outcome, _ in asked]
    right = sum(matched(items, gold) for items, (_, gold) in zip(given, asked, strict=True))
    return {
        "list_questions": float(len(asked)),
        "list_shown": sum(map(bool, given)) / len(asked),
        "item_precision": right / max(1, sum(map(len, given))),
        "item_recall": right / sum(len(gold) for _, gold in asked),
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
