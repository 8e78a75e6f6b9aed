"""How sure an answer is: a fitted probability, and the threshold for "not found"."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index import ModelError
from qa.merge import Candidate
from qa.spans import SpanWeights

_FILE = "calibration.json"
_WIDEST_MARGIN = 10.0  # a wider one says no more, and a lone candidate has at least this


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """A logistic model of "the best candidate is right", per unit of each feature."""

    intercept: float
    reading: float  # the reader's log-odds of the best span
    margin: float  # the score between the best candidate and the next
    cosine: float  # of the question and the best span's passage


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that was fitted on development questions for one reader; stored beside its weights.

    An answer whose probability of being right is below `threshold` is "not found".
    """

    spans: SpanWeights
    confidence: ConfidenceWeights
    threshold: float

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """Load the calibration of the reader in `folder`.

        Raises:
            ModelError: there is none, or it is not one of this version.
        """
        try:
            data = json.loads((folder / _FILE).read_text("utf-8"))
            return cls(
                SpanWeights(**data["spans"]),
                ConfidenceWeights(**data["confidence"]),
                float(data["threshold"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{folder / _FILE} holds no calibration: {error!r}.") from None

    def save(self, folder: Path) -> None:
        """Store it in a reader's folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    def probability(self, candidates: Sequence[Candidate]) -> float:
        """Give the probability, in [0, 1], that the best candidate is right; 0 without any."""
        if not candidates:
            return 0.0
        reading, margin, cosine = features(candidates)
        weights = self.confidence
        logit = (
            weights.intercept
            + weights.reading * reading
            + weights.margin * margin
            + weights.cosine * cosine
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def features(candidates: Sequence[Candidate]) -> tuple[float, float, float]:
    """Give reading, margin and cosine of the best candidate, as `ConfidenceWeights` names them."""
    best = candidates[0].best
    margin = best.score - candidates[1].best.score if len(candidates) > 1 else _WIDEST_MARGIN
    return best.reading, min(margin, _WIDEST_MARGIN), best.hit.ranked.cosine
