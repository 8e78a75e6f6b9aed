"""Make again what is derived in a library: from its articles, which are left as they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from index.adding import embedded_groups
from index.articles import Article
from index.boilerplate import without_boilerplate
from index.catalog import Catalog
from index.encoder import Encoder
from index.folder import LibraryFolder
from index.sieve import Changes
from index.verification import Cure, Problem


def repair(
    folder: LibraryFolder,
    catalog: Catalog,
    problems: Sequence[Problem],
    opened_encoder: Callable[[], Encoder],
) -> list[str]:
    """Mend what can be mended; gives a sentence for each thing done. Only for the writer.

    The search indexes are taken away where they are wrong, for the writer to publish new ones.
    """
    cures = {problem.cure for problem in problems}
    done = []
    if Cure.LOOK_UP in cures:
        with catalog.transaction():
            catalog.mend_look_up()
        done.append("made the look-up tables of the catalog again")
    changes = Changes()
    articles = _to_embed(catalog, problems)
    size = catalog.settings().passage_size
    with closing(embedded_groups(articles, size, opened_encoder)) as groups:
        for group in groups:
            with catalog.transaction():
                for embedded in group:
                    embedded.store(catalog, changes)
    if changes.changed:
        done.append(f"split and embedded again: {', '.join(changes.changed)}")
    if Cure.REBUILD in cures:
        shutil.rmtree(folder.derived, ignore_errors=True)
        done.append("built the search indexes again")
    return done


def _to_embed(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Article]:
    ids = dict.fromkeys(problem.article for problem in problems if problem.cure is Cure.EMBED)
    for article in map(catalog.article, ids):
        if article and without_boilerplate(article.text, article.title):
            yield article
