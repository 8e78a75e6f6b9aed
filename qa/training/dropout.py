"""Dropout whose random numbers cost next to nothing on a CPU."""

from __future__ import annotations

from typing import Any

import torch

_DRAWN = 1 << 24  # random keep-or-drop decisions, drawn once and read from random places


class PooledDropout(torch.nn.Module):  # type: ignore[misc]
    """Dropout (Srivastava et al. 2014) that reads its mask from a pool of decisions.

    Drawing a mask anew takes 40% of a training step on a CPU. Here all masks are slices of one
    pool, each from a place that torch's generator draws; longer ones go around. Attention weights
    are not dropped: they are many, and networks drop them by a function that only asks for `p`.
    """

    p = 0.0

    def __init__(self, share: float, seed: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        kept = torch.rand(_DRAWN, generator=generator) >= share
        self._scaled: Any = kept.to(torch.bfloat16) / (1 - share)

    def forward(self, values: Any) -> Any:
        """Zero a share of the values and scale up the others; as they are in evaluation."""
        if not self.training:
            return values
        count = values.numel()
        pool = self._scaled
        if count > _DRAWN:
            pool = pool.repeat(-(-count // _DRAWN) + 1)
        at = int(torch.randint(len(pool) - count + 1, ()))
        return values * pool[at : at + count].view(values.shape)


def set_dropout(network: Any, share: float, seed: int) -> None:
    """Put every dropout of a network at `share`, in [0, 1), and the network in training mode."""
    pooled = PooledDropout(share, seed)
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, torch.nn.Dropout):
                setattr(module, name, pooled)
    network.train()
