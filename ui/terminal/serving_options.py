"""The options of `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.log_choices import LogFormat, LogLevel

_ACCESS, _LIMITS, _LOG = "Who may ask", "How much", "The log"

HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)]
UploadOption = Annotated[
    bool, typer.Option("--allow-upload", help="Let people add and remove articles.")
]
RootPathOption = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help="Where a proxy shows this, such as `/news`; or `https://news.example/news`, where it "
        "passes its own name on.",
        show_default=False,
    ),
]
AuthOption = Annotated[
    str | None,
    typer.Option(
        metavar="USER:FILE",
        help="Ask everyone for this name and for the password in the first line of a file.",
        show_default=False,
        rich_help_panel=_ACCESS,
    ),
]
TokensOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Ask programs for one of the tokens in a file, NAME:TOKEN a line; with `--auth`, "
        "either opens.",
        show_default=False,
        rich_help_panel=_ACCESS,
    ),
]
CorsOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ORIGIN",
        help="Let pages of a site ask, such as `https://news.example`; may be given repeatedly.",
        show_default=False,
        rich_help_panel=_ACCESS,
    ),
]
RateLimitOption = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Requests a minute that each client may make.",
        min=1,
        show_default="no limit",
        rich_help_panel=_LIMITS,
    ),
]
AtOnceOption = Annotated[
    int,
    typer.Option(
        metavar="N", help="Questions answered at once.", min=1, max=64, rich_help_panel=_LIMITS
    ),
]
WaitingOption = Annotated[
    int,
    typer.Option(
        metavar="N",
        help="Questions that may wait; more are told to come again.",
        min=0,
        rich_help_panel=_LIMITS,
    ),
]
StopWithinOption = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        help="How long answers may take to end when this is stopped.",
        min=0,
        rich_help_panel=_LIMITS,
    ),
]
LogFormatOption = Annotated[
    LogFormat, typer.Option(help="Lines for people, or JSON for programs.", rich_help_panel=_LOG)
]
LogLevelOption = Annotated[
    LogLevel, typer.Option(help="What is logged; `info` has every request.", rich_help_panel=_LOG)
]
LogQuestionsOption = Annotated[
    bool,
    typer.Option(
        "--log-questions", help="With `info`, log what is asked, too.", rich_help_panel=_LOG
    ),
]
