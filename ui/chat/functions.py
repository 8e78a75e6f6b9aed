"""What the script of the page may call on the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from index import InputError
from qa import Assistant
from ui.chat.choices import Choices, list_choices
from ui.chat.page import render_examples, render_start_note
from ui.chat.replies import Reply, reply_to_card, reply_to_feedback, reply_to_question
from ui.chat.shelf import Listed, Shelf, Wanted
from ui.feedback import FeedbackFile


def server_functions(
    assistant: Assistant,
    examples: Callable[[], Sequence[str]],
    feedback: FeedbackFile,
    shelf: Shelf,
) -> list[Callable[[object], Any]]:
    """Make the functions, which the page calls by their names with something that it sends."""

    def start_note(_: object) -> str:
        return render_start_note(assistant.library.info(), changeable=shelf.changeable)

    def example_questions(_: object) -> str:
        return render_examples(examples())

    def filter_choices(_: object) -> Choices:
        return list_choices(assistant.library)

    def ask_in_chat(sent: object) -> Reply:
        return reply_to_question(sent, assistant)

    def open_article(sent: object) -> Reply:
        return reply_to_card(sent, assistant)

    def give_feedback(sent: object) -> Reply:
        return reply_to_feedback(sent, assistant.library, feedback)

    def list_articles(sent: object) -> Listed | None:
        try:
            return shelf.part(Wanted.parse(sent))
        except InputError:
            return None

    return [
        start_note,
        example_questions,
        filter_choices,
        ask_in_chat,
        open_article,
        give_feedback,
        list_articles,
    ]
