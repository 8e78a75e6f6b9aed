"""The folder that a run is written to, as it goes, so that an interrupted one can go on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.figures import Figures
from eval.gold_sets import Case
from eval.judgements import Judgement
from index import InputError

_RUN, _OUTCOMES, _FIGURES, _REPORT = "run.json", "outcomes.jsonl", "figures.json", "report.html"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run measures; two runs of equal setups have equal outcomes, but for the time taken.

    All values are digests but those of names, versions and numbers. `gold_sets` has a digest by
    name, and `threshold` is None where the reader's own was taken.
    """

    version: str
    code: str
    library: str
    articles: int
    reader: str
    reader_files: str
    threshold: float | None
    gold_sets: dict[str, str]

    def differences(self, other: Setup) -> list[str]:
        """Name what is not the same, in words."""
        names = {"code": "pullquote's code", "gold_sets": "the gold sets", "articles": ""}
        ours, theirs = asdict(self), asdict(other)
        differing = [name for name in ours if ours[name] != theirs[name]]
        words = [names.get(name, f"the {name.replace('_', ' ')}") for name in differing]
        return [word for word in words if word]


class RunFolder:
    """A run on disk: its setup, a line for every judged question, and in the end its figures."""

    def __init__(self, path: Path, setup: Setup, judgements: Sequence[Judgement]) -> None:
        self.path = path
        self.setup = setup
        self.judgements = list(judgements)

    @classmethod
    def begin(cls, path: Path, setup: Setup, cases: Sequence[Case]) -> tuple[RunFolder, str]:
        """Go on with a run of this setup that stands there, or begin anew; says which, and why.

        Of a conversation that was interrupted nothing is kept: its turns build on each other.

        Raises:
            InputError: the folder holds something else, or cannot be written.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            if not (path / _RUN).exists():
                if any(path.iterdir()):
                    raise InputError(f"{path} holds other files. Name a new folder with --out.")
                return cls._anew(path, setup), ""
            before = cls.open(path)
            changed = setup.differences(before.setup)
            if changed:
                why = f"{', '.join(changed)} changed since the run in {path}; beginning anew"
                return cls._anew(path, setup), why
            kept = _whole_cases(before.judgements, cases)
            _write(path / _OUTCOMES, "".join(judgement.to_line() for judgement in kept))
        except OSError as error:
            raise InputError(f"Cannot write to {path}: {error.strerror or error}.") from None
        return cls(path, setup, kept), f"going on with {len(kept)} questions asked before"

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """Read a run; a last line that was cut off is left out.

        Raises:
            InputError: there is none, or it is not one of this version.
        """
        try:
            setup = Setup(**json.loads((path / _RUN).read_text("utf-8")))
            lines = (path / _OUTCOMES).read_text("utf-8").split("\n")
        except (OSError, ValueError, TypeError) as error:
            raise InputError(
                f"There is no run in {path} ({getattr(error, 'strerror', None) or error}). "
                "Make one: pullquote eval LIBRARY GOLD --out FOLDER."
            ) from None
        judgements = []
        for number, line in enumerate(lines[:-1], start=1):
            try:
                judgements.append(Judgement.from_line(line))
            except InputError as error:
                raise InputError(f"{path / _OUTCOMES}, line {number}: {error}") from None
        return cls(path, setup, judgements)

    @classmethod
    def _anew(cls, path: Path, setup: Setup) -> RunFolder:
        for name in (_OUTCOMES, _FIGURES, _REPORT):
            (path / name).unlink(missing_ok=True)
        _write(path / _OUTCOMES, "")
        _write(path / _RUN, _pretty(asdict(setup)))
        return cls(path, setup, [])

    @property
    def report(self) -> Path:
        """The page that a person looks at."""
        return self.path / _REPORT

    def add(self, judgements: Iterable[Judgement]) -> None:
        """Write down what became of a case, all of its lines at once."""
        new = list(judgements)
        with (self.path / _OUTCOMES).open("a", encoding="utf-8", newline="") as file:
            file.write("".join(judgement.to_line() for judgement in new))
        self.judgements += new

    def finish(self, figures: Figures, report: str) -> None:
        """Write the figures and the report."""
        _write(self.path / _FIGURES, _pretty(figures.to_json()))
        _write(self.report, report)


def _whole_cases(judgements: Sequence[Judgement], cases: Sequence[Case]) -> list[Judgement]:
    """Keep the judgements that begin a run of these cases, without a case cut short."""
    kept: list[Judgement] = []
    for case in cases:
        part = list(judgements[len(kept) : len(kept) + len(case.keys)])
        if [judgement.key for judgement in part] != case.keys:
            break
        kept += part
    return kept


def _write(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole or as it was."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(text, "utf-8", newline="")
    draft.replace(path)


def _pretty(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
