"""Find the articles of a library that are largely the same, without comparing each with each.

What is compared is the share of all runs of four words in two texts that stands in both. Among the
starter articles and those of the gold sets, reports written independently share 0.21 at most, for
two print one statement; copies of a wire story with another lead share 0.55 and more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from index.advance import Advance, unseen
from index.folder import LibraryFolder
from index.library import Library
from index.runs import Runs
from index.sketches import Sketches, runs_of

LARGELY = 0.5  # of the runs in either text

_FEWEST_RUNS = 8  # eleven words: shorter texts are alike by chance
_MOST_COMPARED = 8  # texts, word for word, with one
_RUNS_KEPT = 64  # texts; those of one family are compared one after the other


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles, by their ids, and the share of their texts that is the same, in (0, 1]."""

    article: str
    other: str
    share: float


def find_duplicates(
    library: Library, ids: Collection[str] | None = None, advance: Advance = unseen
) -> list[Likeness]:
    """Tell which articles are largely the same as others: those with `ids`, or any.

    Gives the likenesses by articles, the greatest of each first. What stands for a text in such a
    search is kept in the library's folder; `advance` is told how many texts are done, of how many.
    """
    contents = library.content_hashes()
    by_content: dict[str, list[str]] = {}
    for id, content in contents.items():
        by_content.setdefault(content, []).append(id)
    sketches = _sketches(library, by_content, advance)
    wanted = contents.keys() if ids is None else contents.keys() & ids
    runs = lru_cache(_RUNS_KEPT)(partial(_runs, library))
    found = []
    for content, others in sketches.alike(sorted({contents[id] for id in wanted})):
        for id in wanted & set(by_content[content]):
            near = [other for each in others for other in by_content[each]]
            same = [other for other in by_content[content] if other != id]
            found += _likenesses(id, [*same, *near][:_MOST_COMPARED], runs)
    return sorted(found, key=lambda likeness: (likeness.article, -likeness.share))


def families(likenesses: Iterable[Likeness]) -> list[list[str]]:
    """Group articles that are largely the same, also by way of others; the largest groups first."""
    family: dict[str, list[str]] = {}
    for likeness in likenesses:
        one = family.setdefault(likeness.article, [likeness.article])
        other = family.setdefault(likeness.other, [likeness.other])
        if one is not other:
            one += other
            family.update(dict.fromkeys(other, one))
    distinct = {id(members): sorted(members) for members in family.values()}
    return sorted(distinct.values(), key=lambda members: (-len(members), members))


def _sketches(library: Library, by_content: dict[str, list[str]], advance: Advance) -> Sketches:
    place = LibraryFolder(library.path).sketches
    kept = Sketches.load(place)
    missing = kept.missing(by_content)

    def texts() -> Iterator[tuple[str, str]]:
        for number, content in enumerate(missing, start=1):
            article = library.article(by_content[content][0])
            yield content, article.text if article else ""  # it was taken out just now
            advance(number, len(missing))

    sketches = kept.updated(list(by_content), texts())
    if missing:
        sketches.save(place)
    return sketches


def _runs(library: Library, id: str) -> Runs:
    article = library.article(id)
    return runs_of(article.text) if article else frozenset()


def _likenesses(id: str, others: list[str], runs: Callable[[str], Runs]) -> list[Likeness]:
    own = runs(id) if others else frozenset()
    if len(own) < _FEWEST_RUNS:
        return []
    shares = [(other, len(own & (its := runs(other))) / len(own | its)) for other in others]
    return [Likeness(id, other, share) for other, share in shares if share >= LARGELY]
