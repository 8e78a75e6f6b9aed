"""The figures by name: how each is called in tables, and which way it is better."""

from __future__ import annotations

LABELS = {
    "right": "right, or rightly refused",
    "exact_match": "exact match, answerable",
    "f1": "F1, answerable",
    "overall_f1": "F1, all",
    "offsets_exact": "offsets exactly those of a gold answer",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
    "found_accuracy": "found/not-found accuracy",
    "answered_when_answerable": "  answered when answerable",
    "refused_when_unanswerable": "  refused when not",
    "roc_answerable": "area under ROC, answerable or not",
    "roc_right": "area under ROC, right or wrong",
    "calibration_error": "calibration error",
    "coverage_at_80": "coverage at 80% accuracy",
    "coverage_at_90": "coverage at 90% accuracy",
    "hit_at_1": "hit@1",
    "hit_at_4": "hit@4",
    "hit_at_8": "hit@8",
    "recall_at_1": "recall@1",
    "recall_at_4": "recall@4",
    "recall_at_8": "recall@8",
    "mrr": "MRR",
    "ndcg_at_10": "nDCG@10",
    "p50_ms": "p50",
    "p95_ms": "p95",
    "p99_ms": "p99",
}
GROUPED = (
    "right",
    "exact_match",
    "f1",
    "citation_precision",
    "citation_recall",
    "found_accuracy",
    "hit_at_8",
)


def label_of(name: str) -> str:
    """Give what a figure is called in a table."""
    return LABELS.get(name) or name.replace("_", " ")


def is_time(name: str) -> bool:
    """Whether a figure is in milliseconds, and not a share."""
    return name.endswith("_ms")


def shown(name: str, value: float) -> str:
    """Write a figure as tables do."""
    if is_time(name):
        return f"{value:.0f} ms"
    return (
        f"{value:.3f}" if name == "calibration_error" or name.startswith("roc_") else f"{value:.1%}"
    )
