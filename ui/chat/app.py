"""The chat in the browser, built with Gradio and mounted on the HTTP service."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from index import PullquoteError
from qa import Assistant
from ui.chat.choices import Choices, list_choices
from ui.chat.guard import Guard
from ui.chat.page import page_script, render_page, render_start_note
from ui.chat.replies import Reply, reply_to_card, reply_to_question
from ui.public_json import public_answer
from ui.requests import whole_characters

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio looks at it when it is imported
import gradio as gr

_HERE = Path(__file__).parent
_SANS = ["system-ui", "sans-serif"]
_MONO = ["ui-monospace", "monospace"]
_PAPER, _PAPER_DARK = "#fbfaf5", "#15161a"  # as in page.css: the page shows it before the chat


def mount_chat(service: FastAPI, assistant: Assistant, examples: Sequence[str]) -> FastAPI:
    """Mount the chat at `/` of a service; routes that the service has already come first."""
    service.add_middleware(Guard)
    own: list[object] = [middleware.cls for middleware in service.user_middleware]
    if CORSMiddleware not in own:
        # With no policy of the service's own, Gradio would let pages of any site read answers.
        service.add_middleware(CORSMiddleware, allow_origins=[])
    gr.mount_gradio_app(
        service,
        _build(assistant, examples),
        path="/",
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


def _build(assistant: Assistant, examples: Sequence[str]) -> gr.Blocks:
    """Build the page: one component, whose script asks the server functions below.

    They answer at once, without Gradio's queue, and what the chat shows stays in the browser: a
    server that was started anew goes on with a conversation as if nothing had happened.
    """

    def start_note(_: object) -> str:
        return render_start_note(assistant.library.info())

    def filter_choices(_: object) -> Choices:
        return list_choices(assistant.library)

    def ask_in_chat(sent: object) -> Reply:
        return reply_to_question(sent, assistant)

    def open_article(sent: object) -> Reply:
        return reply_to_card(sent, assistant)

    def ask(question: str) -> dict[str, Any]:
        """Answer a question with words of the articles; see `qa.AnswerJson` for what comes.

        Of an article's `origin` it is the last part, the file's name.
        """
        try:
            return dict(public_answer(assistant.ask(whole_characters(question))))
        except PullquoteError as error:
            raise gr.Error(str(error), print_exception=False) from None

    with gr.Blocks(title="pullquote", analytics_enabled=False, fill_width=True) as chat:
        gr.HTML(
            render_page(start_note(None), examples),
            elem_id="pullquote",
            apply_default_css=False,
            js_on_load=page_script(),
            server_functions=[start_note, filter_choices, ask_in_chat, open_article],
        )
        gr.api(ask, api_name="ask")
    return chat.queue(max_size=64, default_concurrency_limit=2, api_open=False)


def _theme() -> gr.themes.Base:
    """A theme of system fonts: Gradio's own would load web fonts."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO).set(
        body_background_fill=_PAPER, body_background_fill_dark=_PAPER_DARK
    )
