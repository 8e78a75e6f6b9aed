"""What is minimised, against the formula written out."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest
import torch

from qa.training.batches import Batch
from qa.training.objective import span_loss

# Logits of sequences of five: [CLS], a token of the question, three of the passage. The question's
# are high, for they must not count.
ONE = [0.5, 9.0, 2.0, -1.0, 0.0]
OTHER = [1.0, 9.0, 1.5, 3.0, -2.0]
END_ONE = [0.2, 9.0, 0.0, 1.0, 2.0]
END_OTHER = [-1.0, 9.0, 0.5, 0.0, -0.5]


def make_batch(
    starts: list[list[int]], ends: list[list[int]], group: list[int], place: list[int]
) -> Batch:
    """A batch whose sequences are answered at these tokens."""
    rows = len(starts)
    readable = torch.tensor([[False, False, True, True, True]] * rows)
    return Batch(
        {}, readable, marked(starts), marked(ends), torch.tensor(group), torch.tensor(place)
    )


def marked(tokens: list[list[int]]) -> Any:
    right = torch.zeros(len(tokens), 5, dtype=torch.bool)
    for row, places in enumerate(tokens):
        right[row, places] = True
    return right


def odds(logits: list[float]) -> list[float]:
    """The odds of each token of the passage against [CLS]."""
    return [exp(logit - logits[0]) for logit in logits[2:]]


def loss(batch: Batch, start: list[list[float]], end: list[list[float]], *, shared: bool) -> float:
    return float(span_loss(torch.tensor(start), torch.tensor(end), batch, shared=shared))


@pytest.mark.parametrize("shared", [True, False])
def test_one_passage_is_the_cross_entropy_over_its_tokens_and_null(shared: bool) -> None:
    batch = make_batch([[2]], [[3]], [0], [0])
    start, end = odds(ONE), odds(END_ONE)
    expected = (-log(start[0] / (1 + sum(start))) - log(end[1] / (1 + sum(end)))) / 2
    assert loss(batch, [ONE], [END_ONE], shared=shared) == pytest.approx(expected, rel=1e-5)


def test_one_passage_is_what_squad_2_trains() -> None:
    """Softmax cross entropy with [CLS] as the place of "no answer", as Transformers computes it."""
    visible = torch.tensor([True, False, True, True, True])
    start = torch.tensor(ONE).masked_fill(~visible, -1e9)
    end = torch.tensor(END_ONE).masked_fill(~visible, -1e9)
    for place in (0, 2, 4):  # 0: unanswerable
        places = [place] if place else []
        cross = torch.nn.functional.cross_entropy
        expected = (cross(start, torch.tensor(place)) + cross(end, torch.tensor(place))) / 2
        given = loss(make_batch([places], [places], [0], [0]), [ONE], [END_ONE], shared=True)
        assert given == pytest.approx(float(expected), rel=1e-5)


def test_shared_passages_compete_for_the_answer() -> None:
    batch = make_batch([[2], []], [[4], []], [0, 0], [0, 1])
    start = 1 + sum(odds(ONE)) + sum(odds(OTHER))
    end = 1 + sum(odds(END_ONE)) + sum(odds(END_OTHER))
    expected = (-log(odds(ONE)[0] / start) - log(odds(END_ONE)[2] / end)) / 2
    given = loss(batch, [ONE, OTHER], [END_ONE, END_OTHER], shared=True)
    assert given == pytest.approx(expected, rel=1e-5)


def test_passages_not_shared_are_each_for_itself() -> None:
    batch = make_batch([[2], []], [[4], []], [0, 0], [0, 1])
    right = -log(odds(ONE)[0] / (1 + sum(odds(ONE))))
    right += -log(odds(END_ONE)[2] / (1 + sum(odds(END_ONE))))
    none = -log(1 / (1 + sum(odds(OTHER)))) - log(1 / (1 + sum(odds(END_OTHER))))
    given = loss(batch, [ONE, OTHER], [END_ONE, END_OTHER], shared=False)
    assert given == pytest.approx((right + none) / 4, rel=1e-5)  # two passages, start and end


def test_a_question_that_no_passage_answers_is_none_of_these() -> None:
    batch = make_batch([[], []], [[], []], [0, 0], [0, 1])
    start = 1 + sum(odds(ONE)) + sum(odds(OTHER))
    end = 1 + sum(odds(END_ONE)) + sum(odds(END_OTHER))
    given = loss(batch, [ONE, OTHER], [END_ONE, END_OTHER], shared=True)
    assert given == pytest.approx((log(start) + log(end)) / 2, rel=1e-5)


def test_two_annotated_starts_share_the_likelihood() -> None:
    batch = make_batch([[2, 4]], [[4]], [0], [0])
    start, end = odds(ONE), odds(END_ONE)
    expected = (-log((start[0] + start[2]) / (1 + sum(start))) - log(end[2] / (1 + sum(end)))) / 2
    assert loss(batch, [ONE], [END_ONE], shared=True) == pytest.approx(expected, rel=1e-5)


def test_a_batch_is_the_mean_of_its_questions_however_large_their_groups() -> None:
    first = make_batch([[2], []], [[4], []], [0, 0], [0, 1])
    second = make_batch([[3]], [[3]], [0], [0])
    both = make_batch([[2], [], [3]], [[4], [], [3]], [0, 0, 1], [0, 1, 0])
    apart = loss(first, [ONE, OTHER], [END_ONE, END_OTHER], shared=True)
    apart += loss(second, [OTHER], [END_ONE], shared=True)
    together = loss(both, [ONE, OTHER, OTHER], [END_ONE, END_OTHER, END_ONE], shared=True)
    assert together == pytest.approx(apart / 2, rel=1e-5)


def test_groups_of_one_are_the_same_shared_or_not() -> None:
    batch = make_batch([[2], [], [3, 4]], [[4], [], [4]], [0, 1, 2], [0, 0, 0])
    logits = [ONE, OTHER, END_ONE], [END_ONE, END_OTHER, ONE]
    assert loss(batch, *logits, shared=True) == pytest.approx(loss(batch, *logits, shared=False))


def test_only_what_may_be_chosen_is_pulled() -> None:
    """The gradient is a number everywhere, and nothing for the question's tokens."""
    batch = make_batch([[2], []], [[4], []], [0, 0], [0, 1])
    start = torch.tensor([ONE, OTHER], requires_grad=True)
    span_loss(start, torch.tensor([END_ONE, END_OTHER]), batch, shared=True).backward()
    slope = start.grad
    assert slope is not None
    assert slope.isfinite().all()
    assert slope[:, 1].tolist() == [0.0, 0.0]
    assert slope[0, 2] < 0 < slope[0, 3]
