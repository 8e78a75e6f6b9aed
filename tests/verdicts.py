"""Quotes read in an article made for them, and the verdict on two of them."""

from __future__ import annotations

from datetime import date

from toys import make_article

from qa.sameness import Acronyms, Quote, Verdict, judge, read_quote


def quote(text: str, published: date | None = None, context: str = "It was {}.") -> Quote:
    """Read words where they stand in for the braces of an article."""
    start = context.index("{}")
    article = make_article("a", context.replace("{}", text), published=published)
    return read_quote(article, start, start + len(text))


def verdict(one: Quote, other: Quote) -> Verdict:
    acronyms = Acronyms([one.article.text, other.article.text])
    there = judge(one, other, acronyms)
    assert there is judge(other, one, acronyms)
    return there
