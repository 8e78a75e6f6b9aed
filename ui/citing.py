"""A quotation with the reference to where it stands, in the forms that people paste elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import Article, page_of, written_date

# Signs that mean something inside a line of Markdown, and those that do at the start of one.
_SIGNS = re.compile(r"[\\`*_\[\]<>&#|~]")
_BEGINNINGS = re.compile(r"^([-+=]|\d+(?=[.)]))")
_WORD_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w’'-]*")
_AND = re.compile(r",? and |, | & ")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article, `[start, end)` in its text; none where the whole article is meant."""

    article: Article
    start: int = 0
    end: int = 0

    @property
    def words(self) -> str:
        """The words quoted, on one line."""
        return " ".join(self.article.text[self.start : self.end].split())

    @property
    def page(self) -> int | None:
        """The page that they begin on, where the article has pages."""
        return page_of(self.article.text, self.start) if self.words else None


def cite_plain(quotation: Quotation) -> str:
    """Write a quotation and its reference as plain text."""
    article = quotation.article
    parts = [
        _one_line(article.author),
        f"“{_title(article)}”",
        _one_line(article.publisher),
        written_date(article.published),
        f"p. {quotation.page}" if quotation.page else "",
        article.url,
    ]
    reference = ", ".join(part for part in parts if part)
    return f"“{quotation.words}” ({reference})" if quotation.words else reference


def cite_markdown(quotation: Quotation) -> str:
    """Write a quotation and its reference as Markdown."""
    reference = reference_in_markdown(quotation.article, quotation.page)
    if not quotation.words:
        return reference
    return f"> {markdown_line(quotation.words)}\n>\n> — {reference}"


def cite_apa(quotation: Quotation) -> str:
    """Write a quotation and its reference after the APA's manual, 7th edition: sections 8.11, 10.1.

    An author that is plainly no person's name is kept as it is; without an author the title stands
    in its place.
    """
    article = quotation.article
    authors = _apa_authors(_one_line(article.author))
    day = article.published
    date = f"({day.year}, {day:%B} {day.day})" if day else "(n.d.)"
    title = _closed(_title(article))
    head = f"{_closed(authors)} {date}. {title}" if authors else f"{title} {date}."
    rest = [_closed(_one_line(article.publisher)), article.url]
    reference = " ".join(part for part in (head, *rest) if part)
    if not quotation.words:
        return reference
    year = str(day.year) if day else "n.d."
    who = _surnames(_one_line(article.author)) or f"“{_title(article)}”"
    page = f", p. {quotation.page}" if quotation.page else ""
    return f"“{quotation.words}” ({who}, {year}{page})\n\n{reference}"


def reference_in_markdown(article: Article, page: int | None = None) -> str:
    """Write in Markdown where an article appeared, with a link where it has an address."""
    title = markdown_line(_title(article))
    url = article.url if re.fullmatch(r"https?://[^\s<>]+", article.url) else ""
    parts = [
        markdown_line(article.author),
        f"[{title}](<{url}>)" if url else f"“{title}”",
        f"*{markdown_line(article.publisher)}*" if article.publisher else "",
        written_date(article.published),
        f"p. {page}" if page else "",
    ]
    return ", ".join(part for part in parts if part)


def markdown_line(text: str) -> str:
    """Write any text as a line of Markdown that is nothing but this text."""
    line = _SIGNS.sub(r"\\\g<0>", _one_line(text))
    return _BEGINNINGS.sub(lambda found: _escaped_beginning(found[0]), line)


def _escaped_beginning(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _title(article: Article) -> str:
    return _one_line(article.title) or article.id


def _closed(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _persons(author: str) -> list[str]:
    """Give the names of people in a byline; none where it is not made of such names alone."""
    names = [name for name in _AND.split(author) if name]
    return names if all(_WORD_NAME.fullmatch(name) for name in names) else []


def _apa_authors(author: str) -> str:
    inverted = [_inverted(name) for name in _persons(author)]
    if not inverted:
        return author
    *first, last = inverted
    return f"{', '.join(first)}, & {last}" if first else last


def _inverted(name: str) -> str:
    *given, surname = name.split()
    initials = " ".join(f"{part[0].upper()}." for part in given)
    return f"{surname}, {initials}"


def _surnames(author: str) -> str:
    surnames = [name.split()[-1] for name in _persons(author)]
    if not surnames:
        return author
    if len(surnames) > 2:
        return f"{surnames[0]} et al."
    return " & ".join(surnames)
