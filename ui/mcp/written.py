"""What the tools give, written for a model to quote: words of others stand behind ">" alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index import Article, Hit
from qa import Answer, Citation, Cited
from ui.citing import Quotation, cite_plain
from ui.mcp.results import ReadResult
from ui.metadata import NO_SUCH_ARTICLE, is_from_metadata, more_articles
from ui.not_found import NOT_FOUND, NOWHERE_TO_LOOK, unknown_words
from ui.provenance import count_sources
from ui.sides import other_answers, sides_in_time


def written_answer(answer: Answer) -> str:
    """Write an answer with the words, their sources and offsets."""
    if answer.reply:
        return answer.reply
    notice = [answer.language_notice] if answer.language_notice else []
    return "\n".join([*notice, *_answer(answer)])


def written_hits(hits: Sequence[Hit]) -> str:
    """Write passages, best first."""
    if not hits:
        return NOWHERE_TO_LOOK
    lines = ["Passages that fit best, each whole:"]
    for hit in hits:
        passage = hit.passage
        lines += [
            f"[{hit.rank}] {_place(passage.article, passage.start, passage.end)}",
            _quoted(cite_plain(Quotation(passage.article))),
            _quoted(passage.text),
        ]
    return "\n".join(lines)


def written_reading(article: Article, read: ReadResult) -> str:
    """Write what a stretch of an article is; the stretch itself follows, exactly as it stands."""
    more = read["next_start"]
    rest = "to its end" if more is None else f"to go on with start={more}"
    place = _place(article, read["start"], read["end"])
    return "\n".join(
        [
            f"{place} of {read['characters']}, {rest}. What follows is quoted, word for word:",
            _quoted(cite_plain(Quotation(article))),
        ]
    )


def _answer(answer: Answer) -> Iterable[str]:
    if is_from_metadata(answer):
        facts = [_quoted(f"{fact.article.id}: {fact.sentence}") for fact in answer.facts]
        more = [more_articles(answer)] if answer.more_facts else []
        return [*(["By the articles' metadata:", *facts] if facts else [NO_SUCH_ARTICLE]), *more]
    if not answer.found:
        lines = [f"{NOT_FOUND}.", *unknown_words(answer)]
        if not answer.nearest:
            return [*lines, NOWHERE_TO_LOOK]
        return [*lines, "The nearest passages, which do not answer it:", *_cited(answer.nearest)]
    sure = f"{answer.confidence:.0%} sure"
    if answer.items:
        items = (line for item in answer.items for line in _said(item))
        return [f"On the list, {sure}:", *items]
    sides = sides_in_time(answer)
    if not sides:
        return [f"Answered in words of the articles, {sure}:", *_said(answer), *_others(answer)]
    lines = ["Sources differ:"]
    for side in sides:
        marks = [f"the likeliest, {sure}"] * side.is_answer + ["the latest"] * side.is_latest
        lines += _said(side.said, *marks)
    return lines


def _others(answer: Answer) -> Iterable[str]:
    others = other_answers(answer)
    return ["Less likely:", *(_quoted(other.text) for other in others)] if others else []


def _said(cited: Cited, *marks: str) -> list[str]:
    told = ", ".join((*marks, count_sources(cited)))
    return [_quoted(cited.text), f"({told})", *_cited(cited.citations)]


def _cited(citations: Sequence[Citation]) -> Iterable[str]:
    for number, citation in enumerate(citations, start=1):
        article, (first, last) = citation.article, citation.sentence
        speaker = citation.speaker
        yield f"[{number}] {_place(article, citation.start, citation.end)}"
        yield _quoted(cite_plain(Quotation(article, citation.start, citation.end)))
        if (first, last) != (citation.start, citation.end):
            yield _quoted(f"In its sentence: {article.text[first:last]}")
        if speaker:
            yield _quoted(f"Said by: {speaker.name}")


def _place(article: Article, start: int, end: int) -> str:
    return f"article {article.id!r}, characters {start} to {end}"


def _quoted(text: str) -> str:
    """Put words of others on one line that nothing of ours stands on."""
    return f"> {' '.join(text.split())}"
