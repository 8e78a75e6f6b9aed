"""EM and F1 against the implementation of SQuAD's rules in torchmetrics."""

from __future__ import annotations

import random
import warnings

import pytest

from eval.metrics import exact_match, f1, mean

WORDS = (
    "The a an Harbour harbour-master, U.S. “open” 5:30 p.m. it's theatre the; ... An é 5".split()
)
EXAMPLES = [
    ("Ingrid Solberg", ["ingrid  solberg.", "Solberg"]),
    ("the the", ["the"]),
    ("...", ["the"]),
    ("no no no", ["no no"]),
    ("a harbour\nopened", ["harbour opened", "x"]),
    ("“open”", ["open"]),
    ("l'eau", ["leau"]),
]


def random_examples(count: int) -> list[tuple[str, list[str]]]:
    draw = random.Random(7)

    def phrase() -> str:
        return " ".join(draw.choices(WORDS, k=draw.randint(1, 5)))

    return [(phrase(), [phrase() for _ in range(draw.randint(1, 3))]) for _ in range(count)]


def test_em_and_f1_are_squads() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = pytest.importorskip("torchmetrics.functional.text")
    both_rights = 0
    for answer, gold in [*EXAMPLES, *random_examples(100)]:
        given = [{"prediction_text": answer, "id": "1"}]
        right = [{"answers": {"answer_start": [0] * len(gold), "text": gold}, "id": "1"}]
        theirs = text.squad(given, right)
        assert 100 * exact_match(answer, gold) == float(theirs["exact_match"]), (answer, gold)
        # Of what is empty once normalised, SQuAD 1.1 gives 0 and SQuAD 2.0, followed here, 1.
        expected = float(theirs["f1"])
        if exact_match(answer, gold) and not expected:
            expected = 100.0
        assert 100 * f1(answer, gold) == pytest.approx(expected, abs=1e-4), (answer, gold)
        both_rights += exact_match(answer, gold) == 1.0
    assert both_rights > 5
    assert mean([f1(answer, gold) for answer, gold in EXAMPLES]) > 0.5
