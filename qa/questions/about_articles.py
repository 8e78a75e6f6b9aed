"""Answer questions about articles from their metadata: never with words of their texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from index import Article, written_date
from qa.english.words import FUNCTION_WORDS, word_set
from qa.questions.article_questions import ArticleQuestion, Field, Proof, parse_article_question

_SHOWN = 5  # facts in an answer
_ENOUGH = 0.6  # of the words that describe an article, or of its title when that alone is given
_ALIKE = 0.85  # `difflib` ratio of a word to what it may be misspelt for

# They say that an article is meant, not which.
_EMPTY = FUNCTION_WORDS | word_set(
    """
    article story stories piece column op-ed news newsletter item press release report write-up
    title titled called entitled headline headlined headed author written published publish mention
    discus discuss cover talk library latest newest recent first second last other same original
    """
)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one article; `value` is empty when the library does not know it."""

    article: Article
    field: Field
    value: str

    @property
    def sentence(self) -> str:
        """The fact as a line to read: `Author of “Ferry sinks”: Ann Lee`."""
        title = f"“{self.article.title or self.article.id}”"
        if self.field is Field.TITLE:
            parts = (
                self.article.author,
                self.article.publisher,
                written_date(self.article.published),
            )
            return ", ".join([title, *(part for part in parts if part)])
        return f"{_LABELS[self.field]} of {title}: {self.value or 'not known'}"


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """What metadata answers: one fact for each article that fits, at most five.

    `fitting` counts all that fit; with none, the question is about an article that is not here.
    A fact is metadata: it names its article, and has no offsets in the text.
    """

    field: Field
    facts: tuple[Fact, ...]
    fitting: int


_LABELS = {
    Field.AUTHOR: "Author",
    Field.PUBLISHED: "Date",
    Field.PUBLISHER: "Publisher",
    Field.URL: "Address",
}


def answer_about_articles(
    question: str, articles: Callable[[], Sequence[Article]]
) -> AboutAnswer | None:
    """Answer a question about articles from their metadata; None when it may be about the news.

    Who wrote an article, who published it and when, its title and address, and which articles there
    are by or about somebody. Articles are found by words of their title, publisher, author, date
    and id, in any spelling that is near; several that fit as well are all given. After "Who wrote
    it?", give only the articles that are meant. They are fetched only when the question has the
    form of one about articles.
    """
    asked = parse_article_question(question)
    if asked is None:
        return None
    fitting = _fitting(asked, articles())
    if not fitting and asked.proof is not Proof.NONE:
        return None
    facts = tuple(Fact(article, asked.field, _value(article, asked.field)) for article in fitting)
    return AboutAnswer(asked.field, facts[:_SHOWN], len(facts))


def _value(article: Article, field: Field) -> str:
    value = getattr(article, field)
    return value if isinstance(value, str) else written_date(value)


def _fitting(asked: ArticleQuestion, articles: Sequence[Article]) -> list[Article]:
    cards = [_Card.of(article) for article in articles]
    makers, topic = _stems(asked.maker), _stems(asked.topic)
    if asked.proof is Proof.MAKER and not makers:
        return []
    makers = _respelt(makers, [card.makers for card in cards])
    cards = [card for card in cards if makers <= card.makers]
    if asked.proof is Proof.TITLE:
        return [card.article for card in cards if card.is_titled(topic)]
    topic = _respelt(topic, [card.words for card in cards])
    if asked.proof is Proof.ANYTHING:
        return [card.article for card in cards if topic and topic <= card.words]
    return [card.article for card in _nearest(topic, cards)]


@dataclass(frozen=True, slots=True)
class _Card:
    """The words by which an article may be called."""

    article: Article
    title: frozenset[str]
    makers: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> _Card:
        made = (article.publisher, article.author, written_date(article.published), article.id)
        return cls(article, _stems(article.title), _stems(" ".join(made)))

    @property
    def words(self) -> frozenset[str]:
        return self.title | self.makers

    def is_titled(self, words: frozenset[str]) -> bool:
        return words <= self.title and len(words) >= max(2, _ENOUGH * len(self.title))

    def fit(self, words: frozenset[str]) -> tuple[int, int]:
        """How many of the words call this article or stand in its text, and how many call it."""
        called = words & self.words
        text = self.article.text.casefold() if called != words else ""
        told = [word for word in words - called if len(word) > 3 and word in text]
        return len(called) + len(told), len(called)


def _nearest(words: frozenset[str], cards: Iterable[_Card]) -> list[_Card]:
    """Keep the cards that fit best, when they fit most of the words and every number."""
    numbers = {word for word in words if word.isdigit()}
    fits = [(card.fit(words), card) for card in cards if numbers <= card.words]
    best = max((fit for fit, _ in fits), default=(0, 0))
    enough = best[0] >= _ENOUGH * len(words)
    return [card for fit, card in fits if fit == best] if enough else []


def _stems(text: str) -> frozenset[str]:
    """The words of a text that say which article is meant, without case, accents or plural."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = (word for word in _WORDS.findall(plain) if len(word) > 1 or word.isdigit())
    stems = (word[:-1] if len(word) > 3 and re.search("[^s]s$", word) else word for word in words)
    return frozenset(stems) - _EMPTY


def _respelt(words: frozenset[str], known: Iterable[frozenset[str]]) -> frozenset[str]:
    """Put the nearest known word for each that is not known."""
    vocabulary = frozenset().union(*known)
    long = [word for word in vocabulary if len(word) > 4]
    return frozenset(
        word
        if word in vocabulary or len(word) < 5
        else next(iter(get_close_matches(word, long, 1, _ALIKE)), word)
        for word in words
    )
