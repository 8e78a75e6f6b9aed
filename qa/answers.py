"""What a question gets: an answer with citations, or a designed "not found"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Article, UnknownWord
from qa.independence import Place, group_by_source
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


class Cited:
    """What stands in several places, some of which may go back to one source."""

    __slots__ = ()
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


@dataclass(frozen=True, slots=True)
class Alternative(Cited):
    """A competing answer, with where it stands."""

    text: str
    citations: tuple[Citation, ...]


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

    @property
    def articles(self) -> list[Article]:
        """Every article that the answer points at, each once, in the order of first mention."""
        others = [citation for other in self.alternatives for citation in other.citations]
        return distinct_articles([*self.citations, *others, *self.nearest])


def distinct_articles(citations: Sequence[Citation]) -> list[Article]:
    """The articles of these citations, each once, in order."""
    return list({citation.article.id: citation.article for citation in citations}.values())
