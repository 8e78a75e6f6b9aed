"""Small talk gets a reply about the library; a question about the news never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import EncoderIdentity, LibraryInfo
from index.stored_settings import LibrarySettings
from qa.questions import is_small_talk, small_talk_reply

LIBRARY = LibraryInfo(
    path=Path("library"),
    articles=5,
    passages=40,
    generation=1,
    made_with=LibrarySettings(EncoderIdentity("toy", 64, "0"), 500),
    publishers=["ABC News", "VICE News"],
    earliest=date(2020, 1, 7),
    latest=date(2020, 1, 8),
)
HOLDINGS = (
    "This library holds 5 articles (ABC News, VICE News), from 7 January 2020 to 8 January 2020."
)


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "hi!",
        "Good morning!",
        "Hey there",
        "👋 hi",
        "Thanks",
        "Thank you very much!",
        "Thanks, that helps.",
        "How awful. Thanks.",
        "thx",
        "No thanks",
        "bye",
        "See you later",
        "What can you answer?",
        "Hello! What can you do?",
        "What can I ask?",
        "Who are you?",
        "Are you a robot?",
        "What is pullquote?",
        "help",
        "Hi, how does this work?",
        "how are you?",
        "Great, thanks!",
        "ok",
        "How many articles do you have?",
        "What's in this library?",
        "Are you sure?",
    ],
)
def test_small_talk_is_told_and_replied_to(text: str) -> None:
    assert is_small_talk(text)
    assert small_talk_reply(text, lambda: LIBRARY)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to whom was the deal signed?",
        "Hello Kitty's maker?",
        "Good Morning America",
        "Hello, who is Mark Esper?",
        "Thanks! And when was he killed?",
        "Who helped the passengers?",
        "help wanted",
        "What can you tell me about Iran?",
        "What do you know about Iran?",
        "Who are you talking about?",
        "What is in the letter?",
        "Byelorussia",
        "Okinawa",
        "How are the hostages?",
        "How many articles does the charter have?",
        "Who made the statement?",
        "No casualties?",
        "",
        "?",
        "thanks " * 100,
    ],
)
def test_what_asks_about_the_news_is_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)
    assert small_talk_reply(text, lambda: LIBRARY) is None


def test_a_reply_says_what_the_library_holds() -> None:
    assert small_talk_reply("Which sources do you have?", lambda: LIBRARY) == HOLDINGS
    assert HOLDINGS in (small_talk_reply("hello", lambda: LIBRARY) or "")


def test_a_reply_leaves_out_what_is_not_known_and_names_only_some_publishers() -> None:
    one = replace(LIBRARY, articles=1, publishers=[], earliest=None, latest=None)
    assert small_talk_reply("What is in here?", lambda: one) == "This library holds one article."
    many = replace(LIBRARY, articles=1200, publishers=list("ABCDEFG"), latest=LIBRARY.earliest)
    assert small_talk_reply("What is in here?", lambda: many) == (
        "This library holds 1,200 articles (A, B, C, D, E and 2 more), from 7 January 2020."
    )
    empty = replace(LIBRARY, articles=0)
    assert (
        small_talk_reply("What is in here?", lambda: empty) == "This library holds no articles yet."
    )
