"""What is minimised: the right span against all spans of all passages, and against "none"."""

from __future__ import annotations

from typing import Any

import torch

from qa.training.batches import Batch

_NEVER = -1e4  # a logit of what cannot be chosen; not -inf, whose gradient is not a number


def span_loss(start: Any, end: Any, batch: Batch, *, shared: bool) -> Any:
    """Give the mean loss of a batch, from start and end logits of (N, L), in nats per question.

    Each token's logit is taken as odds against that passage's null position, [CLS], which is what
    the reader's scores are. With `shared` they are normalised over all passages of a question and
    one "none of these" of odds 1 (shared normalisation: Clark and Gardner 2018, section 3.3), else
    over each passage alone (Devlin et al. 2019, section 4.3); for one passage both are the same.
    Several right starts, as annotators marked them, share the likelihood.
    """
    group, place = batch.group, batch.place
    if not shared:
        group, place = torch.arange(len(group), device=group.device), torch.zeros_like(place)
    size = (int(group.max()) + 1, int(place.max()) + 1)
    losses = [
        _negative_log_likelihood(logits.float(), right, batch.readable, (group, place), size)
        for logits, right in ((start, batch.starts), (end, batch.ends))
    ]
    return (losses[0] + losses[1]).mean() / 2


def _negative_log_likelihood(
    logits: Any, right: Any, readable: Any, at: tuple[Any, Any], size: tuple[int, int]
) -> Any:
    odds = logits - logits[:, :1]
    everything = _over_groups(odds.masked_fill(~readable, _NEVER).logsumexp(1), at, size)
    gold = _over_groups(odds.masked_fill(~right, _NEVER).logsumexp(1), at, size)
    none = torch.zeros(size[0], 1, device=logits.device)
    answered = torch.zeros(size, dtype=torch.bool, device=logits.device)
    answered[at] = right.any(1)
    chosen = torch.where(answered.any(1), gold.logsumexp(1), none[:, 0])
    return torch.cat([everything, none], 1).logsumexp(1) - chosen


def _over_groups(values: Any, at: tuple[Any, Any], size: tuple[int, int]) -> Any:
    laid_out = torch.full(size, _NEVER, device=values.device)
    return laid_out.index_put(at, values)
