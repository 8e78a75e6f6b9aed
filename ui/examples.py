"""Example questions to begin with, made from a library's own articles and tried on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice, zip_longest

from index import Article, Library
from qa import Assistant
from ui.example_candidates import Candidate, beginning, candidates_of, words_in

SHOWN = 4  # questions
_MOST_ARTICLES = 40  # that are read for questions, spread over the library
_MOST_TRIED = 24  # questions
_SURE = 0.7  # the confidence from which an answer is "likely right"


class Examples:
    """The example questions of an assistant, each found when it is first wanted.

    Found anew when the library has changed. The same library has the same questions.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._search: tuple[int, _Search] | None = None

    def questions(self) -> Iterator[str]:
        """Give a few questions that are answered with confidence, one after the other."""
        with self._lock:
            generation = self._assistant.library.info().generation
            if self._search is None or self._search[0] != generation:
                self._search = generation, _Search(find_examples(self._assistant))
            search = self._search[1]
        return search.questions()


class _Search:
    """A search for questions that goes on as far as anybody wants, for all of them together."""

    def __init__(self, coming: Iterator[str]) -> None:
        self._coming = coming
        self._found: list[str] = []
        self._lock = threading.Lock()

    def questions(self) -> Iterator[str]:
        """Give those that were found, and then look for more."""
        for number in count():
            with self._lock:  # whoever else wants the next one waits, for it is being found
                if number == len(self._found):
                    self._found += islice(self._coming, 1)
                if number == len(self._found):
                    return
                question = self._found[number]
            yield question


def find_examples(assistant: Assistant) -> Iterator[str]:
    """Try the questions that articles suggest, and give those that are answered as they should be.

    One of each kind comes first.
    """
    found = 0
    used: set[str] = set()
    for tried, candidate in enumerate(_in_turn(_sample(assistant.library))):
        if found == SHOWN or tried == _MOST_TRIED:
            break
        if used & (candidate.expected | words_in(candidate.question)):
            continue  # it is about the same again
        answer = assistant.ask(candidate.question)
        said = " ".join(side.text for side in (answer, *answer.sides))
        fits = answer.confidence >= _SURE and candidate.is_met_by(words_in(said))
        if answer.found and fits and answer.text not in used:
            found += 1
            used |= {answer.text, *candidate.expected}
            yield candidate.question


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
