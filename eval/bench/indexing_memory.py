"""How much memory indexing takes at most: `python -m eval.bench.indexing_memory GOLD`.

Articles are put together at random from the words of a SQuAD set's contexts, written as files, and
indexed as `pullquote index` does, publishing included. The vectors are quick to make and mean
nothing, unless `--real` is given.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np

from eval.open_library import articles_of
from eval.questions import read_questions
from index import DEFAULT_ENCODER, Encoder, EncoderIdentity, Library, find_files, read_collection
from index.encoder import Vectors

_DIMENSION = 384
_PARAGRAPHS = 4  # an article; each becomes a passage
_WORDS = 50  # a paragraph: with words of all lengths alike, about 420 characters
_A_FOLDER = 1000
_PAUSE = 0.1  # seconds between looks


class QuickEncoder:
    """Makes a vector of unit length from a text's checksum."""

    identity = EncoderIdentity("quick", _DIMENSION, "quick")

    def encode_passages(self, texts: Sequence[str]) -> Iterator[tuple[int, Vectors]]:
        """Make one for each text."""
        yield from ((row, self.encode_question(text)) for row, text in enumerate(texts))

    def encode_question(self, question: str) -> Vectors:
        """Make one."""
        chance = np.random.default_rng(zlib.crc32(question.encode()))
        vector = chance.standard_normal(_DIMENSION, np.float32)
        return vector / np.linalg.norm(vector)


def write_articles(words: Sequence[str], passages: int, folder: Path) -> None:
    """Write as many articles as make about so many passages."""
    random = Random(0)  # noqa: S311
    for number in range(-(-passages // _PARAGRAPHS)):
        home = folder / f"{number // _A_FOLDER:03}"
        home.mkdir(exist_ok=True)
        paragraphs = [" ".join(random.choices(words, k=_WORDS)) for _ in range(_PARAGRAPHS)]
        text = "\n\n".join(f"{paragraph}." for paragraph in paragraphs)
        (home / f"{number:06}.txt").write_text(text, "utf-8")


class Watch:
    """Notes the time at which the process holds most memory."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.peak, self.at = 0, 0.0
        self._ended = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(_PAUSE):
            now = resident()
            if now > self.peak:
                self.peak, self.at = now, time.perf_counter() - self.began


def resident() -> int:
    """Give the memory that this process holds now, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def main() -> None:
    """Index once, and print what was held at most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--real", action="store_true", help="embed with the usual encoder")
    arguments = parser.parse_args()
    articles = articles_of(read_questions(arguments.gold))
    words = sorted({word for article in articles for word in article.text.split()})
    encoder: Encoder | str = DEFAULT_ENCODER if arguments.real else QuickEncoder()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        write_articles(words, arguments.passages, files)
        del articles, words
        with Library.create(Path(folder) / "library", encoder) as library:
            before, watch = resident(), Watch()
            library.add(read_collection(find_files([files])))
            watch.stop()
            passages = library.info().passages
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    took = time.perf_counter() - watch.began
    print(f"{passages:,} passages in {took:.0f} s; a reading process held {child / 1e6:.0f} MB")
    print(f"{before / 1e6:.0f} MB before, at most {most / 1e6:.0f} MB, {watch.at:.0f} s later")


if __name__ == "__main__":
    main()
