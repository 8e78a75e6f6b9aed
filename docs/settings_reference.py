"""Write the page of all settings from the code: `python docs/settings_reference.py`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeAlias

from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from index import Settings
from ui.cli import app
from ui.terminal import console

Parameter: TypeAlias = TyperArgument | TyperOption

PAGE = Path(__file__).parent / "settings.md"
_HEAD = """\
# Settings

Everything that can be set, by the names that the code knows: this page is made from it, by
`python docs/settings_reference.py`. What the options are for stands in the pages on
[adding articles](adding-articles.md), [the chat](chat.md) and [measuring](measuring.md). What can
be sent over HTTP stands in [HTTP](http.md), and in the service's own documentation at `/docs`."""

_VARIABLES = {
    "PULLQUOTE_CACHE": ("exported models; can be deleted", "`~/.cache/pullquote`"),
    "PULLQUOTE_DATA": ("the starter library, and feedback", "`~/.local/share/pullquote`"),
    "PULLQUOTE_THREADS": ("cores that a model may use", "the cores, at most 4"),
}
_EXITS = {
    "ANSWERED": "answered, or done",
    "FAILED": "something went wrong that no message foresees; `--debug` shows where",
    "BAD_INPUT": "a question, a file, a library or an option cannot be used; the message says why",
    "NOT_FOUND": "of `ask`: the articles do not answer",
    "DAMAGED": "of `verify`: something is damaged; of `eval`: a figure does not keep its bound, or "
    "gold answers stand in no article",
    "INTERRUPTED": "of `index` and `chat`: stopped with Ctrl-C; what was committed is kept",
}


def settings_page() -> str:
    """Put the page together.

    Raises:
        ValueError: the code knows another variable or exit code than this file.
    """
    parts = [_HEAD, *_environment(), *_exit_codes(), *_commands()]
    return "\n\n".join(parts) + "\n"


def _environment() -> Iterator[str]:
    _check(_VARIABLES, re.findall(r"PULLQUOTE_\w+", inspect.getsource(Settings)))
    rows = [(f"`{name}`", what, default) for name, (what, default) in _VARIABLES.items()]
    yield "## Environment"
    yield _table(("variable", "what", "default"), rows)


def _exit_codes() -> Iterator[str]:
    codes = {n: v for n, v in vars(console).items() if isinstance(v, int) and n[0] != "_"}
    _check(_EXITS, codes)
    yield "## Exit codes"
    yield _table(("code", "what"), [(f"{codes[name]}", what) for name, what in _EXITS.items()])


def _check(told: Iterable[str], known: Iterable[str]) -> None:
    if set(told) != set(known):
        raise ValueError(f"the code knows {sorted(known)}: see to {__file__}")


def _commands() -> Iterator[str]:
    """Describe the command and each of its subcommands, those of other packages too."""
    command: Any = get_command(app)
    yield "## The command"
    yield "Before a subcommand, `pullquote` itself takes"
    yield from _options(command)
    added = {
        each.name: get_command(each.load()) for each in entry_points(group="pullquote.commands")
    }
    for name, subcommand in {**command.commands, **added}.items():
        yield from _subcommand(f"pullquote {name}", subcommand)


def _subcommand(name: str, command: Any) -> Iterator[str]:
    yield f"### {name}"
    yield inspect.cleandoc(command.help)
    if hasattr(command, "commands"):
        for inner, subcommand in command.commands.items():
            yield from _subcommand(f"{name} {inner}", subcommand)
        return
    words = [_word(each) for each in command.params if isinstance(each, TyperArgument)]
    yield "\n".join(("```text", " ".join([name, *words]), "```"))
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    """Make a table of each group of options, as `--help` groups them."""
    groups: dict[str, list[Parameter]] = {}
    for each in command.params:
        if not each.hidden:
            groups.setdefault(each.rich_help_panel or "", []).append(each)
    for title, members in groups.items():
        if title:
            yield f"{title}:"
        rows = [(_name(each), _what(each), _default(each)) for each in members]
        yield _table(("option", "what", "default"), rows)


def _name(each: Parameter) -> str:
    if isinstance(each, TyperArgument):
        return f"`{_word(each)}`"
    names = ", ".join(each.opts)
    return f"`{names}`" if each.is_flag else f"`{names} {_value(each)}`"


def _word(argument: TyperArgument) -> str:
    """Give what stands for an argument, as usage has it."""
    word = argument.metavar or f"{argument.name}".upper() + "…" * (argument.nargs != 1)
    return word if argument.required or argument.metavar else f"[{word}]"


def _value(option: TyperOption) -> str:
    """Give what stands for the value of an option: what it names itself, its words, its name."""
    if isinstance(option.default, Enum):
        return "|".join(member.value for member in type(option.default))
    return option.metavar or f"{option.name}".upper()


def _what(each: Parameter) -> str:
    return f"{each.help or ''}{_bounds(each.min, each.max)}"


def _default(each: Parameter) -> str:
    if isinstance(each.show_default, str):
        return each.show_default
    value = each.default.value if isinstance(each.default, Enum) else each.default
    return f"`{value}`" if each.show_default and value not in (None, "", False) else ""


def _bounds(low: float | None, high: float | None) -> str:
    match low, high:
        case None, None:
            return ""
        case _, None:
            return f" At least {low}."
        case None, _:
            return f" At most {high}."
    return f" From {low} to {high}."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table; a last column that is empty in every row is left out."""
    lines = [head, ("---",) * len(head), *rows]
    if not any(line[-1] for line in lines[2:]):
        lines = [line[:-1] for line in lines]
    return "\n".join(_line(cells) for cells in lines)


def _line(cells: Iterable[str]) -> str:
    return " | ".join(("", *(cell.replace("|", r"\|") for cell in cells), "")).strip()


if __name__ == "__main__":
    PAGE.write_text(settings_page(), "utf-8")
