"""How an answer came about, for a person who wants to know why it is wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import cast

from typing_extensions import TypedDict


@dataclass(frozen=True, slots=True)
class WeighedSpan:
    """`[start, end)` of an article, as the reader marked it.

    `reading` is the reader's log-odds against "no answer" in the passage, `score` the log-odds
    against "not found" once all signs are weighed. `candidate` is the number, from 0, of the
    possible answer that it was merged into; None where a better span of its article stands for it.
    """

    start: int
    end: int
    quote: str
    reading: float
    score: float
    candidate: int | None


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage that was retrieved and read: `[start, end)` of the article with this id.

    `score` is the one by which passages are ranked. `cosine` and `lexical` are the two signs, the
    second as a share of the best BM25 score; a rank is None where that ranking ends above it.
    """

    article: str
    start: int
    end: int
    score: float
    cosine: float
    lexical: float
    dense_rank: int | None
    lexical_rank: int | None
    spans: tuple[WeighedSpan, ...]


@dataclass(frozen=True, slots=True)
class WeighedCandidate:
    """A possible answer: spans that say the same. `score` is in log-odds against "not found"."""

    text: str
    score: float
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was retrieved, marked and merged, in order of rank; `threshold` is the confidence asked.

    There are no passages where nothing had to be read.
    """

    question: str
    threshold: float
    passages: tuple[ReadPassage, ...] = ()
    candidates: tuple[WeighedCandidate, ...] = ()


class WeighedSpanJson(TypedDict):
    """As `WeighedSpan`."""

    start: int
    end: int
    quote: str
    reading: float
    score: float
    candidate: int | None


class ReadPassageJson(TypedDict):
    """As `ReadPassage`."""

    article: str
    start: int
    end: int
    score: float
    cosine: float
    lexical: float
    dense_rank: int | None
    lexical_rank: int | None
    spans: list[WeighedSpanJson]


class WeighedCandidateJson(TypedDict):
    """As `WeighedCandidate`."""

    text: str
    score: float
    articles: list[str]


class ExplanationJson(TypedDict):
    """As `Explanation`."""

    question: str
    threshold: float
    passages: list[ReadPassageJson]
    candidates: list[WeighedCandidateJson]


def explanation_to_json(explanation: Explanation) -> ExplanationJson:
    """Turn an explanation into plain dictionaries, lists, strings and numbers."""
    return cast("ExplanationJson", _listed(asdict(explanation)))


def explanation_from_json(data: ExplanationJson) -> Explanation:
    """Turn the JSON form back into an explanation equal to the first."""
    passages = []
    for record in data["passages"]:
        spans = tuple(WeighedSpan(**span) for span in record["spans"])
        passages.append(ReadPassage(**{**record, "spans": spans}))  # type: ignore[arg-type]
    candidates = tuple(
        WeighedCandidate(record["text"], record["score"], tuple(record["articles"]))
        for record in data["candidates"]
    )
    return Explanation(data["question"], data["threshold"], tuple(passages), candidates)


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {name: _listed(part) for name, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, list | tuple) else value
