"""The sites whose pages may ask, as browsers name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import InputError

ANY = "*"

_ORIGIN = re.compile(r"https?://([\w.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?", re.ASCII)


def check_origins(given: Sequence[str]) -> tuple[str, ...]:
    """Give the origins as a browser writes them; `*` stands for every site.

    Raises:
        InputError: one is none.
    """
    for origin in given:
        if origin != ANY and not _ORIGIN.fullmatch(origin):
            raise InputError(
                f"{origin!r} is no origin. Write the scheme and the host of the site, and its port "
                "if it has one, such as https://news.example; no path."
            )
    return tuple(_without_usual_port(origin.lower()) for origin in given)


def _without_usual_port(origin: str) -> str:
    usual = ":443" if origin.startswith("https:") else ":80"
    return origin.removesuffix(usual)
