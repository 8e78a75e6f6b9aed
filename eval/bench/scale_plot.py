"""Draw cost against size: `python -m eval.bench.scale_plot FIGURES.json PICTURE.svg`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

_PANELS = {
    "Building, seconds": {"rows_s": "rows", "publish_s": "indexes"},
    "On disk, MB": {"catalog_mb": "catalog", "derived_mb": "indexes"},
    "Memory, MB": {"memory_mb": "asking", "add_memory_mb": "adding", "build_memory_mb": "building"},
    "Opening, seconds": {"open_s": "by the clock", "open_cpu_s": "of CPU"},
    "Retrieval, ms": {
        "retrieve_p50_ms": "p50",
        "retrieve_p95_ms": "p95",
        "retrieve_p50_cpu_ms": "p50, of CPU",
        "retrieve_p95_cpu_ms": "p95, of CPU",
    },
    "Adding one article, ms": {
        "add_mean_ms": "mean",
        "add_worst_ms": "worst of 20",
        "add_mean_cpu_ms": "mean, of CPU",
    },
}
_TARGETS = {"Memory, MB": 2500, "Opening, seconds": 3, "Retrieval, ms": 50}  # at a million


def draw(results: Sequence[dict[str, float]], picture: Path) -> None:
    """Draw a panel for each cost; one that grows as the library does is a slope of 1."""
    # Late: an extra, and slow to load.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 6), layout="constrained")
    sizes = [result["passages"] for result in results]
    for axes, (title, lines) in zip(figure.subplots(2, 3).flat, _PANELS.items(), strict=True):
        for key, label in lines.items():
            axes.plot(sizes, [result[key] for result in results], marker="o", label=label)
        if title in _TARGETS:
            axes.axhline(_TARGETS[title], color="grey", linestyle=":", label="target")
        axes.set(title=title, xscale="log", yscale="log")
        axes.grid(visible=True, alpha=0.3)
        axes.legend(fontsize="small")
    figure.supxlabel("passages")
    figure.savefig(picture)


def main() -> None:
    """Draw the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", type=Path)
    parser.add_argument("picture", type=Path)
    arguments = parser.parse_args()
    draw(json.loads(arguments.figures.read_text("utf-8")), arguments.picture)


if __name__ == "__main__":
    main()
