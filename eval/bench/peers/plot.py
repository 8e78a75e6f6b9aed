"""Draw systems beside each other: `python -m eval.bench.peers.plot TRIALS.json FOLDER`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.bench.peers import figures
from eval.bench.peers.trial import Trial, read_trials

_PANELS: dict[str, dict[str, Callable[[Trial], float]]] = {
    "Right words, %": {"exact match": figures.em, "F1": figures.f1},
    "Not found, %": {
        "answerable, answered": figures.answered,
        "others, refused": figures.refused,
    },
    "Citations exact, %": {"of the answers given": figures.exact},
    "A question, ms": {
        "p50": lambda trial: figures.ms(trial, 0.5),
        "p95": lambda trial: figures.ms(trial, 0.95),
    },
    "Indexed a second": {
        "passages": figures.passage_rate,
        "thousand characters": figures.indexing_rate,
    },
    "Memory, MB": {
        "indexing": lambda trial: trial.indexing_mb,
        "asking": lambda trial: trial.asking_mb,
    },
}


def draw_each(trials: Sequence[Trial], folder: Path) -> None:
    """Draw the trials of each collection, in a picture that has its name."""
    for name in dict.fromkeys(trial.collection for trial in trials):
        own = [trial for trial in trials if trial.collection == name]
        draw(own, folder / f"peers-{name.lower()}.svg")


def draw(trials: Sequence[Trial], picture: Path) -> None:
    """Draw a panel for each kind of figure, and in it a group of bars for each system."""
    # Late: an extra, and slow to load.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 6.5), layout="constrained")
    systems = [trial.system for trial in trials]
    for axes, (title, bars) in zip(figure.subplots(2, 3).flat, _PANELS.items(), strict=True):
        width = 0.8 / len(bars)
        for number, (label, value) in enumerate(bars.items()):
            places = [place + number * width for place in range(len(trials))]
            drawn = axes.bar(places, [value(trial) for trial in trials], width, label=label)
            axes.bar_label(drawn, fmt="%.0f", fontsize="x-small")
        axes.set_title(title, fontsize="medium")
        axes.set_xticks([place + 0.4 - width / 2 for place in range(len(trials))], systems)
        axes.tick_params(axis="x", labelsize="small", rotation=20)
        axes.margins(y=0.25)
        axes.grid(visible=True, axis="y", alpha=0.3)
        axes.set_axisbelow(True)
        axes.legend(fontsize="x-small", loc="upper center", ncols=len(bars))
    figure.savefig(picture)


def main() -> None:
    """Draw the trials of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    draw_each(read_trials(arguments.trials), arguments.folder)


if __name__ == "__main__":
    main()
