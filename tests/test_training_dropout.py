"""Dropout from a pool: as many zeros as were asked for, other ones each time, none when reading."""

from __future__ import annotations

import pytest
import torch

from qa.training import dropout
from qa.training.dropout import PooledDropout, set_dropout


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_share_is_dropped_and_the_rest_makes_up_for_it(share: float) -> None:
    values = PooledDropout(share, seed=1).train()(torch.ones(400, 500))
    assert abs(float((values == 0).float().mean()) - share) < 0.01
    assert abs(float(values.mean()) - 1.0) < 0.01
    assert set(values.unique().tolist()) == {0.0, float(torch.tensor(1.0).bfloat16() / (1 - share))}


def test_masks_change_from_call_to_call_and_follow_the_seed() -> None:
    module, values = PooledDropout(0.5, seed=1).train(), torch.ones(50, 20)
    torch.manual_seed(7)
    first, second = module(values), module(values)
    torch.manual_seed(7)
    assert not torch.equal(first, second)
    assert torch.equal(first, module(values))
    assert not torch.equal(PooledDropout(0.5, seed=2).train()(values), first)


def test_more_values_than_the_pool_holds_go_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropout, "_DRAWN", 64)
    values = PooledDropout(0.5, seed=1).train()(torch.ones(10, 30))
    assert values.shape == (10, 30)
    assert 0 < int((values == 0).sum()) < 300


def test_a_network_drops_in_training_only() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Dropout(0.9))
    set_dropout(network, 0.5, seed=1)
    values = torch.ones(20, 8)
    assert network.training
    assert 40 < int((network(values) == 0).sum()) < 120
    assert not (network.eval()(values) == 0).any()


def test_nothing_is_dropped_at_a_share_of_none() -> None:
    network = torch.nn.Sequential(torch.nn.Dropout(0.9))
    set_dropout(network, 0.0, seed=1)
    values = torch.rand(20, 8)
    assert torch.equal(network(values), values)
