"""The subcommands `ask`, for one question, and `chat`, for a conversation."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from index import InputError
from qa import Answer, answer_to_json
from ui.terminal.answers import answer_view
from ui.terminal.console import ANSWERED, NOT_FOUND, out
from ui.terminal.explanations import explanation_view
from ui.terminal.opening import open_assistant
from ui.terminal.options import (
    ArticlesOption,
    ExplainOption,
    JsonOption,
    LanguagesOption,
    LibraryArgument,
    PublishersOption,
    ReaderOption,
    SinceOption,
    ThresholdOption,
    UntilOption,
    choose_articles,
)
from ui.terminal.talk import Talk

_LONGEST_NAME = 256  # bytes; a longer one is no folder, and asking whether it is fails


def ask(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[LIBRARY] QUESTION",
            help="A question in quotation marks, after the folder of a library (without one, the "
            "starter library).",
            show_default=False,
        ),
    ],
    *,
    publishers: PublishersOption = None,
    articles: ArticlesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    languages: LanguagesOption = None,
    reader: ReaderOption = None,
    threshold: ThresholdOption = None,
    explain: ExplainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with words of the articles.

    Exit code 0 when it is answered, 3 when the articles do not answer it, 2 on bad input.
    """
    *library, question = words
    if len(library) > 1:
        raise InputError('Put the question in quotation marks: pullquote ask LIBRARY "Who …?".')
    if not library and len(os.fsencode(question)) < _LONGEST_NAME and Path(question).is_dir():
        raise InputError(f'What do you want to ask? Write: pullquote ask {question} "Who …?".')
    assistant = open_assistant(Path(library[0]) if library else None, reader, threshold)
    where = choose_articles(publishers, articles, since, until, languages)
    answer = assistant.ask(question, where=where, explain=explain)
    assistant.close()
    if as_json:
        print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        show_answer(answer)
    raise typer.Exit(ANSWERED if answer.found or answer.reply else NOT_FOUND)


def chat(
    library: LibraryArgument = None,
    *,
    publishers: PublishersOption = None,
    articles: ArticlesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    languages: LanguagesOption = None,
    reader: ReaderOption = None,
    threshold: ThresholdOption = None,
    explain: ExplainOption = False,
) -> None:
    """Answer question after question; a follow-up is understood from those before.

    Type /new to begin another conversation, and /quit or Ctrl-D to end. Questions may be piped in,
    one on a line.
    """
    assistant = open_assistant(library, reader, threshold)
    where = choose_articles(publishers, articles, since, until, languages)
    Talk(assistant, where, explain=explain, show=show_answer).run()
    assistant.close()


def show_answer(answer: Answer) -> None:
    """Print an answer, and how it came about where that was asked for."""
    out.print(answer_view(answer))
    if answer.explanation:
        out.print(explanation_view(answer.explanation, answer.timings))
