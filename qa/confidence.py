"""How sure an answer is: a fitted probability, and the threshold for "not found"."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index import ModelError
from qa.log_odds import odds_together, probability_of
from qa.merge import Candidate
from qa.spans import SpanWeights

_FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Scaling:
    """What makes log-odds mean what they say (Platt 1999): `slope` times them, plus `offset`."""

    slope: float
    offset: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that was fitted on development questions for one reader; stored beside its weights.

    An answer whose probability of being right is below `threshold` is "not found".
    """

    spans: SpanWeights
    scaling: Scaling
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
                Scaling(**data["scaling"]),
                float(data["threshold"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{folder / _FILE} holds no calibration: {error!r}.") from None

    @classmethod
    def stands_in(cls, folder: Path) -> bool:
        """Whether the reader in `folder` has a calibration of its own."""
        return (folder / _FILE).is_file()

    def save(self, folder: Path) -> None:
        """Store it in a reader's folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    def probability(
        self, candidates: Sequence[Candidate], backing: Sequence[Candidate] = ()
    ) -> float:
        """Give the probability, in [0, 1], that the best candidate is right; 0 without any.

        `backing` are candidates beside these that say the same as the best one, or a part of it.
        """
        if not candidates:
            return 0.0
        weighed = log_odds_of_best(candidates, backing)
        return probability_of(self.scaling.slope * weighed + self.scaling.offset)


def log_odds_of_best(candidates: Sequence[Candidate], backing: Sequence[Candidate] = ()) -> float:
    """Weigh the best candidate, with what backs it, against all others and "not found".

    The log-odds of "not found" are 0.
    """
    best, *others = (candidate.score for candidate in candidates)
    speaking_for_it = (candidate.score for candidate in backing)
    return odds_together([best, *speaking_for_it]) - odds_together([0.0, *others])
