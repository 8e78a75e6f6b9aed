"""Example questions to begin with, made from a library's own articles and tried on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from index import Article, Library
from qa import Assistant
from ui.example_candidates import Candidate, beginning, candidates_of, words_in

_SHOWN = 4
_MOST_ARTICLES = 40  # that are read for questions, spread over the library
_MOST_TRIED = 24  # questions
_SURE = 0.7  # the confidence from which an answer is "likely right"


class Examples:
    """The example questions of an assistant, found when they are first wanted.

    Found anew when the library has changed. The same library has the same questions.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._found: tuple[int, list[str]] | None = None

    def questions(self) -> list[str]:
        """Give a few questions that are answered with confidence; none where none was found."""
        with self._lock:  # whoever else wants them waits, for they are being found
            generation = self._assistant.library.info().generation
            if self._found is None or self._found[0] != generation:
                self._found = generation, find_examples(self._assistant)
            return self._found[1]


def find_examples(assistant: Assistant) -> list[str]:
    """Try the questions that articles suggest, and give those that are answered as they should be.

    One of each kind comes first.
    """
    found: list[str] = []
    used: set[str] = set()
    for tried, candidate in enumerate(_in_turn(_sample(assistant.library))):
        if len(found) == _SHOWN or tried == _MOST_TRIED:
            break
        if used & (candidate.expected | words_in(candidate.question)):
            continue  # it is about the same again
        answer = assistant.ask(candidate.question)
        said = " ".join(side.text for side in (answer, *answer.sides))
        fits = answer.confidence >= _SURE and candidate.is_met_by(words_in(said))
        if answer.found and fits and answer.text not in used:
            found.append(candidate.question)
            used |= {answer.text, *candidate.expected}
    return found


def _sample(library: Library) -> list[Article]:
    """Take articles from all over a library, in a fixed order."""
    ids = sorted(library.origins())
    step = max(1, -(-len(ids) // _MOST_ARTICLES))
    found = [library.article(id) for id in ids[::step]]
    return [article for article in found if article]  # one may just have been taken out


def _in_turn(articles: Sequence[Article]) -> Iterator[Candidate]:
    """Give the likeliest question of each kind, then the next of each, and so on.

    The likeliest is what the most articles speak of.
    """
    held = [words_in(beginning(article)) for article in articles]
    suggested = zip(*(candidates_of(article) for article in articles), strict=True)
    kinds = [
        sorted(
            dict.fromkeys(chain.from_iterable(of_kind)),
            key=lambda candidate: -sum(map(candidate.is_met_by, held)),
        )
        for of_kind in suggested
    ]
    return (candidate for each in zip_longest(*kinds) for candidate in each if candidate)
