"""Compare ways to train a reader, each alone: `python -m eval.bench.methods SET[=WEIGHT]… …`.

All runs begin at one model and see as many questions; each differs from the first in one thing.
"""

from __future__ import annotations

import argparse
import logging
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from eval.calibrate import cross_validate
from eval.metrics import RIGHT
from eval.open_library import make_open_library
from eval.open_reading import read_open
from eval.questions import GoldQuestion, read_questions
from eval.reading import best_threshold, read_contexts, scores_at
from eval.reliability import area_under_roc
from index import Library, Settings
from qa.reader import OnnxReader
from qa.training.examples import Sampling
from qa.training.recipe import Recipe
from qa.training.train import Weighted, read_weighted, run_length, train

VARIANTS: dict[str, dict[str, Any]] = {
    "recipe as it is": {},
    "each passage for itself": {"shared": False},
    "no wrong passages": {"sampling": Sampling(wrong=(0,), withheld=0.0)},
    "three wrong passages": {"sampling": Sampling(wrong=(3,))},
    "no slips of typing": {"sampling": Sampling(bare=0.0, keywords=0.0, typo=0.0)},
    "whole contexts (384 tokens)": {"sampling": Sampling(passage_sizes=(1400,))},
    "no titles": {"sampling": Sampling(title=0.0)},
    "no dropout": {"dropout": 0.0},
    "embeddings trained": {"train_embeddings": True},
}


def measure(
    folder: Path,
    given: tuple[Sequence[GoldQuestion], Sequence[GoldQuestion]],
    library: Library,
    asked: Sequence[GoldQuestion],
) -> str:
    """Read and ask with a trained model; gives the figures of a row, in percent.

    `given` are two sets read with their contexts, the second, with questions that have no answer,
    at its best threshold; `asked` are asked of the library, each article judged by a calibration
    that was fitted on the others.
    """
    reader = OnnxReader.open(str(folder), Settings.from_environment())
    answerable, mixed = (read_contexts(reader, questions) for questions in given)
    probabilities, f1s = cross_validate(read_open(library, reader, asked))
    can_be = np.array([question.answerable for question in asked])
    figures = [
        *scores_at(answerable, float("-inf")),
        scores_at(mixed, best_threshold(mixed))[1],
        float(f1s[can_be].mean()),
        area_under_roc(probabilities, f1s >= RIGHT),
        area_under_roc(probabilities, can_be),
    ]
    return " | ".join(f"{100 * figure:.1f}" for figure in figures)


def run(
    name: str, start: str, sets: Sequence[Weighted], questions: int, folder: Path, *, bf16: bool
) -> None:
    """Train one variant in its folder; one that was stopped goes on, one that is done stays."""
    if (folder / "recipe.json").exists():
        return
    usual = Recipe(learning_rate=1e-4)
    epochs = questions / run_length(sets, replace(usual, epochs=1.0))
    train(start, sets, folder, replace(usual, epochs=epochs, **VARIANTS[name]), bf16=bf16)


def main() -> None:
    """Print the table, a row as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", help="mined or SQuAD-format files, FILE or FILE=WEIGHT")
    parser.add_argument("--start", required=True, help="a Transformers model: folder or name")
    parser.add_argument("--squad11", type=Path, required=True, help="a set, all answerable")
    parser.add_argument("--squad20", type=Path, required=True, help="a set, not all answerable")
    parser.add_argument("--runs", type=Path, required=True, help="a folder to train in")
    parser.add_argument("--questions", type=int, default=4096, help="that each run sees")
    parser.add_argument("--asked", type=int, default=500, help="asked open: a fixed sample")
    parser.add_argument("--only", nargs="+", default=list(VARIANTS), choices=VARIANTS)
    parser.add_argument("--bf16", action="store_true", help="worth it with avx512_bf16")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sets = [read_weighted(given) for given in arguments.sets]
    given = read_questions(arguments.squad11), read_questions(arguments.squad20)
    every = [*given[0], *given[1]]
    asked = random.Random(0).sample(every, min(arguments.asked, len(every)))  # noqa: S311
    print("| one change | given EM | F1 | SQuAD 2.0 F1 | open F1 | ROC right | ROC found |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        library = make_open_library(Path(folder) / "library", every)
        for number, name in enumerate(VARIANTS):
            if name in arguments.only:
                runs = arguments.runs / str(number)
                run(name, arguments.start, sets, arguments.questions, runs, bf16=arguments.bf16)
                print(f"| {name} | {measure(runs, given, library, asked)} |", flush=True)
        library.close()


if __name__ == "__main__":
    main()
