"""From a library and gold sets to judged questions: with a bar, and if wanted in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from eval.gold_sets import Case, GoldSet
from eval.ground import Ground
from eval.judgements import Judgement
from eval.run import check_articles, run_cases, warm_up
from eval.run_folder import RunFolder
from eval.setup import setup_of
from qa import Assistant


def measure(
    library: Path,
    sets: Sequence[GoldSet],
    *,
    reader: str | None,
    threshold: float | None,
    to: Path | None,
    console: Console,
) -> list[Judgement]:
    """Ask all questions that were not asked before; `to` is the folder that is written to.

    Raises:
        InputError: the gold sets are of another library, or `to` cannot be written.
        LibraryError: there is no usable library.
        ModelError: there is no such reader.
    """
    cases = [case for gold in sets for case in gold.cases]
    assistant = Assistant.open(library, reader=reader, threshold=threshold)
    try:
        check_articles(assistant.library, (q for case in cases for q in case.questions))
        folder, told = None, ""
        if to:
            setup = setup_of(assistant, sets, threshold)
            folder, told = RunFolder.begin(to, setup, cases)
        if told:
            console.print(Text(told), soft_wrap=True)
        return _ask(assistant, cases, folder, console)
    finally:
        assistant.close()


def _ask(
    assistant: Assistant, cases: Sequence[Case], folder: RunFolder | None, console: Console
) -> list[Judgement]:
    judgements = list(folder.judgements) if folder else []
    done = {judgement.key for judgement in judgements}
    left = [case for case in cases if case.keys[0] not in done]
    warm_up(assistant, left)
    columns = (
        TextColumn("Asking"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        total = sum(len(case.keys) for case in cases)
        task = progress.add_task("", total=total, completed=len(judgements))
        for new in run_cases(assistant, left, Ground.of(assistant.library)):
            if folder:
                folder.add(new)
            judgements += new
            progress.advance(task, len(new))
    return judgements
