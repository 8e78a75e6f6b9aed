"""Judge the speaker that is shown beside a quote, for gold questions that say whose words it is."""

from __future__ import annotations

from collections.abc import Sequence

from eval.gold_quotes import malformed
from eval.metrics import normalize_answer
from eval.outcomes import Outcome
from eval.tallies import Tallies, single, sum_up
from qa import Citation


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Sum up the questions that name a speaker, shares in [0, 1]; {} without any.

    `attributed_questions` are those that show one.

    Raises:
        InputError: `speaker`, `article` or `quote` of a question are not text.
    """
    tallies = [tallied for outcome in outcomes if (tallied := tally(outcome))]
    shown = sum(each["speaker_precision"][1] for each in tallies)
    return {"attributed_questions": shown, **sum_up(tallies)} if tallies else {}


def tally(outcome: Outcome) -> Tallies:
    """Judge the speaker shown, of a question whose gold line says who speaks; nothing of others.

    A speaker counts where it is shown: at the citation that stands in the gold quotation. Of the
    questions whose speaker the article names, `speaker_recall` are those that show the right one;
    a wrong answer shows none. `quotations_cited` is the share of all that reach their quotation.

    Raises:
        InputError: `speaker`, `article` or `quote` of a question are not text.
    """
    gold = outcome.question.extra
    if "speaker" not in gold:
        return {}
    for field in ("speaker", "article", "quote"):
        if not isinstance(gold.get(field), str):
            raise malformed(outcome.question, field, TypeError("not a text"))
    cited = _in_quotation(outcome)
    shown = cited.speaker if cited else None
    right = shown is not None and _is_right(shown.name, outcome)
    return {
        "speaker_precision": single(right, shown is not None),
        "speaker_recall": single(right, bool(gold["speaker"])),
        "quotations_cited": single(cited is not None),
    }


def is_speaker(shown: str, speaker: str, described: str = "") -> bool:
    """Whether a speaker is the gold one: by the whole name, by its last words, or as described."""
    name, gold = normalize_answer(shown), normalize_answer(speaker)
    told = normalize_answer(described)
    return bool(name) and (f" {gold}".endswith(f" {name}") or f"{told} ".startswith(f"{name} "))


def _in_quotation(outcome: Outcome) -> Citation | None:
    """Give the citation in the gold quotation, or one that holds it."""
    gold = outcome.question.extra
    for citation in outcome.answer.citations:
        start = citation.article.text.find(gold["quote"])
        end = start + len(gold["quote"])
        if citation.article.id == gold["article"] and citation.start < end and start < citation.end:
            return citation
    return None


def _is_right(shown: str, outcome: Outcome) -> bool:
    gold = outcome.question.extra
    return is_speaker(shown, gold["speaker"], gold.get("described", ""))
