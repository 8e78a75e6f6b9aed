"""What is written about an article beside its words: the language it is in, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.articles import Article
from index.language_codes import language_code
from index.language_detection import detect_language
from index.readers.metadata import BY_TEMPLATE

_DETECTED, _IN_DOUBT = "detected", "detection was not sure"

# Written so much alike that a detection in favour of another says nothing.
_ALIKE = [
    frozenset(codes.split()) for codes in ("no nb nn da", "hr bs sr sh cnr", "id ms", "hi ur")
]


def labelled(article: Article) -> Article:
    """Give an article with its language.

    What the article itself says is taken, and so is an option. The templates of web pages, feeds
    and documents say it too, often wrongly: where the text is surely in another language, that is
    taken. Where nothing is said, the language is detected; one in doubt stays unknown.
    """
    said, source = language_code(article.language), article.sources.get("language", "")
    if said and source not in BY_TEMPLATE:
        return replace(article, language=said)
    found = detect_language(article.text)
    if said and (not found or _alike(said, found)):
        return replace(article, language=said)
    detected = _DETECTED if found else _IN_DOUBT
    source = _overruled(source, said) if said else detected
    return replace(article, language=found, sources={**article.sources, "language": source})


def is_labelled(article: Article, language: str, sources: Mapping[str, str]) -> bool:
    """Whether these are the labels that an article would get; only if not, it must be detected."""
    said, source = language_code(article.language), article.sources.get("language", "")
    stored = sources.get("language", "")
    if not said:
        same = stored in {_DETECTED, _IN_DOUBT}
    elif source in BY_TEMPLATE and stored == _overruled(source, said):
        same = True
    else:
        same = (language, stored) == (said, source)
    return same and _without_language(sources) == _without_language(article.sources)


def _overruled(source: str, said: str) -> str:
    return f"{_DETECTED}; the {source} says {said}"


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= codes for codes in _ALIKE)


def _without_language(sources: Mapping[str, str]) -> dict[str, str]:
    return {field: source for field, source in sources.items() if field != "language"}
