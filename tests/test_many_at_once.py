"""Many people at once: every one gets the answer to what they asked, as if they were alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from browsing import serving
from fastapi import FastAPI
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant
from ui.chat.app import mount_chat
from ui.feedback import FeedbackFile

PEOPLE, QUESTIONS = 20, 5
PATIENCE = 300.0  # seconds; a slow machine is no failure


def ask_as_the_page_does(address: str, person: int, questions: Sequence[str]) -> list[str]:
    """Ask one after the other, as follow-ups of each other; gives what was said."""
    said, turns = [], []
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        parts = client.get("/config").raise_for_status().json()["components"]
        (page,) = (part["id"] for part in parts if part["type"] == "html")
        for question in questions:
            body: dict[str, Any] = {
                "session_hash": f"person{person}",
                "component_id": page,
                "fn_name": "ask_in_chat",
                "data": {"question": question, "turns": turns[-8:]},
            }
            reply = client.post("/gradio_api/component_server/", json=body).raise_for_status()
            answered = reply.json()
            assert answered["ok"], answered["html"]
            said.append(answered["said"])
            turns += [answered["turn"]] if answered["turn"] else []
    return said


def all_at_once(assistant: Assistant, asked: list[list[str]], folder: Path) -> None:
    feedback = FeedbackFile(folder / "feedback.jsonl")
    with serving(mount_chat(FastAPI(), assistant, list, feedback)) as address:
        alone = [ask_as_the_page_does(address, 0, questions) for questions in asked]
        with ThreadPoolExecutor(PEOPLE) as people:
            together = list(
                people.map(ask_as_the_page_does, [address] * PEOPLE, range(PEOPLE), asked)
            )
    assert together == alone


def test_twenty_people_get_their_own_answers(tmp_path: Path) -> None:
    articles = [
        make_article(
            f"island-{number}",
            f"The lighthouse keeper of Isle{number} is Marta Lind{number}. "
            f"In the storm of Isle{number} there were {number + 2} broken boats.",
        )
        for number in range(PEOPLE)
    ]
    asked = [
        [
            f"Who is the lighthouse keeper of Isle{number}?",
            "Where was she born?",
            f"How many broken boats were there in the storm of Isle{number}?",
            "hello",
            f"Which zebra won on Isle{number}?",
        ]
        for number in range(PEOPLE)
    ]
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(articles)
        all_at_once(Assistant(library, ToyReader(), TOY_CALIBRATION), asked, tmp_path)


@pytest.mark.models
@pytest.mark.timeout(1800)
@pytest.mark.skipif("PULLQUOTE_STRESS" not in os.environ, reason="set PULLQUOTE_STRESS to run it")
def test_twenty_people_get_their_own_answers_of_the_real_models(
    real_assistant: Assistant, tmp_path: Path
) -> None:
    questions = [
        "Who is the Pentagon spokesman?",
        "How many missiles were launched?",
        "And when?",
        "Which bases were hit?",
        "Who won the zebra race?",
    ]
    asked = [questions[person % 5 :] + questions[: person % 5] for person in range(PEOPLE)]
    all_at_once(real_assistant, asked, tmp_path)
