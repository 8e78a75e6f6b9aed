"""Say plainly where the reader's languages end: of a question, and of the articles cited."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index import Article
from index.language_codes import language_name
from qa.answers import Answer, distinct_articles
from qa.question_language import UNTOLD, foreign_language

NO_LANGUAGES: frozenset[str] = frozenset()  # of a reader that tells of none: it may know any


def language_notice(answer: Answer, known: Collection[str]) -> str:
    """Write a sentence where question or sources are in a language that the reader is not made for.

    `known` are the codes of those that it is made for; without any, nothing is ever said. Nothing
    is said either where no article was read: of small talk, and of metadata.
    """
    read = [*answer.citations, *(c for item in answer.items for c in item.citations)]
    cited = distinct_articles(read or answer.nearest)
    if not known or not cited:
        return ""
    asked = foreign_language(answer.question)
    foreign = [article for article in cited if article.language not in {"", *known}]
    said = [_of_question(asked, known)] if asked and asked not in known else []
    if foreign:
        which = "cited" if read else "nearest to it"
        said.append(_of_articles(foreign, cited, which, asked if said else ""))
    if not said:
        return ""
    whole = ", and ".join(said)
    return f"{whole[0].upper()}{whole[1:]}; the reader is made for {_names(known)}."


def _of_question(asked: str, known: Collection[str]) -> str:
    if asked == UNTOLD:
        return f"this question seems not to be in {_names(known)}"
    return f"this question seems to be in {language_name(asked)}"


def _of_articles(
    foreign: Sequence[Article], every: Sequence[Article], which: str, asked: str
) -> str:
    """Say which articles are; `asked` is the language of the question if that was just named."""
    codes = dict.fromkeys(article.language for article in foreign)
    names = _names(codes)
    if len(foreign) == len(every):
        verb, noun = ("is", "article") if len(every) == 1 else ("are", "articles")
        same = list(codes) == [asked]
        return f"so {verb} the {noun} {which}" if same else f"the {noun} {which} {verb} in {names}"
    verb = "is" if len(foreign) == 1 else "are"
    return f"{len(foreign)} of the {len(every)} articles {which} {verb} in {names}"


def _names(codes: Collection[str]) -> str:
    *first, last = (language_name(code) for code in codes)
    return f"{', '.join(first)} and {last}" if first else last
