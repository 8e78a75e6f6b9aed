"""The subcommand `feedback`: what people said of answers in the chat."""

from __future__ import annotations

import json

import typer

from index import Settings
from ui.terminal.console import count, err
from ui.terminal.opening import locate_library
from ui.terminal.options import LibraryArgument

feedback = typer.Typer(no_args_is_help=True, help="Use what people said of answers in the chat.")


@feedback.callback()
def options() -> None:
    """Take no options: there are subcommands alone."""


@feedback.command()
def export(library: LibraryArgument = None) -> None:
    """Print the feedback about a library as a gold set, for `pullquote eval`.

    Answers that were found right become gold answers, and so do words that were marked as the right
    ones. Questions of which only wrong answers are known are left out.
    """
    # Late: pydantic takes a while to import, and no other subcommand needs it.
    from ui.feedback import FeedbackFile
    from ui.feedback_gold import gold_of

    data = Settings.from_environment().data
    lines, left_out = gold_of(FeedbackFile.of(locate_library(library), data).read())
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))  # noqa: T201
    rest = f"; {left_out:,} left out, of which only wrong answers are known" if left_out else ""
    err.print(f"{count(len(lines), 'question')}{rest}", soft_wrap=True)
