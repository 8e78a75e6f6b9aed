"""pullquote itself, as the command line runs it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.bench.peers.system import Ask, Reply, Weights
from eval.ground import Place
from index import Article, Library
from qa import Answer, Assistant


def index(articles: Sequence[Article], weights: Weights, folder: Path) -> int:
    """Make a library."""
    with Library.create(folder / "library", str(weights.encoder)) as library:
        library.add(articles)
        return library.info().passages


def open(weights: Weights, folder: Path) -> Ask:
    """Open the library with the reader's 8-bit export and the bundled calibration."""
    assistant = Assistant.open(folder / "library", reader=str(weights.reader))

    def ask(question: str) -> Reply:
        answer = assistant.ask(question, explain=True)
        return Reply(answer.text, answer.text or _likeliest(answer), lambda: _place(answer))

    return ask


def _likeliest(refusal: Answer) -> str:
    candidates = refusal.explanation.candidates if refusal.explanation else ()
    return candidates[0].text if candidates else ""


def _place(answer: Answer) -> Place | None:
    if not answer.citations:
        return None
    first = answer.citations[0]
    return Place(first.article.id, first.start, first.end)
