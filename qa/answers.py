"""What a question gets: an answer with citations, or a designed "not found"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index import Article, UnknownWord, page_of
from qa.explanation import Explanation
from qa.questions import AboutAnswer, Fact, Kind
from qa.sources.independence import Place, group_by_source
from qa.speech import Speaker, speaker_of


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of an article for a person to check: `quote == article.text[start:end]`, always.

    `sentence` is the sentence around it, `[start, end)` in the article too. `score` is the
    reader's log-odds that these words answer the question rather than nothing in their passage;
    of a nearest passage, its score in retrieval. Higher is better.
    """

    article: Article
    start: int
    end: int
    quote: str
    sentence: tuple[int, int]
    score: float

    def __post_init__(self) -> None:
        first, last = self.sentence
        inside = 0 <= first <= self.start < self.end <= last <= len(self.article.text)
        if not inside or self.quote != self.article.text[self.start : self.end]:
            raise ValueError(f"not a slice of {self.article.id}: [{self.start}, {self.end})")

    @property
    def speaker(self) -> Speaker | None:
        """Who says these words, as far as the article tells it beyond doubt."""
        return speaker_of(self.article.text, self.start, self.end)

    @property
    def page(self) -> int | None:
        """The page that these words begin on, counted from 1; None where there are no pages."""
        return page_of(self.article.text, self.start)


class Cited:
    """What stands in several places, some of which may go back to one source."""

    __slots__ = ()
    text: str
    citations: tuple[Citation, ...]

    @property
    def families(self) -> tuple[tuple[Citation, ...], ...]:
        """The citations, those together that go back to one source; in order of their first."""
        places = [Place(c.article.text, c.start, c.end) for c in self.citations]
        groups = group_by_source(places)
        return tuple(tuple(self.citations[number] for number in group) for group in groups)

    @property
    def independent(self) -> int:
        """How many sources there are when copies of one count once."""
        return len(self.families)

    @property
    def published(self) -> date | None:
        """The day of the newest article that says so; None where no date is known."""
        days = [c.article.published for c in self.citations if c.article.published]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Alternative(Cited):
    """Another answer, with where it stands.

    One that `differs` says something else than the answer and is supported as well: the sources
    disagree. Any other is less likely, or says it at another length.
    """

    text: str
    citations: tuple[Citation, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of a question went, in milliseconds."""

    retrieve: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer(Cited):
    """The answer to a question.

    When `found`, `text` is the quote to show and `citations` where it stands, best first, one for
    each article. When not, `text` is empty, `nearest` holds the passages that came closest, and
    `unknown` the words of the question that stand in no article. `understood` is what a follow-up
    was taken to ask; empty where a question was asked as it stands.
    `confidence` is the probability, in [0, 1], that the best span is a right answer; below the
    threshold of the assistant the answer is "not found".

    Of a list question, `items` are the things that belong to the list, each with where it stands.
    A question about an article itself is answered by `facts` of its metadata: then `text` is their
    value and nothing is cited; `more_facts` counts the articles that fit and are not listed. To
    small talk there is a `reply` in our own words, and no answer. Where question or sources are in
    a language that the reader is not made for, `language_notice` is a sentence that says so.
    """

    question: str
    found: bool
    text: str
    confidence: float
    citations: tuple[Citation, ...]
    alternatives: tuple[Alternative, ...]
    nearest: tuple[Citation, ...]
    timings: Timings
    unknown: tuple[UnknownWord, ...] = ()
    understood: str = ""
    kind: Kind = Kind.WHAT
    items: tuple[Alternative, ...] = ()
    facts: tuple[Fact, ...] = ()
    more_facts: int = 0
    reply: str = ""
    explanation: Explanation | None = None
    language_notice: str = ""

    @classmethod
    def of_reply(cls, question: str, reply: str) -> Answer:
        """Make what small talk gets."""
        return cls(
            question, False, "", 0.0, (), (), (), Timings(0.0, 0.0, 0.0),
            kind=Kind.SMALL_TALK, reply=reply,
        )  # fmt: skip

    @classmethod
    def of_facts(cls, question: str, about: AboutAnswer) -> Answer:
        """Make what a question about articles gets: their metadata, which is known or is not."""
        values = dict.fromkeys(fact.value for fact in about.facts if fact.value)
        return cls(
            question, bool(values), "; ".join(values), float(bool(values)), (), (), (),
            Timings(0.0, 0.0, 0.0), kind=Kind.ABOUT_ARTICLE, facts=about.facts,
            more_facts=about.fitting - len(about.facts),
        )  # fmt: skip

    @property
    def sides(self) -> tuple[Cited, ...]:
        """What the sources say where they differ, the answer first; empty where they agree."""
        others = tuple(other for other in self.alternatives if other.differs)
        return (self, *others) if others else ()

    @property
    def latest(self) -> Cited | None:
        """The side that the newest article takes; None where none is newer than all others."""
        days = {side.published for side in self.sides} - {None}
        newest = [side for side in self.sides if days and side.published == max(days)]  # type: ignore[type-var]
        return newest[0] if len(newest) == 1 and len(days) > 1 else None

    @property
    def articles(self) -> list[Article]:
        """Every article that the answer points at, each once, in the order of first mention."""
        others = [c for other in (*self.items, *self.alternatives) for c in other.citations]
        cited = distinct_articles([*self.citations, *others, *self.nearest])
        return list({a.id: a for a in [*cited, *(fact.article for fact in self.facts)]}.values())


def distinct_articles(citations: Sequence[Citation]) -> list[Article]:
    """The articles of these citations, each once, in order."""
    return list({citation.article.id: citation.article for citation in citations}.values())
