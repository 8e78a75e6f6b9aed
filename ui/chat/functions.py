"""What the script of the page may call on the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Annotated, Any, TypedDict

from pydantic import Field

from index import InputError
from qa import Assistant
from ui.chat.choices import ArticleChoice, Choices, Sought, find_articles, list_choices
from ui.chat.page import render_start_note
from ui.chat.replies import (
    Reply,
    refusal,
    reply_to_card,
    reply_to_feedback,
    reply_to_question,
)
from ui.chat.sent import Sent
from ui.chat.shelf import Listed, Shelf, Wanted
from ui.examples import SHOWN
from ui.feedback import FeedbackFile
from ui.waiting_line import BusyError, WaitingLine


class Beginning(TypedDict):
    """What the page begins with: a line on what the library holds, and its newest articles."""

    note: str
    glance: str


class Place(Sent):
    """Which of the example questions the page wants; they come one by one."""

    number: Annotated[int, Field(ge=0, lt=SHOWN)]


def server_functions(
    assistant: Assistant,
    examples: Callable[[], Iterable[str]],
    feedback: FeedbackFile,
    shelf: Shelf,
    line: WaitingLine,
) -> list[Callable[[object], Any]]:
    """Make the functions, which the page calls by their names with something that it sends."""

    def begin(_: object) -> Beginning:
        note = render_start_note(assistant.library.info(), changeable=shelf.changeable)
        return {"note": note, "glance": shelf.glance()}

    def example_question(sent: object) -> str | None:
        try:
            number = Place.parse(sent).number
        except InputError:
            return None
        return next(islice(examples(), number, None), None)

    def filter_choices(_: object) -> Choices:
        return list_choices(assistant.library)

    def find_article(sent: object) -> list[ArticleChoice] | None:
        try:
            return find_articles(Sought.parse(sent), shelf)
        except InputError:
            return None

    def ask_in_chat(sent: object) -> Reply:
        try:
            return line.wait_for(lambda: reply_to_question(sent, assistant))
        except BusyError as error:
            return refusal(error)

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
        begin,
        example_question,
        filter_choices,
        find_article,
        ask_in_chat,
        open_article,
        give_feedback,
        list_articles,
    ]
