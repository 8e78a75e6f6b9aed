"""Compare how many passages to read: `python -m eval.bench.reach GOLD [--reader NAME]`."""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.calibrate import Read, judge_all, read_all
from eval.metrics import mean
from eval.open_library import make_open_library
from eval.questions import read_questions
from index import Settings
from qa.confidence import Calibration
from qa.reader import BUNDLED, OnnxReader, bundled_folder
from qa.spans import SpanWeights, worth_reading

_REACHES = (3.0, 4.0, 5.0, 6.0, 8.0)


def within(read: Read, weights: SpanWeights, reach: float) -> Read:
    """Leave out what lies beyond the reach, after all was read together."""
    hits = worth_reading(read.hits, weights, reach)
    return replace(read, hits=hits, marked=[read.marked[hit.rank - 1] for hit in hits])


def row(name: str, reads: Sequence[Read], weights: SpanWeights) -> str:
    """Give a row of the table."""
    _, scores = judge_all(reads, weights)
    passages = mean([len(read.hits) for read in reads])
    return f"| {name} | {passages:.1f} | {100 * scores.mean():.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--reader", default=BUNDLED, help="its name or folder")
    parser.add_argument("--questions", type=int, default=300, help="a sample, always the same")
    arguments = parser.parse_args()
    everything = [question for question in read_questions(arguments.gold) if question.answerable]
    sample = random.Random(0).sample(everything, min(arguments.questions, len(everything)))  # noqa: S311
    reader = OnnxReader.open(arguments.reader, Settings.from_environment())
    weights = Calibration.load(bundled_folder()).spans
    with tempfile.TemporaryDirectory() as folder:
        library = make_open_library(Path(folder) / "library", everything)
        together = read_all(library, reader, sample)
        alone = read_all(library, reader, sample, weights)
        library.close()
    print("| reach, log-odds | passages read | F1 of the best span |")
    print("|---|---|---|")
    for reach in _REACHES:
        kept = [within(read, weights, reach) for read in together]
        print(row(f"{reach:g}, all eight read together", kept, weights))
    print(row("no bound", together, weights))
    print(row("as the assistant reads: only those within its reach", alone, weights))


if __name__ == "__main__":
    main()
