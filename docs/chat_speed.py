"""How long after the engine an answer stands on the page: `python docs/chat_speed.py`."""

from __future__ import annotations

import argparse
import re
import statistics
import sys

from playwright.sync_api import Page
from serving import browsing, serving

_QUESTIONS = (
    "Who is the Pentagon spokesman?",
    "How many missiles were launched?",
    "Which bases were hit?",
    "Who flew the drone?",
    "Who wrote the ABC story?",
    "What did Hoffman say?",
    "Was Soleimani killed by a drone?",
    "When was the general killed?",
)
# From the key that asks to the frame after the one in which the answer was drawn, in milliseconds.
_TIMED = """(question) => new Promise((resolve) => {
    const box = document.querySelector('#pq-question');
    const turns = document.querySelectorAll('.pq-turn').length;
    const frame = () => {
        const turn = document.querySelectorAll('.pq-turn')[turns];
        if (!turn?.querySelector('.pq-answer')) return requestAnimationFrame(frame);
        requestAnimationFrame(() => resolve(performance.now() - began));
    };
    box.value = question;
    const began = performance.now();
    box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', cancelable: true}));
    requestAnimationFrame(frame);
})"""


def main() -> None:
    """Ask in a browser, and say how much longer that took than the engine itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="how often each question is asked")
    rounds = parser.parse_args().rounds
    with serving() as address, browsing() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        page.locator(".pq-form").wait_for()
        page.wait_for_function("!document.querySelector('.pq-examples li:empty')")
        _ask(page, _QUESTIONS[0])  # loads what the first question needs
        times = [_ask(page, question) for _ in range(rounds) for question in _QUESTIONS]
    read = [(shown, engine) for shown, engine in times if engine is not None]
    beyond = sorted(shown - engine for shown, engine in read)
    lines = [f"{len(read)} answers that were read for, milliseconds: p50, p95, most"]
    for name, values in (
        ("the engine", sorted(engine for _, engine in read)),
        ("on the page", sorted(shown for shown, _ in read)),
        ("beyond the engine", beyond),
    ):
        cut = statistics.quantiles(values, n=20, method="inclusive")
        lines.append(f"{name:20} {cut[9]:6.0f} {cut[18]:6.0f} {values[-1]:6.0f}")
    sys.stdout.write("\n".join(lines) + "\n")


def _ask(page: Page, question: str) -> tuple[float, float | None]:
    """Give milliseconds until the answer was seen, and those of the engine, if any was needed."""
    page.evaluate("document.querySelector('.pq-new').click()")
    shown = float(page.evaluate(_TIMED, question))
    told = re.search(r"all ([\d,]+) ms", page.locator(".pq-turn").last.text_content() or "")
    page.wait_for_timeout(300)  # the source beside it comes after the answer
    return shown, float(told[1].replace(",", "")) if told else None


if __name__ == "__main__":
    main()
