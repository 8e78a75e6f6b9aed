"""Follow-ups of the gold conversations are told, and questions that stand alone are left alone."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from qa.conversation import Turn, Understood, resolve

GOLD = Path(__file__).parents[1] / "eval" / "gold"
STAND_ALONE = ["seeds", "questions", "agreement", "disagreement", "attribution", "lists"]


def gold(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("seed", range(3))
def test_a_new_topic_does_not_drag_the_old_one_along(seed: int) -> None:
    asked = [record for name in STAND_ALONE for record in gold(f"{name}.jsonl")]
    chance = random.Random(seed)
    turns = [Turn(str(r["question"]), _first_answer(r), "", ("x",)) for r in asked]
    questions = [str(record["question"]) for record in asked]
    harmed = [q for q in questions if resolve(q, [chance.choice(turns)]) != Understood(q)]
    assert len(harmed) <= 0.01 * len(questions)


def test_the_gold_follow_ups_are_told_from_new_topics() -> None:
    told, missed = 0, 0
    for conversation in gold("follow-ups.jsonl"):
        turns: list[Turn] = []
        for turn in conversation["turns"]:  # type: ignore[attr-defined]
            understood = resolve(turn["question"], turns)
            assert turn["follow_up"] or not understood.is_follow_up, turn["question"]
            told += understood.is_follow_up
            missed += turn["follow_up"] and not understood.is_follow_up
            if turn["understood"]:
                turns.append(Turn(turn["understood"], _first_answer(turn)))
    assert missed <= 0.1 * (told + missed)


def _first_answer(record: dict[str, object]) -> str:
    answers = record["answers"]
    return str(answers[0]["text"]) if answers else ""  # type: ignore[index]
