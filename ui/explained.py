"""What every face says of how an answer came about, and the articles that were read for it."""

from __future__ import annotations

from collections.abc import Mapping

from index import Article, Library
from qa import Explanation, ReadPassage, Timings

SCORES = (
    "By meaning: the cosine of the vectors. By words: the share of the best BM25 score. Reading "
    "and weighed: log-odds that the words answer the question; above 0 they rather do."
)


def articles_read(explanation: Explanation, library: Library) -> Mapping[str, Article]:
    """Give by their ids the articles that were read, without those that have changed since."""
    ids = dict.fromkeys(passage.article for passage in explanation.passages)
    articles = {id: library.article(id) for id in ids}
    changed = {p.article for p in explanation.passages if not _fits(p, articles[p.article])}
    return {id: article for id, article in articles.items() if article and id not in changed}


def threshold_line(explanation: Explanation) -> str:
    """Say below which confidence nothing is answered."""
    return f"What is less than {explanation.threshold:.0%} sure is “not found”."


def times_line(timings: Timings) -> str:
    """Say where the time went."""
    return (
        f"Finding passages took {timings.retrieve:.0f} ms, reading them {timings.read:.0f} ms, "
        f"all {timings.total:.0f} ms."
    )


def rank(number: int | None, score: str) -> str:
    """Write the place in a ranking and the score there; a dash where the ranking ends above."""
    return f"{'–' if number is None else _ordinal(number)} ({score})"


def log_odds(score: float) -> str:
    """Write log-odds with their sign: above 0 is likelier than not."""
    return f"{score:+.1f}".replace("-", "\N{MINUS SIGN}")


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _fits(passage: ReadPassage, article: Article | None) -> bool:
    return (
        article is not None
        and passage.end <= len(article.text)
        and all(article.text[span.start : span.end] == span.quote for span in passage.spans)
    )
