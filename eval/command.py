"""`pullquote eval`: measure a library against gold questions, check those, and compare runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from eval.checking import check_gold
from eval.choosing import choose_paths, locate_library
from eval.compare import compare
from eval.figures import Figures, figures
from eval.gates import Gate, failed, read_gates
from eval.gold_sets import read_gold_sets
from eval.ground import Ground
from eval.measuring import measure
from eval.run_folder import RunFolder
from eval.tables import comparison_table, figures_table, pairs_table
from index import Library
from qa import BUNDLED

GATE_FAILED = 4

# Piped on to another program, a row stays a row.
out = Console(width=None if sys.stdout.isatty() else 100_000)
err = Console(stderr=True)


class _RunUnlessNamed(TyperGroup):
    """A group whose subcommand `run` need not be named: `eval LIBRARY GOLD` is `eval run …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the name of the subcommand where there is none."""
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if args and args[0] in known else ["run", *args])


evaluate = typer.Typer(
    cls=_RunUnlessNamed,
    rich_markup_mode="markdown",
    help="Measure a library against questions with known answers: `pullquote eval LIBRARY GOLD` "
    "(short for `pullquote eval run …`). Check gold questions, and compare runs.",
)

WordsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[LIBRARY] [GOLD]…",
        help="The folder of a library, and gold sets that ask about it: JSON Lines, SQuAD JSON, or "
        "CSV. Without a library the starter library is asked, without a gold set the one that "
        "comes with it.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
GateOption = Annotated[
    Path | None,
    typer.Option(
        "--gate",
        metavar="FILE",
        help="Exit with 4 when a figure does not keep its bound. FILE is TOML: tables `at_least` "
        "and `at_most` of figures, by their names in --json.",
    ),
]


@evaluate.command()
def run(
    words: WordsArgument = None,
    *,
    to: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write every outcome, the figures and an HTML report there. An interrupted run "
            "goes on where it stopped.",
        ),
    ] = None,
    gate: GateOption = None,
    reader: Annotated[
        str | None,
        typer.Option(
            help="An extractive Transformers model, by name or folder.",
            show_default=f"the library's own, else {BUNDLED}",
        ),
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            help="Confidence, 0 to 1, below which an answer is “not found”.",
            show_default="the reader's own",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every question of gold sets, one at a time, and measure the answers.

    A line of a gold set is such as `{"id": "1", "question": "Who …?", "answers": [{"text": "…",
    "articles": ["article-id"]}]}`; no answers means that the articles do not answer. A table has
    the columns `question` and `answer`, and may have `id`, `articles` and `kind`.
    """
    library, gold = choose_paths(words or [])
    gates, sets = read_gates(gate) if gate else [], read_gold_sets(gold)
    judgements = measure(
        locate_library(library), sets, reader=reader, threshold=threshold, to=to, console=err
    )
    result = figures(judgements)
    if as_json:
        counts = {"questions": result.questions, "answerable": result.answerable}
        _print_json({**counts, **result.values})
    else:
        out.print(figures_table(result))
    if to:
        _finish(to, result)
    _hold(gates, result.values)


def _finish(to: Path, result: Figures) -> None:
    from eval.report import report_page  # late: Jinja is only needed here

    folder = RunFolder.open(to)
    folder.finish(result, report_page(folder.setup, folder.judgements, result))
    err.print(Text(f"Written to {to}; look at {folder.report}"), soft_wrap=True)


@evaluate.command()
def check(words: WordsArgument = None, as_json: JsonOption = False) -> None:
    """Find gold answers that stand in no article, or not where they are said to.

    Exits with 4 when there are any.
    """
    chosen, gold = choose_paths(words or [])
    sets = read_gold_sets(gold)
    with Library.open(locate_library(chosen)) as library:
        ground = Ground.of(library)
    faults = [fault for each in sets for fault in check_gold(each, ground)]
    if as_json:
        _print_json([{"gold_set": f.gold_set, "id": f.id, "problem": f.problem} for f in faults])
    else:
        for fault in faults:
            out.print(Text(f"{fault.gold_set}, {fault.id}: {fault.problem}"), soft_wrap=True)
        asked = sum(len(list(each.questions)) for each in sets)
        out.print(f"{asked:,} questions checked, {len(faults):,} faults")
    if faults:
        raise typer.Exit(GATE_FAILED)


@evaluate.command("compare")
def compare_runs(
    first: Annotated[Path, typer.Argument(help="Folder of the run before.")],
    second: Annotated[Path, typer.Argument(help="Folder of the run after.")],
    gate: GateOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs: figures with their significance, and the questions won and lost.

    Both were written with `--out`. Only questions that both asked count; `--gate` is of the second.
    """
    gates = read_gates(gate) if gate else []
    before, after = RunFolder.open(first), RunFolder.open(second)
    comparison = compare(before, after)
    if as_json:
        _print_json(comparison.to_json())
    else:
        changed = ", ".join(comparison.changed) or "nothing"
        out.print(Text(f"{comparison.questions:,} questions; what changed: {changed}"))
        if comparison.left_out:
            out.print(Text(f"{comparison.left_out:,} questions of one run only are left out"))
        out.print(comparison_table(comparison))
        for title, pairs in (("won", comparison.won), ("lost", comparison.lost)):
            out.print(pairs_table(title, pairs))
    _hold(gates, figures(after.judgements).values if gates else {})


def _hold(gates: list[Gate], values: dict[str, float]) -> None:
    """Say of each gate whether it holds, and exit if one does not."""
    broken = failed(gates, values)
    for gate in gates:
        err.print(Text(gate.told(values[gate.figure])), soft_wrap=True)
    if broken:
        raise typer.Exit(GATE_FAILED)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201
