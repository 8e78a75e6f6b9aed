"""The list that a span is, or stands in: the names beside it, or what it says one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Offsets
from qa.enumeration.chains import Chain, name_chains
from qa.enumeration.segments import split_span


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of a list, each `[start, end)` in the article, in their order; two at least.

    One that is not `sure` is a pair that may be a single name: "Smith and Wesson".
    """

    items: tuple[Offsets, ...]
    sure: bool

    @property
    def start(self) -> int:
        """Where its first item begins."""
        return self.items[0][0]

    @property
    def end(self) -> int:
        """Where its last item ends."""
        return self.items[-1][1]


def find_enumeration(text: str, start: int, end: int) -> Enumeration | None:
    """Give the list that `[start, end)` of a text is or touches; None where there is none.

    Names show by themselves where they end, so a list of names is found whole, however much of it
    is marked; of anything else only what is marked counts.
    """
    spoken = split_span(text, start, end)
    said = Enumeration(*spoken) if spoken else None
    chains = [
        chain
        for chain in name_chains(text, start, end)
        if chain.items[0][0] < end and start < chain.items[-1][1]
    ]
    if len(chains) != 1 or (said and not _holds(chains[0], said.items)):
        return said
    return Enumeration(chains[0].items, chains[0].sure)


def _holds(chain: Chain, items: Sequence[Offsets]) -> bool:
    """Whether every item lies in a chain of names, which then knows its borders better.

    What the items are may stand before the first: "the trawlers Good Measure and Sea Pink".
    """
    first, last = chain.items[0][0], chain.items[-1][1]
    begins = chain.sorted or first <= items[0][0]
    return begins and all(first < end <= last for _, end in items)
