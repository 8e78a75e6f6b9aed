"""The chat in the browser, built with Gradio and mounted on the HTTP service."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import ValidationError
from starlette.middleware.cors import CORSMiddleware

from index import InputError, PullquoteError, Settings
from qa import Assistant
from ui.chat.functions import server_functions
from ui.chat.guard import Guard
from ui.chat.head import OwnHead
from ui.chat.page import page_script, render_page, render_start_note
from ui.chat.shelf import Shelf
from ui.examples import Examples
from ui.feedback import FeedbackFile
from ui.http.body_limit import BodyLimit
from ui.library_key import library_key
from ui.public_json import public_answer
from ui.requests import Question, whole_characters
from ui.uploads import SUFFIXES
from ui.waiting_line import WaitingLine

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio looks at it when it is imported
import gradio as gr

_HERE = Path(__file__).parent
_SANS = ["system-ui", "sans-serif"]
_MONO = ["ui-monospace", "monospace"]
_PAPER, _PAPER_DARK = "#fbfaf5", "#15161a"  # as in page.css: the page shows it before the chat


def mount_chat(
    service: FastAPI,
    assistant: Assistant,
    examples: Callable[[], Iterable[str]] | None = None,
    feedback: FeedbackFile | None = None,
    *,
    allow_upload: bool = False,
    root: str = "",
    line: WaitingLine | None = None,
) -> FastAPI:
    """Mount the chat at `/` of a service; routes that the service has already come first.

    `examples` gives questions to begin with, and may take its time for each; by default they are
    found in the library. `feedback` is where that is written; by default in the user's folder for
    data. With `allow_upload` the page adds and removes articles, by routes that the service must
    have. `root` is the path, or the address, that a proxy shows the service under. `line` is where
    questions wait for their turn, with those that come to the service by other ways.
    """
    service.add_middleware(OwnHead)
    service.add_middleware(Guard)
    own: list[object] = [middleware.cls for middleware in service.user_middleware]
    if BodyLimit not in own:
        service.add_middleware(BodyLimit)
    if CORSMiddleware not in own:
        # With no policy of the service's own, Gradio would let pages of any site read answers.
        service.add_middleware(CORSMiddleware, allow_origins=[])
    gr.mount_gradio_app(
        service,
        _build(
            assistant,
            examples or Examples(assistant).questions,
            feedback or _own(assistant),
            allow_upload,
            line or WaitingLine(),
        ),
        path="/",
        root_path=root or None,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(_HERE / "favicon.svg"),
        theme=_theme(),
    )
    return service


def _own(assistant: Assistant) -> FeedbackFile:
    return FeedbackFile.of(assistant.library.path, Settings.from_environment().data)


def _build(
    assistant: Assistant,
    examples: Callable[[], Iterable[str]],
    feedback: FeedbackFile,
    allow_upload: bool,
    line: WaitingLine,
) -> gr.Blocks:
    """Build the page: one component, whose script asks the server functions below.

    They answer at once, without Gradio's queue, and what the chat shows stays in the browser: a
    server that was started anew goes on with a conversation as if nothing had happened.
    """
    shelf = Shelf(assistant.library, changeable=allow_upload)

    def ask(question: str, options: dict[str, Any] | None = None) -> dict[str, Any]:
        """Answer a question with words of the articles, as `POST /api/v1/ask` does.

        `options` are the other fields that it takes: filters, earlier turns, `explain`.
        """
        try:
            asked = _question(question, options)
            return dict(public_answer(line.wait_for(lambda: asked.ask(assistant))))
        except PullquoteError as error:
            raise gr.Error(str(error), print_exception=False) from None

    accepted = sorted(SUFFIXES) if allow_upload else ()
    with gr.Blocks(title="pullquote", analytics_enabled=False, fill_width=True) as chat:
        gr.HTML(
            render_page(
                render_start_note(assistant.library.info(), changeable=allow_upload),
                library_key(assistant.library.path),
                accepted,
            ),
            elem_id="pullquote",
            apply_default_css=False,
            js_on_load=page_script(),
            server_functions=server_functions(assistant, examples, feedback, shelf, line),
        )
        gr.api(ask, api_name="ask")
    return chat.queue(max_size=64, default_concurrency_limit=2, api_open=False)


def _question(question: str, options: object) -> Question:
    """Read what a client sent, which may be anything.

    Raises:
        InputError: it is no question.
    """
    given = options if isinstance(options, dict) else {"options": options} if options else {}
    try:
        return Question.model_validate({**given, "question": whole_characters(question)})
    except ValidationError:
        raise InputError(
            "Send the question as a text, and as options an object with any of: publishers, "
            "articles, languages, since, until, turns, explain."
        ) from None


def _theme() -> gr.themes.Base:
    """A theme of system fonts: Gradio's own would load web fonts."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO).set(
        body_background_fill=_PAPER, body_background_fill_dark=_PAPER_DARK
    )
