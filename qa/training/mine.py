"""Retrieve wrong passages for training questions: `python -m qa.training.mine SET… --out FOLDER`.

A reader that only ever sees the right passage never learns that a passage can be wrong. So each
question is asked of all the contexts, as pullquote asks it, and what is retrieved without holding
an answer is kept beside it.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from rich.progress import track

from index import DEFAULT_ENCODER, Article, Encoder, InputError, Library, Settings, slug
from qa.squad import contexts_by_title
from qa.training.command import errors_shown
from qa.training.questions import (
    TrainingQuestion,
    WrongPassage,
    read_training_questions,
    save_training_questions,
)

RETRIEVED = 12  # a question's passages, of which the wrong ones are kept
_LONGEST = 50  # contexts in an article: some sets have thousands under one title
_BATCH = 64  # questions handed to the threads at once


def articles_of(questions: Iterable[TrainingQuestion]) -> list[Article]:
    """Join the contexts of each title into articles, in the order of the questions."""
    articles = []
    for title, paragraphs in contexts_by_title(questions).items():
        for at in range(0, len(paragraphs), _LONGEST):
            text = "\n\n".join(paragraphs[at : at + _LONGEST])
            # Two titles can have one slug, but what has an origin that is known is not added.
            articles.append(Article(slug(title), title, text, origin=f"{title} {at}"))
    return articles


def find_wrong(
    library: Library, question: TrainingQuestion, answering: Iterable[str] = ()
) -> tuple[WrongPassage, ...]:
    """Retrieve for a question; give, best first, the passages in which no answer's words stand.

    No passage that lies in its own context or in one `answering` it is wrong. What has no answer in
    its context may have one elsewhere in its article, so nothing of that is wrong either.
    """
    answers = [_words(question.context[start:end]) for start, end in question.answers]
    right = [_words(context) for context in (question.context, *answering)]
    wrong = []
    for hit in library.search(question.question, RETRIEVED):
        words, title = _words(hit.passage.text), hit.passage.article.title
        known = any(words in context or context in words for context in right)
        said = any(answer in words for answer in answers)
        elsewhere = question.answers or not question.title or title != question.title
        if elsewhere and not known and not said:
            wrong.append(WrongPassage(title, hit.passage.text))
    return tuple(wrong)


def contexts_answering(questions: Iterable[TrainingQuestion]) -> dict[str, set[str]]:
    """Give, for the words of each question, the contexts that answer it."""
    contexts: dict[str, set[str]] = {}
    for question in questions:
        if question.answers:
            contexts.setdefault(_words(question.question), set()).add(question.context)
    return contexts


def mine(
    questions: Sequence[TrainingQuestion],
    folder: Path,
    settings: Settings,
    encoder: Encoder | str = DEFAULT_ENCODER,
) -> list[TrainingQuestion]:
    """Give the questions with their wrong passages, retrieved from all of their contexts.

    `folder` is where the library of these contexts is made; it is the caller's to remove.
    """
    answering = contexts_answering(questions)

    def found(question: TrainingQuestion) -> TrainingQuestion:
        contexts = answering.get(_words(question.question), ())
        return replace(question, wrong=find_wrong(library, question, contexts))

    with Library.create(folder, encoder, settings=settings) as library:
        library.add(articles_of(questions))
        mined: list[TrainingQuestion] = []
        with ThreadPoolExecutor(settings.threads) as threads:
            for at in track(range(0, len(questions), _BATCH), "Retrieving", transient=True):
                batch = questions[at : at + _BATCH]
                mined += threads.map(found, batch)
    return mined


def mined_paths(sets: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Name the file in `folder` that each set's questions are written to.

    Raises:
        InputError: two sets would be written to one file, or a set over itself.
    """
    targets: dict[Path, Path] = {}
    for path in sets:
        target = folder / (re.sub(r"(\.jsonl?)?(\.gz)?$", "", path.name) + ".jsonl.gz")
        if target in targets.values() or target.resolve() == path.resolve():
            raise InputError(f"{path} would overwrite {target}; rename it, or give another --out.")
        targets[path] = target
    return targets


def _words(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def main() -> None:
    """Mine every set for itself and write it under its own name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path, help="SQuAD-format files or JSON Lines")
    parser.add_argument("--out", required=True, type=Path, help="folder for the mined sets")
    arguments = parser.parse_args()
    with errors_shown(parser):
        settings = Settings.from_environment()
        targets = mined_paths(arguments.sets, arguments.out)
        arguments.out.mkdir(parents=True, exist_ok=True)
        for path, target in targets.items():
            questions = read_training_questions(path)
            with tempfile.TemporaryDirectory() as folder:
                mined = mine(questions, Path(folder) / "library", settings)
            kept = sum(bool(question.wrong) for question in mined)
            save_training_questions(target, mined)
            print(f"{target.name}: {len(mined)} questions, {kept} with wrong passages")


if __name__ == "__main__":
    main()
