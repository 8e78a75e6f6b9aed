"""Average the weights of several runs: `python -m qa.training.average RUN… --out FOLDER`.

Runs that began at the same weights and differ in seed or data average into one that is usually
better than each ("model soup": Wortsman et al. 2022, section 2).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from index import InputError
from qa.network import load_network
from qa.training.command import errors_shown


def average(runs: Sequence[Path], folder: Path) -> None:
    """Write the mean of the runs' weights to `folder`.

    Raises:
        InputError: a run has weights of other names or shapes than the first.
        ModelError: a folder holds no model.
    """
    network, words = load_network(str(runs[0]))
    mean = network.state_dict()
    shapes = {name: tensor.shape for name, tensor in mean.items()}
    for count, run in enumerate(runs[1:], start=2):
        other = load_network(str(run))[0].state_dict()
        if {name: tensor.shape for name, tensor in other.items()} != shapes:
            raise InputError(f"{run} is not of the same shape as {runs[0]}; they have no average.")
        for name, tensor in other.items():
            if tensor.is_floating_point():
                mean[name] += (tensor - mean[name]) / count
    network.load_state_dict(mean)
    network.save_pretrained(folder)
    words.save_pretrained(folder)


def main() -> None:
    """Average from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, help="folders of trained models")
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    with errors_shown(parser):
        average(arguments.runs, arguments.out)


if __name__ == "__main__":
    main()
