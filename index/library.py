"""A library: a folder that holds articles, and can be opened, searched, added to and verified."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from index.adding import embedded_groups
from index.advance import Advance, unseen
from index.articles import Article
from index.catalog import Catalog
from index.database import explained
from index.encoder import DEFAULT_ENCODER, Encoder, check_encoder, open_encoder
from index.errors import InputError, LibraryError
from index.filters import ArticleFilter
from index.folder import LibraryFolder
from index.library_info import LibraryInfo, describe
from index.readers import Skipped, is_gone
from index.repair import repair
from index.retrieval import Hit, retrieve
from index.settings import Settings
from index.sieve import Changes, Sieve
from index.snapshot import Snapshot, newest_snapshot, publish
from index.stored_settings import LibrarySettings
from index.verification import Problem, verify
from index.words import UnknownWord, find_unknown_words

PASSAGE_SIZE = 500  # characters; see eval/bench/README.md for the sizes tried

_PATIENCE = 60.0  # seconds, for another process that is making the same library
_SMALLEST_PASSAGE, _LARGEST_PASSAGE = 50, 2000  # characters


class Library:
    """Articles with everything that a question needs to find passages in them.

    Safe to search from several threads. One process may write at a time, any number may read;
    a reader sees the library before a change or after it, nothing between.
    """

    def __init__(
        self, folder: LibraryFolder, catalog: Catalog, open_encoder: Callable[[], Encoder]
    ) -> None:
        self.path = folder.path
        self.made_with = catalog.settings()
        self._folder = folder
        self._catalog = catalog  # the newest state, for writing and to notice that others wrote
        self._open_encoder = open_encoder
        self._encoder: Encoder | None = None
        self._snapshot: Snapshot | None = None  # what searches see
        self._lock = threading.RLock()

    @classmethod
    def create(
        cls,
        path: Path | str,
        encoder: Encoder | str = DEFAULT_ENCODER,
        *,
        passage_size: int = PASSAGE_SIZE,
        settings: Settings | None = None,
    ) -> Library:
        """Make an empty library in a folder that is new, empty, or holds one never finished.

        Raises:
            LibraryError: the folder holds a library or other files already.
            InputError: `passage_size` is out of bounds.
            ModelError: there is no such encoder.
        """
        if not _SMALLEST_PASSAGE <= passage_size <= _LARGEST_PASSAGE:
            raise InputError(
                f"A passage size of {passage_size} characters is outside "
                f"{_SMALLEST_PASSAGE} to {_LARGEST_PASSAGE}."
            )
        folder = LibraryFolder(Path(path))
        folder.make()
        opened = open_encoder(encoder, settings)
        with folder.writing():
            if Catalog.is_made(folder.catalog):
                raise LibraryError(f"There is a library in {path} already; open it instead.")
            made_with = LibrarySettings(opened.identity, passage_size)
            catalog = Catalog.create(folder.catalog, made_with)
        return cls(folder, catalog, lambda: opened)

    @classmethod
    def open(
        cls,
        path: Path | str,
        encoder: Encoder | str | None = None,
        *,
        settings: Settings | None = None,
    ) -> Library:
        """Open a library with the encoder that made it, or check that `encoder` is the one.

        Without `encoder`, the one that made it is opened when it is first needed, and never
        downloaded: a library may come from a stranger.

        Raises:
            LibraryError: there is none, it is damaged, newer, or made with another encoder.
            ModelError: there is no such encoder.
        """
        folder = LibraryFolder(Path(path))
        catalog = Catalog.open(folder.catalog)
        try:
            made_with = catalog.settings().encoder
            if encoder is None:
                return cls(
                    folder,
                    catalog,
                    lambda: open_encoder(made_with.name, settings, made_with, download=False),
                )
            opened = open_encoder(encoder, settings, made_with)
            check_encoder(folder.path, made_with, opened.identity)
        except BaseException:
            catalog.close()
            raise
        return cls(folder, catalog, lambda: opened)

    @classmethod
    def open_or_create(
        cls, path: Path | str, encoder: str | None = None, *, settings: Settings | None = None
    ) -> Library:
        """Open the library in `path`, or make one there; raises as `open` and `create` do.

        Several processes may do so at once: one makes it, the others open what it made.
        """
        folder = LibraryFolder(Path(path))
        if not Catalog.is_made(folder.catalog):
            opened = open_encoder(encoder or DEFAULT_ENCODER, settings)
            folder.make()
            with folder.writing(_PATIENCE):
                if not Catalog.is_made(folder.catalog):
                    made_with = LibrarySettings(opened.identity, PASSAGE_SIZE)
                    Catalog.create(folder.catalog, made_with).close()
        return cls.open(path, encoder, settings=settings)

    def prepare(self) -> None:
        """Load what the first question needs, and raise now what it would raise."""
        self._opened_encoder().encode_question("Who?")  # the first one loads the model
        with self._using():
            self._current()

    def close(self) -> None:
        """Close the library; it cannot be used afterwards."""
        with self._lock:
            if self._snapshot:
                self._snapshot.close()
            self._catalog.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Changing

    def add(
        self,
        items: Iterable[Article | Skipped],
        changes: Changes | None = None,
        gone: Callable[[str], bool] = is_gone,
    ) -> Changes:
        """Add articles; one whose origin is known replaces what was there when it has changed.

        Articles are committed in groups, each whole: what an interruption cuts off is only what
        was not committed. Items are taken one by one as they are needed, so that whoever gives
        them can show progress. `changes`, if given, tells at any moment what was committed. An
        article that is in the library from elsewhere, but `gone` there, has moved.

        Raises:
            LibraryBusyError: another process is writing to the library.
        """
        changes = Changes() if changes is None else changes
        with self._folder.writing():
            try:
                sieve = Sieve(self.path, self._catalog, changes, gone)
                size = self.made_with.passage_size
                wanted = sieve.wanted(items)
                with closing(embedded_groups(wanted, size, self._opened_encoder)) as groups:
                    for group in groups:
                        stored = Changes()
                        with self._using(), self._catalog.transaction():
                            for embedded in group:
                                embedded.store(self._catalog, stored)
                        changes.include(stored)
                with self._using(), self._catalog.transaction():
                    moved = [self._catalog.move(old, new) for old, new in sieve.moves]
                    labels = sieve.labels.items()
                    labelled = [self._catalog.label(origin, *new) for origin, new in labels]
                changes.moved += moved
                changes.changed += labelled
            finally:
                self._publish()
        return changes

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by id, all in one change; gives the ids that were there.

        Raises:
            LibraryBusyError: another process is writing to the library.
        """
        with self._folder.writing():
            with self._using(), self._catalog.transaction():
                removed = [id for id in ids if self._catalog.delete(id)]
            self._publish()
        return removed

    def _publish(self) -> None:
        with explained(self.path):
            publish(self._folder)  # the next search opens it

    @property
    def reader(self) -> str:
        """The name of the reader that suits the library; empty where none was named."""
        with self._using():
            return self._catalog.reader()

    def name_reader(self, name: str) -> None:
        """Name the reader that suits the library, to be taken where no other is named.

        Raises:
            LibraryBusyError: another process is writing to the library.
        """
        with self._folder.writing(), self._using(), self._catalog.transaction():
            self._catalog.name_reader(name)

    # Searching

    def search(self, question: str, k: int = 8, where: ArticleFilter | None = None) -> list[Hit]:
        """Find the `k` passages that fit a question best, best first.

        With `where`, in the articles alone that it lets pass.

        Raises:
            InputError: `where` names a publisher, an article or a language that is not there.
        """
        vector = self._opened_encoder().encode_question(question)
        with self._using():
            now = self._current()
            allowed = now.roll.allow(where) if where else None
            ranked = retrieve(now.indexes, question, vector, k, allowed)
            passages = now.catalog.passages_by_id([item.passage_id for item in ranked])
        return [
            Hit(passage, rank, item)
            for rank, (item, passage) in enumerate(zip(ranked, passages, strict=True), start=1)
        ]

    def unknown_words(self, question: str) -> list[UnknownWord]:
        """Name the words of a question that stand in no article, in their order.

        Left out are words that carry no content, plain numbers, and words that stand there in
        another form: in the plural, in the past tense, with or without capitals and accents.
        """
        with self._using():
            now = self._current()
            return find_unknown_words(question, now.catalog, now.indexes.lexical)

    def articles(self, where: ArticleFilter | None = None) -> list[Article]:
        """All articles, or those that `where` lets pass, in the order of their ids."""
        with self._using():
            now = self._current()
            every = now.catalog.articles()
            chosen = {*now.roll.allow(where).articles} if where else {a.id for a in every}
        return [article for article in every if article.id in chosen]

    def ids(self, where: ArticleFilter) -> list[str]:
        """The ids of the articles that `where` lets pass, in their order; raises as `search`."""
        with self._using():
            return sorted(self._current().roll.allow(where).articles)

    def article(self, id: str) -> Article | None:
        """One article by its id, None when there is none."""
        with self._using():
            return self._current().catalog.article(id)

    def origins(self) -> dict[str, str]:
        """Where each article came from, by its id."""
        with self._using():
            return self._current().catalog.origins()

    def content_hashes(self) -> dict[str, str]:
        """The content hash of each article, by its id."""
        with self._using():
            return self._current().catalog.content_hashes()

    def info(self) -> LibraryInfo:
        """Count and describe what is in the library."""
        with self._using():
            return describe(self.path, self._current().catalog, self._catalog.reader())

    def verify(self, advance: Advance = unseen) -> list[Problem]:
        """Check every promise of the library; gives what is wrong, nothing when all is well.

        All is read anew from the disk, a little at a time; `advance` is told how many articles are
        checked, of how many.

        Raises:
            LibraryDamagedError: it cannot be read to its end.
        """
        return verify(self._folder, advance)

    def repair(self, problems: Sequence[Problem]) -> list[str]:
        """Mend what `verify` found and is derived; gives a sentence for each thing done.

        Articles are left as they are: what is wrong with them only a copy or their source mends.

        Raises:
            LibraryBusyError: another process is writing to the library.
            LibraryDamagedError: it cannot be read to its end.
        """
        with self._folder.writing():
            with self._using():
                done = repair(self._folder, self._catalog, problems, self._opened_encoder)
            self._publish()
        return done

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Use the catalog's connections: one thread at a time, and with errors that explain."""
        with self._lock, explained(self.path):
            yield

    def _opened_encoder(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                encoder = self._open_encoder()
                check_encoder(self.path, self.made_with.encoder, encoder.identity)
                self._encoder = encoder
            return self._encoder

    def _current(self) -> Snapshot:
        """The newest state that is ready; moves on when another process has changed the library."""
        if self._snapshot and self._snapshot.state == self._catalog.state():
            return self._snapshot
        return self._see(newest_snapshot(self._folder, self._snapshot))

    def _see(self, snapshot: Snapshot) -> Snapshot:
        if self._snapshot and self._snapshot is not snapshot:
            self._snapshot.close()
        self._snapshot = snapshot
        return snapshot
