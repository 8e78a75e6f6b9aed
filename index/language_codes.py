"""Languages by their codes of ISO 639, and by their English names: the only user of iso639."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import InputError

if TYPE_CHECKING:
    from iso639 import Lang

# Codes that were withdrawn and still stand in pages: Hebrew, Indonesian, Yiddish.
_WITHDRAWN = {"iw": "he", "in": "id", "ji": "yi"}
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis"})  # undetermined, none, several, uncoded
_REGION = re.compile(r"[-_.].*", re.DOTALL)
_LONGEST = 100  # characters


def language_code(written: str) -> str:
    """Give the code of a language that is written as a tag (`de`, `de-AT`, `deu`) or in English.

    That is the code of two letters where there is one, without what a tag says of region or script;
    empty where no one language is meant.
    """
    name = written.strip()[:_LONGEST]
    tag = _REGION.sub("", name).lower()
    tag = _WITHDRAWN.get(tag, tag)
    if tag in _NO_LANGUAGE:
        return ""
    found = _language(tag if len(tag) in (2, 3) else name.title())
    # Mandarin is written Chinese, and so are the parts of other macrolanguages without two letters.
    whole = found.macro() if found and not found.pt1 else None
    found = whole if whole and whole.pt1 else found
    return (found.pt1 or found.pt3) if found else ""


def checked_code(written: str) -> str:
    """Give the code of a language that somebody chose.

    Raises:
        InputError: there is no such language.
    """
    code = language_code(written)
    if not code:
        raise InputError(
            f"{written!r:.60} is no language; write its code, such as en, de or pt-BR, or its name."
        )
    return code


def language_name(code: str) -> str:
    """Give the English name of a language, or the code where it has none."""
    found = _language(code)
    return found.name.partition(" (")[0] if found else code


def _language(value: str) -> Lang | None:
    from iso639 import Lang  # late: it reads its tables, 0.2 s
    from iso639.exceptions import DeprecatedLanguageValue, InvalidLanguageValue

    try:
        return Lang(value)
    except (DeprecatedLanguageValue, InvalidLanguageValue):
        return None
