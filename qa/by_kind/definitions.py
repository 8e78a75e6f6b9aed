"""What is marked for a question after a name: its descriptions, or the sentences that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Hit
from index.articles import Offsets
from qa.by_kind.descriptions import find_descriptions
from qa.by_kind.evidence import evidence_around
from qa.english.sentences import sentence_around
from qa.log_odds import odds_together
from qa.questions import Kind, is_bare_name, name_asked
from qa.reader import Marked

# Log-odds against "no answer" of a description: a reader is seldom as sure of a right span. On the
# definitions and names of eval/gold/questions.jsonl 9 to 16 give the same answers, and 6 fewer.
_SURE = 12.0


def mark_descriptions(
    kind: Kind, question: str, hits: Sequence[Hit], marked: list[list[Marked]]
) -> list[list[Marked]]:
    """Put what says most about a name in the place of what a reader marked in hits.

    These are its descriptions, which the reader often overlooks. Where there are none, a bare name
    gets the sentences that hold it, as sure as the reader is of all that it marked in each. What
    was marked stays for a question after no name, and where neither is to be found.
    """
    name = name_asked(kind, question)
    if not name:
        return marked
    found = [list(find_descriptions(hit.passage.text, name)) for hit in hits]
    if any(found):
        return [[Marked(start, end, _SURE, _SURE) for start, end in places] for places in found]
    if not is_bare_name(kind, question):
        return marked
    told = [_sentences(name, hit.passage.text, m) for hit, m in zip(hits, marked, strict=True)]
    return told if any(told) else marked


def _sentences(name: str, text: str, marks: Sequence[Marked]) -> list[Marked]:
    """Give the sentences with a name among those that hold marks, best first."""
    sentences: dict[Offsets, list[Marked]] = {}
    for mark in marks:
        start, end = sentence_around(text, mark.start, mark.end)
        at = re.search(rf"\b{re.escape(name)}\b", text[start:end])
        if at:
            place = evidence_around(text, start + at.start(), start + at.end(), (start, end))
            sentences.setdefault(place, []).append(mark)
    told = [
        Marked(start, end, odds_together(mark.score for mark in those), those[0].passage)
        for (start, end), those in sentences.items()
    ]
    return sorted(told, key=lambda mark: -mark.score)
