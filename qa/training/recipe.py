"""Every choice of a training run, in one object that is stored beside its checkpoints."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.training.examples import Sampling


@dataclass(frozen=True, slots=True)
class Recipe:
    """A training run. Two runs of one recipe, sets and precision see the same batches."""

    epochs: float = 2.0
    seed: int = 1
    learning_rate: float = 8e-5  # the highest; it rises over `warmup` and falls to 0 in a line
    warmup: float = 0.05  # share of the run
    weight_decay: float = 0.01
    clip: float = 1.0  # the gradient's largest norm
    batch_tokens: int = 4096  # padding counted
    dropout: float = 0.1  # of what layers put out, not of attention weights
    shared: bool = True  # normalise over a question's passages; see `objective`
    train_embeddings: bool = False
    sampling: Sampling = field(default_factory=Sampling)
