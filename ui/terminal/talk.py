"""A conversation in a terminal, or piped in: question after question, each with its answer."""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Callable, Iterator

import typer
from rich.text import Text

from index import ArticleFilter, InputError
from qa import Answer, Assistant, Turn
from ui.conversation import MOST_TURNS, ask_in_conversation, remember
from ui.terminal.console import INTERRUPTED, clean, count, err, error_line, out

_PROMPT = "> "
_COMMANDS = "Type a question, /new for another conversation, or /quit."


class Talk:
    """A conversation about some articles of a library."""

    def __init__(
        self,
        assistant: Assistant,
        where: ArticleFilter,
        *,
        explain: bool,
        show: Callable[[Answer], None],
    ) -> None:
        self._assistant = assistant
        self._where = where
        self._explain = explain
        self._show = show
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)

    def run(self) -> None:
        """Answer until nothing more is asked."""
        try:
            for line in self._typed() if sys.stdin.isatty() else _piped():
                said = line.strip()
                if said == "/quit":
                    break
                if said:
                    self._reply(said)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None

    def _reply(self, said: str) -> None:
        if said == "/new":
            self._turns.clear()
            out.print("A new conversation.")
        elif said.startswith("/"):
            error_line(f"There is no command {said.split(maxsplit=1)[0]}. {_COMMANDS}")
        else:
            self._answer(said)
        out.print()

    def _answer(self, question: str) -> None:
        turns = tuple(self._turns)
        try:
            answer = ask_in_conversation(
                self._assistant, question, turns, where=self._where, explain=self._explain
            )
        except InputError as error:  # of this question; the next may be another
            error_line(str(error))
            return
        self._show(answer)
        turn = remember(answer)
        if turn:
            self._turns.append(turn)

    def _typed(self) -> Iterator[str]:
        import readline  # noqa: F401  # to move in the line, and to call earlier questions back

        held = count(self._assistant.library.info().articles, "article")
        err.print(Text(f"{held}. {_COMMANDS}", style="dim"))
        while True:
            try:
                yield input(_PROMPT)
            except EOFError:
                out.print()
                return


def _piped() -> Iterator[str]:
    """Give the lines of standard input, each written out as if it had been typed."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        if line.strip():
            out.print(Text(f"{_PROMPT}{clean(line.strip())}", style="bold"), soft_wrap=True)
        yield line
