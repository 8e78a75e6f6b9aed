"""Where gold answers stand: in the articles, and in the passages that are searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from eval.questions import GoldAnswer, GoldQuestion
from index import Article, Library
from index.passages import split_article


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch `[start, end)` of the article with this id."""

    article: str
    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Whether another place lies wholly in this one."""
        inside = self.start <= other.start and other.end <= self.end
        return self.article == other.article and inside

    def meets(self, other: Place) -> bool:
        """Whether two places have a character in common."""
        return self.article == other.article and self.start < other.end and other.start < self.end


class Ground:
    """The articles of a library, for gold answers to be looked up in."""

    def __init__(self, articles: Iterable[Article], passage_size: int) -> None:
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._size = passage_size
        self._passages: dict[str, list[Place]] = {}

    @classmethod
    def of(cls, library: Library) -> Ground:
        """Take the articles of a library as they are now."""
        return cls(library.articles(), library.made_with.passage_size)

    @cached_property
    def _every(self) -> tuple[str, ...]:
        return tuple(self.articles)

    def places(self, question: GoldQuestion) -> list[Place]:
        """Find where the gold answers stand, in their order; of SQuAD, in the context asked of."""
        found: dict[Place, None] = {}
        for answer in question.answers:
            for id in answer.articles or self._every:
                article = self.articles.get(id)
                if article:
                    found.update(dict.fromkeys(_places(answer, article, question.context)))
        return list(found)

    def passages_with(self, places: Iterable[Place]) -> set[Place]:
        """Give the passages that hold one of these places, whole."""
        return {
            passage
            for place in places
            for passage in self._passages_of(place.article)
            if passage.holds(place)
        }

    def _passages_of(self, id: str) -> list[Place]:
        """Cut an article as the library did: the same text and size always give the same cuts."""
        if id not in self._passages:
            cuts = split_article(self.articles[id], self._size)
            self._passages[id] = [Place(id, start, end) for start, end in cuts]
        return self._passages[id]


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Give every `[start, end)` at which words stand; inside of other words only if nowhere else.

    "52" does not stand in "1952" where it stands on its own, too.
    """
    if not words.strip():
        return []
    pattern = re.escape(words)
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    for form in (left + pattern + right, pattern):
        found = [match.span() for match in re.finditer(form, text)]
        if found:
            return found
    return []


def _places(answer: GoldAnswer, article: Article, context: str) -> list[Place]:
    at = max(0, article.text.find(context))
    within = article.text[at : at + len(context)] if context else article.text
    return [
        Place(article.id, at + start, at + end) for start, end in occurrences(within, answer.text)
    ]
