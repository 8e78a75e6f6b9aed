"""Answers made by hand, for the faces to show, and a reading of the HTML that shows them."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from toys import make_article

from index import Article
from qa import (
    Alternative,
    Answer,
    Citation,
    Explanation,
    ReadPassage,
    Timings,
    WeighedCandidate,
    WeighedSpan,
)

HOSTILE = '<script>alert("1")</script> {{x}} ${y} `z` &amp; [a](javascript:b) \u202eRTL'
TEXT = "The mayor opened the harbour on Friday.\n\nIt took six years, said Ingrid Solberg."
HARBOUR = make_article(
    "harbour",
    TEXT,
    publisher="The Coast",
    author="Ana Ruiz",
    published=date(2021, 5, 7),
    url="https://coast.example/harbour?a=1&b=2",
)


class Reading(HTMLParser):
    """The elements and the text that a parser finds."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def cite(quote: str, article: Article = HARBOUR, sentence: str | None = None) -> Citation:
    start = article.text.index(quote)
    first = article.text.index(sentence or quote)
    around = (first, first + len(sentence or quote))
    return Citation(article, start, start + len(quote), quote, around, 3.0)


def answer(*citations: Citation, **fields: object) -> Answer:
    given = {
        "question": "Who?",
        "found": bool(citations),
        "text": citations[0].quote if citations else "",
        "confidence": 0.93,
        "citations": citations,
        "alternatives": (),
        "nearest": (),
        "timings": Timings(1.0, 2.0, 3.0),
        **fields,
    }
    return Answer(**given)  # type: ignore[arg-type]


def told(id: str, words: str, day: int | None, **metadata: object) -> Citation:
    """Cite words that are the subject of an article's only sentence."""
    published = date(2025, 3, day) if day else None
    article = make_article(
        id, f"{words} were hurt, said the {id} report.", published=published, **metadata
    )
    return cite(words, article, article.text)


def differing() -> Answer:
    """Three sides, in no order of time; one has no date."""
    alternatives = (
        Alternative("3", (told("undated", "3", None),), differs=True),
        Alternative("12", (told("late", "12", 9), told("early", "12", 4)), differs=True),
        Alternative("only 7", (told("longer", "only 7", 3),)),
    )
    return answer(told("first", "7", 3), told("second", "7", 5), alternatives=alternatives)


def explained(article: Article = HARBOUR) -> Explanation:
    """Two passages of an article, one of an article that is gone, and two candidates."""
    mayor, friday = article.text.index("mayor"), article.text.index("Friday")
    passages = (
        ReadPassage(article.id, 0, 39, 0.0325, 0.625, 0.79, 1, 12, (
            WeighedSpan(friday, friday + 6, "Friday", -2.5, -3.25, 1),
            WeighedSpan(mayor, mayor + 5, "mayor", 4.62, 2.91, 0),
            WeighedSpan(mayor, mayor + 5, "mayor", 0.0, 0.0, None),
        )),
        ReadPassage("gone", 0, 9, 0.01, 0.2, 0.0, 22, None, ()),
    )  # fmt: skip
    candidates = (
        WeighedCandidate("mayor", 2.91, (article.id, article.id, "gone")),
        WeighedCandidate("Friday", -3.25, (article.id,)),
    )
    return Explanation("Who opened the harbour?", 0.31, passages, candidates)
