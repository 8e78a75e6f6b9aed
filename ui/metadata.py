"""What every face says of a question about articles themselves."""

from __future__ import annotations

from qa import Answer, Kind

NO_SUCH_ARTICLE = "No article here fits that description."


def more_articles(answer: Answer) -> str:
    """Count the articles that fit a question as well and are not listed."""
    return f"… and {answer.more_facts:,} more article{'' if answer.more_facts == 1 else 's'}"


def is_from_metadata(answer: Answer) -> bool:
    """Tell whether metadata was asked; without facts, no article fits the question."""
    read = answer.citations or answer.nearest
    return bool(answer.facts) or (answer.kind is Kind.ABOUT_ARTICLE and not read)
