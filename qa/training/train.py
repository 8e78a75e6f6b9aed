"""Train a reader: `python -m qa.training.train SET[=WEIGHT]… --start MODEL --out FOLDER`."""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from index import InputError, Settings
from qa.network import load_network
from qa.training.batches import LONGEST, Batch, make_batches
from qa.training.checkpoint import load_checkpoint, save_checkpoint
from qa.training.command import errors_shown
from qa.training.dropout import set_dropout
from qa.training.examples import make_group
from qa.training.objective import span_loss
from qa.training.questions import TrainingQuestion, read_training_questions
from qa.training.recipe import Recipe

CHUNK = 1024  # questions between two checkpoints, batched together
_PARTS = 3  # of a batch, each run for itself
Weighted = tuple[Sequence[TrainingQuestion], float]

_log = logging.getLogger(__name__)


def question_stream(sets: Sequence[Weighted], recipe: Recipe) -> Iterator[TrainingQuestion]:
    """Give the questions of a whole run in order; a set of weight 2 comes twice an epoch."""
    remaining = run_length(sets, recipe)
    epoch = 0
    while remaining > 0:
        rng = random.Random(f"{recipe.seed}/{epoch}")
        order = [question for part, weight in sets for question in _weighted(part, weight, rng)]
        rng.shuffle(order)
        yield from order[:remaining]
        remaining -= len(order)
        epoch += 1


def run_length(sets: Sequence[Weighted], recipe: Recipe) -> int:
    """How many questions a whole run takes, repeated ones counted anew."""
    return round(recipe.epochs * sum(round(len(part) * weight) for part, weight in sets))


def chunks(
    sets: Sequence[Weighted], recipe: Recipe, tokenizer: Tokenizer, done: int
) -> Iterator[tuple[int, list[Batch]]]:
    """Give the run's chunks after the first `done`, each with its number, as batches."""
    stream = question_stream(sets, recipe)
    number = 0
    while chunk := [question for _, question in zip(range(CHUNK), stream, strict=False)]:
        if number >= done:
            rng = random.Random(f"{recipe.seed}/chunk {number}")
            groups = [make_group(question, recipe.sampling, rng) for question in chunk]
            kept = [group for group in groups if group]
            yield number, list(make_batches(kept, tokenizer, recipe.batch_tokens, rng))
        number += 1


def train(
    start: str, sets: Sequence[Weighted], folder: Path, recipe: Recipe, *, bf16: bool | None = None
) -> None:
    """Train a Transformers reader or encoder and save it in `folder`, taking up a run begun there.

    Runs on a GPU when there is one. `bf16` computes in 16-bit brain floats: by default on a GPU
    only, for a CPU without such instructions is slower with them.

    Raises:
        InputError: the folder holds a run of another recipe, or the sets give no question.
        ModelError: there is no such model to start from.
    """
    if not run_length(sets, recipe):
        raise InputError("The sets give no question to train on; raise their weights or --epochs.")
    torch.set_num_threads(Settings.from_environment().threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    bf16 = device == "cuda" if bf16 is None else bf16
    torch.manual_seed(recipe.seed)
    network, words = load_network(start)
    network.to(device)
    optimizer = _optimizer(network, recipe)
    set_dropout(network, recipe.dropout, recipe.seed)
    about = {"recipe": asdict(recipe), "start": start, "sets": [[len(p), w] for p, w in sets]}
    folder.mkdir(parents=True, exist_ok=True)
    done = load_checkpoint(folder, network, optimizer, about)
    total = -(-run_length(sets, recipe) // CHUNK)
    progress = _Progress(done, total)
    for number, batches in chunks(sets, recipe, _pairs(words), done):
        torch.manual_seed(recipe.seed + number)  # so that dropout is the same when taken up again
        for at, batch in enumerate(batches):
            rate = learning_rate(recipe, (number + at / len(batches)) / total)
            loss = _step(network, optimizer, batch.to(device), recipe, rate, bf16=bf16)
            progress.count(loss, batch.tokens)
        save_checkpoint(folder, network, optimizer, number + 1, about)
        progress.report(number + 1)
    network.config.reads_titles = recipe.sampling.title > 0  # for the export
    network.save_pretrained(folder)
    words.save_pretrained(folder)
    (folder / "recipe.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def learning_rate(recipe: Recipe, at: float) -> float:
    """Give the learning rate when the share `at` of a run, in [0, 1], is done."""
    rising = at / recipe.warmup if recipe.warmup else 1.0
    return recipe.learning_rate * min(rising, (1 - at) / (1 - recipe.warmup))


def _step(
    network: Any, optimizer: Any, batch: Batch, recipe: Recipe, rate: float, *, bf16: bool
) -> float:
    for group in optimizer.param_groups:
        group["lr"] = rate
    with torch.autocast(batch.group.device.type, torch.bfloat16, enabled=bf16):
        start, end = _logits(network, batch)
    loss = span_loss(start, end, batch, shared=recipe.shared)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def _logits(network: Any, batch: Batch) -> tuple[Any, Any]:
    """Run sequences of like length together, for half of a batch as it stands can be padding."""
    lengths = batch.inputs["attention_mask"].sum(1)
    rows = lengths.argsort()
    start, end = (torch.zeros(batch.readable.shape, device=rows.device) for _ in range(2))
    for part in rows.tensor_split(_PARTS):
        if len(part):
            longest = int(lengths[part].max())
            out = network(**{k: tensor[part, :longest] for k, tensor in batch.inputs.items()})
            start[part, :longest] = out.start_logits.float()
            end[part, :longest] = out.end_logits.float()
    return start, end


def _optimizer(network: Any, recipe: Recipe) -> Any:
    if not recipe.train_embeddings:
        network.base_model.embeddings.requires_grad_(False)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    return torch.optim.AdamW(trained, recipe.learning_rate, weight_decay=recipe.weight_decay)


def _pairs(words: Any) -> Tokenizer:
    tokenizer = Tokenizer.from_str(words.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="only_second")
    return tokenizer


def _weighted(
    questions: Sequence[TrainingQuestion], weight: float, rng: random.Random
) -> list[TrainingQuestion]:
    whole = int(weight)
    rest = round(len(questions) * weight) - whole * len(questions)
    return list(questions) * whole + rng.sample(list(questions), rest)


class _Progress:
    """Says how far a run is, how fast, and how long it still takes."""

    def __init__(self, done: int, total: int) -> None:
        self._first, self._total = done, total
        self._began = time.monotonic()
        self._losses: list[float] = []
        self._tokens = 0

    def count(self, loss: float, tokens: int) -> None:
        self._losses.append(loss)
        self._tokens += tokens

    def report(self, done: int) -> None:
        seconds = time.monotonic() - self._began
        left = seconds / (done - self._first) * (self._total - done)
        mean = sum(self._losses) / max(1, len(self._losses))
        _log.info(
            "%d of %d chunks, loss %.3f over %d batches, %.0f tokens/s, %.0f min left",
            done, self._total, mean, len(self._losses), self._tokens / seconds, left / 60,
        )  # fmt: skip
        self._losses.clear()


def main() -> None:
    """Train from the command line."""
    usual = Recipe()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", help="mined or SQuAD-format files, FILE or FILE=WEIGHT")
    parser.add_argument("--start", required=True, help="a Transformers model: folder or name")
    parser.add_argument("--out", required=True, type=Path, help="the run's folder")
    parser.add_argument("--epochs", type=float, default=usual.epochs)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--learning-rate", type=float, default=usual.learning_rate)
    parser.add_argument("--dropout", type=float, default=usual.dropout)
    parser.add_argument("--single", action="store_true", help="normalise over each passage alone")
    parser.add_argument(
        "--bf16", action=argparse.BooleanOptionalAction, help="the default on a GPU only"
    )
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = Recipe(
        epochs=arguments.epochs,
        seed=arguments.seed,
        learning_rate=arguments.learning_rate,
        dropout=arguments.dropout,
        shared=not arguments.single,
    )
    with errors_shown(parser):
        sets = [read_weighted(given) for given in arguments.sets]
        train(arguments.start, sets, arguments.out, recipe, bf16=arguments.bf16)


def read_weighted(given: str) -> Weighted:
    """Read what the command line names: FILE, or FILE=WEIGHT.

    Raises:
        InputError: there is no such set, or the weight is no number above 0.
    """
    path, weight = given, "1"
    if "=" in given and not Path(given).is_file():
        path, _, weight = given.rpartition("=")
    try:
        times = float(weight)
    except ValueError:
        times = 0.0
    if not (math.isfinite(times) and times > 0):
        raise InputError(f"{given!r}: the weight after = is a number above 0, such as 0.5.")
    return read_training_questions(Path(path)), times


if __name__ == "__main__":
    main()
