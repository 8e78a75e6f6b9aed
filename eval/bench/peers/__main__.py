"""Try every system on the same gold: `python -m eval.bench.peers GOLD… --weights FOLDER --out …`.

The systems index one after another, each in a fresh process, and are then asked in turns, ten
questions each, so that whatever else the machine does meets them alike. A first short trial, which
does not count, brings models and modules into the page cache. Prints Markdown, and draws it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from eval.bench.peers.collection import Collection, gather
from eval.bench.peers.figures import comparison, table
from eval.bench.peers.plot import draw_each
from eval.bench.peers.system import ENCODER, MODULES, Weights
from eval.bench.peers.trial import Trial
from eval.bench.peers.turns import try_systems
from qa.training.command import errors_shown

_REHEARSED = 3  # questions, of 2,000 characters


def run(
    collections: Sequence[Collection], systems: Sequence[str], weights: Weights, out: Path
) -> list[Trial]:
    """Try all systems on all collections; what they store stays in `out`."""

    def try_on(collection: Collection) -> list[Trial]:
        print(f"{collection.name} ...", file=sys.stderr, flush=True)
        folders = {name: _empty(out / f"{name}-{collection.name}") for name in systems}
        return try_systems(collection, weights, folders)

    try_on(_rehearsal(collections[0]))
    trials = [trial for collection in collections for trial in try_on(collection)]
    stored = json.dumps([asdict(trial) for trial in trials], indent=1)
    (out / "trials.json").write_text(stored, "utf-8")
    return trials


def report(trials: Sequence[Trial]) -> None:
    """Print the trials of each collection side by side."""
    for name in dict.fromkeys(trial.collection for trial in trials):
        own, *others = same = [trial for trial in trials if trial.collection == name]
        print(f"\n{table(same)}\n")
        if others:
            print(f"{own.system} beside the others:\n\n{comparison(own, others)}")


def limit_threads(threads: int) -> None:
    """Let processes that begin from here on use so many threads, and keep them off the network."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "PULLQUOTE_THREADS"):
        os.environ[name] = str(threads)
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"


def _rehearsal(of: Collection) -> Collection:
    begin = replace(of.articles[0], text=of.articles[0].text[:2000])
    return Collection("rehearsal", [begin], of.questions[:_REHEARSED])


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main() -> None:
    """Run the trials from the command line."""
    parser = argparse.ArgumentParser("python -m eval.bench.peers", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="SQuAD sets, and sets about seeds/")
    parser.add_argument("--weights", type=Path, required=True, help="the reader's, float32")
    parser.add_argument("--encoder", type=Path, default=ENCODER)
    parser.add_argument("--systems", nargs="+", choices=MODULES, default=list(MODULES))
    parser.add_argument("--questions", type=int, default=250, help="answerable, of a collection")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    limit_threads(arguments.threads)
    weights = Weights(arguments.encoder.resolve(), arguments.weights.resolve())
    with errors_shown(parser):
        collections = gather(arguments.gold, arguments.questions)
        trials = run(collections, arguments.systems, weights, arguments.out)
    report(trials)
    draw_each(trials, arguments.out)


if __name__ == "__main__":
    main()
