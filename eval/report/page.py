"""Put a report together: a page that needs nothing else, and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.figure_names import label_of, shown
from eval.figures import Figure, Figures
from eval.judgements import Judgement
from eval.report import plots
from eval.run_folder import Setup
from eval.verdicts import Verdict

_FOLDER = Path(__file__).parent
_STYLES = ("palette.css", "page.css", "plots.css", "tables.css", "paper.css")
_HEADLINES = ("right", "f1", "citation_precision", "found_accuracy", "hit_at_8", "p95_ms")


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with its title, and a sentence that says how to read it."""

    title: str
    reading: str
    picture: Markup


def report_page(setup: Setup, judgements: Sequence[Judgement], figures: Figures) -> str:
    """Make the page of a run; the same run always gives the same page."""
    script = _read("page.js")
    asking = [judgement for judgement in judgements if not judgement.small_talk]
    lost = Counter(judgement.verdict for judgement in asking)
    # Every value is escaped where it is put in; only markup that was made here is not.
    pages = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("page.html").render(
        style=Markup("".join(map(_read, _STYLES))),  # noqa: S704  # files of ours
        script=Markup(script),  # noqa: S704  # a file of ours
        script_hash=_hash_of(script),
        setup=setup,
        figures=figures,
        headlines=[name for name in _HEADLINES if name in figures.figures],
        verdicts=[(verdict, lost[verdict]) for verdict in Verdict if lost[verdict]],
        plots=_plots(asking) if asking else [],
        groups=_groups(figures),
        judgements=asking,
        kinds=sorted({judgement.kind for judgement in asking}),
        label_of=label_of,
        shown=shown,
        interval=_interval,
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash_of(script: str) -> str:
    """Name the one script that the page may run, as a Content-Security-Policy does."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _plots(judgements: Sequence[Judgement]) -> list[Plot]:
    made = [
        Plot(
            "Risk and coverage",
            "What share is wrong when only the surest questions are answered. Lower is better.",
            plots.plot_risk(judgements),
        ),
        Plot(
            "Reliability",
            "On the dashed line a confidence means what it says; above it is too modest.",
            plots.plot_reliability(judgements),
        ),
        Plot(
            "Time for a question",
            "Asked one at a time, after a first one that does not count.",
            plots.plot_latency(judgements),
        ),
    ]
    if any(judgement.value("hit_at_1") is not None for judgement in judgements):
        retrieval = Plot(
            "Retrieval",
            "hit@k: one of the first k passages holds a gold answer. recall@k: how many of all "
            "that do are among them.",
            plots.plot_retrieval(judgements),
        )
        made.insert(2, retrieval)
    return made


def _groups(figures: Figures) -> dict[str, dict[str, Figure]]:
    """Give the share that is right of each group, under a title for all groups of a sort."""
    titles = {"kind": "By kind of question", "source": "By source", "gold_set": "By gold set"}
    return {
        title: {name: of["right"] for name, of in figures.groups[sort].items() if "right" in of}
        for sort, title in titles.items()
        if len(figures.groups[sort]) > 1
    }


def _interval(name: str, figure: Figure) -> str:
    return f"{shown(name, figure.low)} – {shown(name, figure.high)}"
