"""Compare passage sizes on open questions: `python -m eval.bench.passage_size GOLD [--sizes …]`."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from eval.calibrate import fit_span_weights, judge
from eval.metrics import mean, percentile
from eval.open_library import make_open_library
from eval.open_reading import read_open
from eval.questions import GoldQuestion, read_questions
from index import Hit, Settings
from qa.reader import BUNDLED, OnnxReader
from qa.spans import read_hits

_SIZES = (350, 500, 700, 1000)


def measure(everything: Sequence[GoldQuestion], sample: Sequence[GoldQuestion], size: int) -> str:
    """Index all contexts with one size and ask the sample; gives a row of the table."""
    reader = OnnxReader.open(BUNDLED, Settings.from_environment())
    with tempfile.TemporaryDirectory() as folder:
        library = make_open_library(Path(folder) / "l", everything, passage_size=size)
        passages = library.info().passages
        readings = read_open(library, reader, sample)
        library.close()
    _, scores = judge(readings, fit_span_weights(readings))
    held = [
        any(
            answer in hit.passage.text
            for answer in read.question.texts
            for hit in read.hits
            if hit.passage.article.title.replace(" ", "_") == read.question.title
        )
        for read in readings
    ]
    milliseconds = [_time(reader, read.question.question, read.hits) for read in readings[:100]]
    return (
        f"| {size} | {passages} | {100 * mean([float(h) for h in held]):.1f} "
        f"| {100 * scores.mean():.1f} | {percentile(milliseconds, 0.5):.0f} |"
    )


def _time(reader: OnnxReader, question: str, hits: Sequence[Hit]) -> float:
    began = time.perf_counter()
    read_hits(reader, question, hits)
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--questions", type=int, default=400, help="a sample, always the same")
    arguments = parser.parse_args()
    everything = [q for q in read_questions(arguments.gold) if q.answerable]
    sample = random.Random(0).sample(everything, min(arguments.questions, len(everything)))  # noqa: S311
    print("| characters | passages | recall@8 | F1 of the best span | reading 8, p50 ms |")
    print("|---|---|---|---|---|")
    for size in arguments.sizes:
        print(measure(everything, sample, size), flush=True)


if __name__ == "__main__":
    main()
