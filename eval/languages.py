"""How often English is taken for another language: `python -m eval.languages FILE…`.

Files are gold sets or SQuAD's, whose questions and contexts are in English. That a question or an
article is in another language is said wherever it is shown: a false alarm is worse than silence.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from eval.questions import read_questions
from index.language_detection import ENGLISH, detect_language
from qa.question_language import foreign_language

_SEED = 1


def count_mistaken(
    texts: Iterable[str], most: int, detect: Callable[[str], str]
) -> tuple[int, dict[str, str]]:
    """Detect the language of up to `most` of the texts; gives how many, and those mistaken."""
    different = sorted(set(texts))
    chosen = random.Random(_SEED).sample(different, min(most, len(different)))  # noqa: S311
    found = {text: detect(text) for text in chosen}
    return len(found), {text: code for text, code in found.items() if code not in {"", ENGLISH}}


def main() -> None:
    """Print how many questions and contexts of each file are mistaken, and which."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=1000, help="texts of each kind and file")
    given = parser.parse_args()
    for file in given.files:
        gold = read_questions(file)
        kinds = {
            "questions": ([question.question for question in gold], foreign_language),
            "contexts": (
                [question.context for question in gold if question.context],
                detect_language,
            ),
        }
        for kind, (texts, detect) in kinds.items():
            number, mistaken = count_mistaken(texts, given.most, detect)
            print(f"{file.name}: {len(mistaken)} of {number} {kind} mistaken")
            for text, code in mistaken.items():
                print(f"  {code}: {text[:100]}")


if __name__ == "__main__":
    main()
