"""Days as the page writes them."""

from __future__ import annotations

from datetime import date

from index import written_date


def written_days(first: date | None, last: date | None) -> str:
    """Write from when to when, without saying a month or year twice; empty where it is unknown."""
    if first is None or last is None or first == last:
        return written_date(first or last)
    kept = 3 if first.year != last.year else 2 if first.month != last.month else 1
    return f"{' '.join(written_date(first).split()[:kept])} to {written_date(last)}"
