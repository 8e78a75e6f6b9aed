"""Where a citation stands, as a card carries it through the browser and back to the server."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import Article, InputError
from qa import Citation
from ui.chat.markup import Span, escape
from ui.requests import whole_characters

_MOST_OTHERS = 20
_LONGEST_ID = 400  # characters
_MOST_DIGITS = 9
_DIGEST = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of an article by its id, with other spans of the same answer in that article.

    `digest` tells whether these spans still hold the words that the answer quoted. Without one the
    whole article is meant, and the span is empty.
    """

    article: str
    start: int = 0
    end: int = 0
    digest: str = ""
    others: tuple[Span, ...] = ()

    @classmethod
    def of(cls, citation: Citation, answer_citations: Sequence[Citation]) -> Reference:
        """Refer to a citation; the others are those of its answer in the same article."""
        own = (citation.start, citation.end)
        spans = {
            (other.start, other.end)
            for other in answer_citations
            if other.article.id == citation.article.id
        }
        others = tuple(sorted(spans - {own}))[:_MOST_OTHERS]
        return cls(citation.article.id, *own, _digest(citation.article.text, own, others), others)

    @classmethod
    def to_whole(cls, article: Article) -> Reference:
        """Refer to an article of which nothing is quoted."""
        return cls(article.id)

    @classmethod
    def parse(cls, data: object) -> Reference:
        """Read the data attributes of a card as a browser sent them, trusting nothing.

        Raises:
            InputError: they are not what `attributes` writes.
        """
        if not isinstance(data, Mapping):
            raise InputError("Choose a source of an answer: this request names none.")
        article = data.get("article")
        if not isinstance(article, str) or not 0 < len(article) <= _LONGEST_ID:
            raise InputError("Choose a source of an answer: this request names no article.")
        article = whole_characters(article)
        if not any(data.get(name) for name in ("start", "end", "digest", "others")):
            return cls(article)
        pairs = str(data.get("others") or "").split()
        if len(pairs) > _MOST_OTHERS:
            raise InputError(f"At most {_MOST_OTHERS} other spans can be marked, not {len(pairs)}.")
        digest = data.get("digest")
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise InputError("Choose a source of an answer: this request names no quote.")
        start, end = _span(data.get("start"), data.get("end"))
        others = tuple(_span(*pair.partition("-")[::2]) for pair in pairs)
        return cls(article, start, end, digest, others)

    @property
    def attributes(self) -> str:
        """The data attributes of a card."""
        if not self.digest:
            return f'data-article="{escape(self.article)}"'
        others = " ".join(f"{start}-{end}" for start, end in self.others)
        return (
            f'data-article="{escape(self.article)}" data-start="{self.start}" '
            f'data-end="{self.end}" data-digest="{self.digest}" data-others="{others}"'
        )

    def check_fits(self, article: Article | None) -> Article:
        """Give the article when its text still has the quoted words in every span.

        Raises:
            InputError: there is no such article any more, or it is another text by now.
        """
        if article is None:
            raise InputError("This article is no longer in the library. Ask the question again.")
        own, text = (self.start, self.end), article.text
        if not self.digest:
            return article
        inside = all(end <= len(text) for _, end in (own, *self.others))
        if not inside or self.digest != _digest(text, own, self.others):
            raise InputError("This article has changed since. Ask the question again.")
        return article


def _digest(text: str, own: Span, others: Sequence[Span]) -> str:
    """Hash the words in spans: the first 16 hexadecimal digits of SHA-256."""
    words = "\0".join(text[start:end] for start, end in (own, *others))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _span(start: object, end: object) -> Span:
    """Read two whole numbers in order from what should be their digits."""
    for number in (start, end):
        if not isinstance(number, str) or not number.isdecimal() or len(number) > _MOST_DIGITS:
            raise InputError(f"The place of a citation must be a whole number, not {number!r:.40}.")
    span = int(str(start)), int(str(end))
    if span[0] >= span[1]:
        raise InputError(f"A citation cannot start at {span[0]} and end at {span[1]}.")
    return span
