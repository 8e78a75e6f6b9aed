"""`pullquote eval`: ask the questions of a gold set, and print the figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.questions import read_questions
from eval.run import Figures, check_articles, figures, further_figures, run_questions
from index import InputError, Settings, update_starter
from qa import BUNDLED, Assistant

out = Console()
err = Console(stderr=True)

OWN_GOLD = Path(__file__).parent / "gold" / "seeds.jsonl"


def evaluate(
    words: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[LIBRARY] [GOLD]",
            help="A gold set (JSON Lines or SQuAD JSON), after the folder of the library that it "
            "asks about. Without a library the starter library is asked, without a gold set the "
            "one that comes with it.",
            show_default=False,
        ),
    ] = None,
    reader: Annotated[
        str, typer.Option(help="An extractive Transformers model, by name or folder.")
    ] = BUNDLED,
    threshold: Annotated[
        float | None,
        typer.Option(
            help="Confidence, 0 to 1, below which an answer is “not found”.",
            show_default="the reader's own",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")] = False,
) -> None:
    """Ask every question of a gold set, and measure the answers.

    A gold set is SQuAD JSON, or JSON Lines such as `{"id": "1", "question": "Who …?", "answers":
    [{"text": "…", "articles": ["article-id"]}]}`; no answers means that the articles do not answer.
    """
    *library, gold = words or [OWN_GOLD]
    if len(library) > 1:
        raise InputError("Name one library and one gold set: pullquote eval LIBRARY GOLD.")
    questions = read_questions(gold)
    path = library[0] if library else update_starter(Settings.from_environment())
    assistant = Assistant.open(path, reader=reader, threshold=threshold)
    check_articles(assistant.library, questions)
    assistant.ask(questions[0].question)  # the first question pays for what loads on first use
    asked = track(run_questions(assistant, questions), "Asking", len(questions), console=err)
    outcomes = list(asked)
    assistant.close()
    result, further = figures(outcomes), further_figures(outcomes)
    if as_json:
        print(json.dumps(result.to_json() | further, indent=2))  # noqa: T201
    else:
        out.print(_table(result, further))


def _table(result: Figures, further: Mapping[str, float]) -> Table:
    table = Table.grid(padding=(0, 2))
    unanswerable = result.questions - result.answerable
    asked = f"{result.questions} ({result.answerable} answerable, {unanswerable} not)"
    rows = {
        "questions": asked,
        "exact match, answerable": f"{result.exact_match:.1%}",
        "F1, answerable": f"{result.f1:.1%}",
        "F1, all": f"{result.overall_f1:.1%}",
        "citation precision": f"{result.citation_precision:.1%}",
        "found/not-found accuracy": f"{result.found_accuracy:.1%}",
        "  answered when answerable": f"{result.answered_when_answerable:.1%}",
        "  refused when not": f"{result.refused_when_unanswerable:.1%}" if unanswerable else "–",
        "recall@1, @4, @8": f"{result.recall_at_1:.1%}, {result.recall_at_4:.1%}, "
        f"{result.recall_at_8:.1%}",
        "p50, p95": f"{result.p50_ms:.0f} ms, {result.p95_ms:.0f} ms",
        **{name.replace("_", " "): _shown(name, figure) for name, figure in further.items()},
    }
    for name, value in rows.items():
        table.add_row(name, value)
    return table


def _shown(name: str, figure: float) -> str:
    return f"{figure:.0f}" if name.endswith("_questions") else f"{figure:.1%}"
