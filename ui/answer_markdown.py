"""An answer as Markdown, for a person to paste elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from qa import Answer, Citation, Cited
from ui.citing import markdown_line, reference_in_markdown
from ui.metadata import NO_SUCH_ARTICLE, is_from_metadata, more_articles
from ui.not_found import NOT_FOUND, NOWHERE_TO_LOOK, unknown_words
from ui.provenance import count_sources
from ui.sides import sides_in_time


def answer_markdown(answer: Answer) -> str:
    """Write an answer with all its sources; no text of others in it can become markup."""
    if answer.reply:
        return markdown_line(answer.reply)
    parts = [f"Understood as “{markdown_line(answer.understood)}”"] if answer.understood else []
    parts += [markdown_line(answer.language_notice)] if answer.language_notice else []
    return "\n\n".join([*parts, *_parts(answer)])


def _parts(answer: Answer) -> list[str]:
    if is_from_metadata(answer):
        facts = [
            f"- {markdown_line(fact.sentence)} ({reference_in_markdown(fact.article)})"
            for fact in answer.facts
        ]
        more = [more_articles(answer)] if answer.more_facts else []
        return ["\n".join(facts) or NO_SUCH_ARTICLE, *more]
    if not answer.found:
        nearest = ["These passages come nearest to the question:", _cited(answer.nearest)]
        unknown = [markdown_line(line) for line in unknown_words(answer)]
        return [f"**{NOT_FOUND}**", *unknown, *(nearest if answer.nearest else [NOWHERE_TO_LOOK])]
    sure = f"{answer.confidence:.0%} sure"
    if answer.items:
        count = f"{len(answer.items):,} in these articles, {sure}:"
        return [count, *(part for item in answer.items for part in _quoted(item))]
    sides = sides_in_time(answer)
    if not sides:
        return _quoted(answer, sure)
    parts = ["**Sources differ**"]
    for side in sides:
        marks = [sure] * side.is_answer + ["latest"] * side.is_latest
        parts += _quoted(side.said, *marks)
    return parts


def _quoted(cited: Cited, *marks: str) -> list[str]:
    said = " · ".join((*marks, count_sources(cited)))
    return [f"> {markdown_line(cited.text)}", said, _cited(cited.citations)]


def _cited(citations: Sequence[Citation]) -> str:
    return "\n".join(
        f"{number}. {reference_in_markdown(citation.article, citation.page)}: {_sentence(citation)}"
        for number, citation in enumerate(citations, start=1)
    )


def _sentence(citation: Citation) -> str:
    """Write the sentence of a citation with its span in bold."""
    text, (first, last) = citation.article.text, citation.sentence
    before, after = text[first : citation.start], text[citation.end : last]
    if not before.strip() and not after.strip():
        return f"“{markdown_line(citation.quote)}”"
    return (
        f"“{markdown_line(before)}{' ' * before.endswith((' ', chr(10)))}"
        f"**{markdown_line(citation.quote)}**"
        f"{' ' * after.startswith((' ', chr(10)))}{markdown_line(after)}”"
    )
