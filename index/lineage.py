"""Remember which state of a library had its search indexes published last.

Passages with the ids of that state are the same in every later one, or gone: its indexes can be
added to. Of any other folder that is not sure, as the catalog may have been put back from a copy.
"""

from __future__ import annotations

from index.catalog import Catalog

_NAME = "indexed"


def last_indexed(catalog: Catalog) -> str | None:
    """Name the state whose indexes were published last, None when that was never written down."""
    query = "SELECT value FROM settings WHERE name = ?"
    row = catalog.connection.execute(query, (_NAME,)).fetchone()
    return str(row[0]) if row else None


def remember_indexed(catalog: Catalog, state: str) -> None:
    """Write down that the indexes of a state are published; only for the writer."""
    if last_indexed(catalog) != state:
        # A transaction of the catalog would bring older tables up, and this is no change to them.
        query = "INSERT OR REPLACE INTO settings VALUES (?, ?)"
        catalog.connection.execute(query, (_NAME, state))
