"""Where else to look for what an answer says: passages further down that speak of the same.

The passages that are read for an answer are those nearest to the question. An article that tells
the same in other words, or another number, often stands below them; it is nearer to the sentence
that holds the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index import Hit
from qa.english.content import content_stems
from qa.english.sentences import sentence_around
from qa.merge import Candidate, merge_spans
from qa.spans import Span

_READ = 2  # of the others; more found no more sources in the gold sets


def nearest_to_answer(question: str, answer: Span, hits: Sequence[Hit], read: int) -> list[Hit]:
    """Choose from hits, of which the first `read` were read, others that speak of the answer.

    They share most words with the question and the answer's sentence; a word counts the more, the
    fewer of the hits have it.
    """
    words = [content_stems(hit.passage.text) for hit in hits]
    frequency = Counter(word for found in words for word in found)
    text = answer.hit.passage.article.text
    start, end = sentence_around(text, answer.start, answer.end)
    sought = content_stems(f"{question} {text[start:end]}")

    def shared(at: int) -> float:
        return sum(math.log(1 + len(hits) / frequency[word]) for word in words[at] & sought)

    ranked = sorted(range(read, len(hits)), key=lambda at: (-shared(at), at))
    return [hits[at] for at in sorted(ranked[:_READ])]


def merge_more(
    candidates: Sequence[Candidate], spans: Sequence[Span], more: Sequence[Span]
) -> list[Candidate]:
    """Merge the spans of further passages with those that the candidates, best first, are made of.

    The answer stays the first: a further span counts for no more than the answer's own best one.
    """
    answer = candidates[0].best
    below = math.nextafter(answer.score, -math.inf)
    capped = [replace(span, score=min(span.score, below)) for span in more]
    merged = merge_spans([*spans, *capped])
    holding = [candidate for candidate in merged if answer in candidate.spans]
    others = [candidate for candidate in merged if answer not in candidate.spans]
    return [*holding, *others] if holding else list(candidates)
