"""What else the articles say: other answers, and those that contradict the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answers import Alternative
from qa.merge import Candidate
from qa.questions import Kind, fits
from qa.sameness import Acronyms, Verdict, judge
from qa.sources.contradiction import Claim, Contrast, contrast

_OTHERS = 2  # shown beside an answer that nothing contradicts
_SIDES = 3  # shown beside an answer that others contradict
# A contradiction may be so many log-odds less likely than the answer. On the gold set of
# disagreement, two more for either, and twice as many questions are falsely shown to differ; two
# fewer for a clear one, or one fewer for a possible one, and one in five rightly shown is lost.
_BELOW = {Contrast.CLEAR: 4.0, Contrast.POSSIBLE: 1.0}


@dataclass(frozen=True, slots=True)
class _Said:
    """A candidate with what each of its spans says, that of the one shown first."""

    candidate: Candidate
    claims: tuple[Claim, ...]

    @classmethod
    def by(cls, candidate: Candidate) -> _Said:
        shown_first = sorted(candidate.spans, key=lambda span: span is not candidate.shown)
        return cls(candidate, tuple(map(Claim.of, shown_first)))


def find_alternatives(kind: Kind, candidates: Sequence[Candidate]) -> tuple[Alternative, ...]:
    """Give other answers than the best of these candidates, those that contradict it first.

    Left out are those without the form that answers to such a question have, and those that give
    the answer, or another one of these, at another length. What contradicts the answer must be
    supported well beside it; then the articles disagree.
    """
    if not candidates:
        return ()
    acronyms = Acronyms({s.hit.passage.article.text for c in candidates for s in c.spans})
    answer = _Said.by(candidates[0])
    differing: list[_Said] = []
    rest: list[_Said] = []
    for candidate in candidates[1:]:
        unlikely = answer.candidate.score - candidate.score > max(_BELOW.values())
        if (unlikely and len(rest) >= _OTHERS) or len(differing) == _SIDES:
            break
        other = _Said.by(candidate)
        told = [answer, *differing, *rest[:_OTHERS]]
        if fits(kind, candidate.text) is False or _repeats(other, told, acronyms):
            continue
        (differing if _differs(kind, answer, other, acronyms) else rest).append(other)
    shown = differing + rest[: max(0, _OTHERS - len(differing))]
    return tuple(
        Alternative(said.candidate.text, said.candidate.citations, said in differing)
        for said in shown
    )


def _differs(kind: Kind, answer: _Said, other: _Said, acronyms: Acronyms) -> bool:
    """Whether another answer contradicts the best one and is supported well enough to say so.

    The reader must take it for an answer rather than for none. Any article that gives both values,
    and disputes neither, speaks of two things.
    """
    below = answer.candidate.score - other.candidate.score
    read = max(span.reading for span in other.candidate.spans)
    if below > max(_BELOW.values()) or read < 0:
        return False
    found = [contrast(kind, one, two, acronyms) for one in answer.claims for two in other.claims]
    return Contrast.NONE not in found and below <= _BELOW[max(found)]


def _repeats(other: _Said, told: Sequence[_Said], acronyms: Acronyms) -> bool:
    return any(_is_within(other.claims[0], said.claims[0], acronyms) for said in told)


def _is_within(one: Claim, other: Claim, acronyms: Acronyms) -> bool:
    """Whether one of two quotes only repeats the other, or words of it, and no other number."""
    verdict = judge(one.quote, other.quote, acronyms)
    if verdict is not Verdict.UNSURE:
        return verdict is Verdict.SAME
    short, long = sorted((one.quote.meaning, other.quote.meaning), key=len)
    return f" {short} " in f" {long} "
