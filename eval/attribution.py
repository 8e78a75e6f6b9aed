"""Judge the speaker that is shown beside a quote, for gold questions that say whose words it is."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics import normalize_answer
from eval.outcomes import Outcome
from qa import Citation


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Give precision and recall of the speakers shown, in [0, 1]; {} where the gold names none.

    A speaker counts where it is shown: at the citation that stands in the gold quotation. Of the
    questions whose speaker the article names, `speaker_recall` are those that show the right one;
    a wrong answer shows none. `quotations_cited` is the share of all that reach their quotation.
    """
    asked = [outcome for outcome in outcomes if "speaker" in outcome.question.extra]
    if not asked:
        return {}
    cited = [(outcome, cited) for outcome in asked if (cited := _in_quotation(outcome))]
    shown = [(outcome, one.speaker.name) for outcome, one in cited if one.speaker]
    right = sum(_is_right(name, outcome) for outcome, name in shown)
    named = [outcome for outcome in asked if outcome.question.extra["speaker"]]
    found = sum(_is_right(name, o) for o, name in shown if o.question.extra["speaker"])
    return {
        "attributed_questions": len(shown),
        "speaker_precision": right / len(shown) if shown else 0.0,
        "speaker_recall": found / len(named) if named else 0.0,
        "quotations_cited": len(cited) / len(asked),
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
