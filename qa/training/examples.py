"""Turn a training question into passages to read, anew in every epoch."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.passages import split_passages
from qa.training.questions import Offsets, TrainingQuestion

_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the is are was were be been do does did of to in on at for by with from and or that "
        "which who what when where how it its their his her this there has have had can could "
        "would",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage to read; `answers` are offsets into `text`, none where it does not answer."""

    title: str
    text: str
    answers: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A question, and the passages of which at most one answers it."""

    question: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Sampling:
    """How often what happens to a question. Shares are in [0, 1]; sizes are characters."""

    passage_sizes: tuple[int, ...] = (500, 500, 700, 1400)  # one is drawn; 1400: a whole context
    wrong: tuple[int, ...] = (1, 1, 2)  # how many wrong passages beside the right one; one is drawn
    title: float = 0.6  # the title stands in front
    withheld: float = 0.08  # the right passage is left out, so that none answers
    bare: float = 0.3  # the question mark is left out
    keywords: float = 0.06  # only the words that carry meaning are typed
    typo: float = 0.06  # one word is misspelt


def make_group(question: TrainingQuestion, sampling: Sampling, rng: random.Random) -> Group | None:
    """Draw the passages and the form of the question; None where no passage fits an answer."""
    size = rng.choice(sampling.passage_sizes)
    pieces = _split(question.context, size)
    right = [reading for piece in pieces if (reading := _reading(question, *piece)).answers]
    if question.answers and not right:
        return None
    beside = [_reading(question, *piece) for piece in pieces if not _holds(question, *piece)]
    elsewhere = [Reading(other.title, other.text, ()) for other in question.wrong]
    if question.answers and rng.random() >= sampling.withheld:
        chosen = [rng.choice(right), *_draw(beside + elsewhere, rng.choice(sampling.wrong), rng)]
    elif question.answers:
        chosen = _draw(beside + elsewhere, 1, rng)
    else:  # what seems to answer it may stand in any piece of its context
        chosen = rng.sample(beside, min(1, len(beside))) + _draw(elsewhere, 1, rng)
    if not chosen:
        return None
    if rng.random() >= sampling.title:
        chosen = [Reading("", reading.text, reading.answers) for reading in chosen]
    rng.shuffle(chosen)
    return Group(type_question(question.question, sampling, rng), tuple(chosen))


def type_question(question: str, sampling: Sampling, rng: random.Random) -> str:
    """Give a question as people type it: without its mark, in keywords, or misspelt."""
    if rng.random() < sampling.keywords:
        words = question.rstrip(" ?").split()
        kept = [word for word in words if word.lower() not in _FUNCTION_WORDS]
        if len(kept) >= 2:
            question = " ".join(kept)
    if rng.random() < sampling.typo:
        question = _misspell(question, rng)
    return question.rstrip(" ?") if rng.random() < sampling.bare else question


def _misspell(question: str, rng: random.Random) -> str:
    words = [match.span() for match in re.finditer(r"[^\W\d_]{5,}", question)]
    if not words:
        return question
    start, end = rng.choice(words)
    at = rng.randrange(start + 1, end - 1)
    slips = {
        "swapped": question[at + 1] + question[at],
        "left out": question[at + 1],
        "doubled": question[at] * 2 + question[at + 1],
    }
    return question[:at] + slips[rng.choice(list(slips))] + question[at + 2 :]


def _draw(wrong: Sequence[Reading], count: int, rng: random.Random) -> list[Reading]:
    """Draw wrong passages, those that were retrieved first more often."""
    remaining = list(wrong)
    drawn: list[Reading] = []
    while remaining and len(drawn) < count:
        at = min(rng.randrange(len(remaining)), rng.randrange(len(remaining)))
        drawn.append(remaining.pop(at))
    return drawn


def _reading(question: TrainingQuestion, start: int, end: int) -> Reading:
    inside = tuple((a - start, b - start) for a, b in question.answers if start <= a and b <= end)
    return Reading(question.title, question.context[start:end], inside)


def _holds(question: TrainingQuestion, start: int, end: int) -> bool:
    """Whether a part of an answer stands in the piece, or all its words, if in another sense."""
    text = question.context[start:end].casefold()
    return any(
        (a < end and b > start) or question.context[a:b].casefold() in text
        for a, b in question.answers
    )


@lru_cache(maxsize=100_000)
def _split(context: str, size: int) -> tuple[Offsets, ...]:
    return tuple(split_passages(context, size))
