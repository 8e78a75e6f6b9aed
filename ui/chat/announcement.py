"""What is said of an answer to whoever hears the page."""

from __future__ import annotations

from qa import Answer
from ui.metadata import NO_SUCH_ARTICLE, is_from_metadata
from ui.not_found import NOT_FOUND, NOWHERE_TO_LOOK, unknown_words
from ui.provenance import count_sources
from ui.sides import sides_in_time


def announce(answer: Answer) -> str:
    """Say an answer in a few plain sentences."""
    sentences = [f"Understood as: {answer.understood}"] if answer.understood else []
    sentences += [answer.language_notice] if answer.language_notice else []
    if answer.reply:
        sentences.append(answer.reply)
    elif is_from_metadata(answer):
        sentences += [fact.sentence for fact in answer.facts] or [NO_SUCH_ARTICLE]
    elif not answer.found:
        missing = unknown_words(answer) if answer.nearest else [NOWHERE_TO_LOOK]
        sentences += [NOT_FOUND, *missing]
    else:
        sentences += _found(answer)
    return " ".join(_closed(sentence) for sentence in sentences)


def _found(answer: Answer) -> list[str]:
    sides = sides_in_time(answer)
    if answer.items:
        return [f"{len(answer.items):,} in these articles", *(item.text for item in answer.items)]
    if sides:
        said = [side.said.text + (", the latest" if side.is_latest else "") for side in sides]
        return ["Sources differ", *said]
    return [answer.text, count_sources(answer)]


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ".”")) else f"{sentence}."
