"""What every face says of the languages that a library's articles are in."""

from __future__ import annotations

from index import LibraryInfo
from index.language_codes import language_name
from index.language_detection import ENGLISH


def languages_line(info: LibraryInfo) -> str:
    """Name the languages of a library with the numbers of their articles."""
    return ", ".join(
        f"{language_name(code) if code else 'unknown'} ({number:,})"
        for code, number in info.languages.items()
    )


def not_english_line(info: LibraryInfo) -> str:
    """Say how many articles the bundled reader was not made for; nothing where another is named."""
    foreign = {code: number for code, number in info.languages.items() if code not in {"", ENGLISH}}
    if not foreign or info.reader:
        return ""
    number = sum(foreign.values())
    names = ", ".join(f"{count:,} {language_name(code)}" for code, count in foreign.items())
    return (
        f"{number:,} of {info.articles:,} article{'' if info.articles == 1 else 's'} "
        f"{'is' if number == 1 else 'are'} not in English ({names}): found by words and shown, but "
        "the bundled reader was made for English"
    )
