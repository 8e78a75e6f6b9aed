"""What every face says of where words come from: who says them, and which sources are copies."""

from __future__ import annotations

from dataclasses import dataclass

from index import Article
from qa import Citation, Cited


@dataclass(frozen=True, slots=True)
class Kinship:
    """How a citation stands to the others of its answer, by their numbers from 0.

    One that goes back to the same source as an earlier one `repeats` it; the earliest has `copies`.
    """

    repeats: int | None = None
    copies: tuple[int, ...] = ()


def count_sources(cited: Cited) -> str:
    """Count the sources and, where some are copies of others, those that are independent."""
    number, independent = len(cited.citations), cited.independent
    counted = f"{number:,} source{'' if number == 1 else 's'}"
    return counted if independent == number else f"{counted}, {independent:,} independent"


def kinships(cited: Cited) -> list[Kinship]:
    """Tell of every citation which others go back to the same source."""
    numbers = {id(citation): number for number, citation in enumerate(cited.citations)}
    found = [Kinship() for _ in cited.citations]
    for family in cited.families:
        first, *others = (numbers[id(citation)] for citation in family)
        found[first] = Kinship(copies=tuple(others))
        for other in others:
            found[other] = Kinship(repeats=first)
    return found


def attribution(citation: Citation) -> tuple[str, str] | None:
    """Give the words that lead to a speaker's name, and the name."""
    speaker = citation.speaker
    if speaker is None:
        return None
    name = " ".join(speaker.name.split())  # a line of the article may end within it
    return ("quoted:" if speaker.quoted else "according to"), name


def page_line(citation: Citation) -> str:
    """Name the page that a citation begins on; nothing where its article has no pages."""
    return "" if citation.page is None else f"p. {citation.page:,}"


def short_source(article: Article) -> str:
    """Name an article in a word or two: its publisher, or else its title."""
    return article.publisher or article.title or article.id
