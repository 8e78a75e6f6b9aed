"""Cut an article's text into passages whose offsets hold."""

from __future__ import annotations

from dataclasses import dataclass

from index.articles import Article, Offsets
from index.boilerplate import without_boilerplate

# Where a passage may end, best first: paragraph, line, sentence, word, anywhere. A sentence ends
# before white space and a capital, and not after a single capital: "the U.S. Army" stays whole.
# Letters without capitals begin sentences, too, and after a full stop of other scripts no space is
# needed. Within a word of a script without spaces, marks stay with their letters.
_CAPITAL = r"[\"“‘„«(]?[^\W\d_a-z]"
_STOP = r"[。！？｡।॥؟۔።։]"
_CLOSING = r"[\"”’」』）»]"
_BOUNDARIES = [
    r"\n\s*\n",
    r"[\r\n]+",
    rf"(?<=[^A-Z][.!?])\s+(?={_CAPITAL})|(?<=[.!?][\"”’)])\s+(?={_CAPITAL})|"
    rf"(?<={_STOP})(?!{_CLOSING})\s*|(?<={_STOP}{_CLOSING})\s*",
    r"(?<=[，、；：،؛])\s*",
    r"\s+",
    r"(?=\w)",
    r"",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch `[start, end)` of an article's text; `id` is the library's number for it."""

    id: int
    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The passage itself: a slice of the article."""
        return self.article.text[self.start : self.end]

    @property
    def text_to_embed(self) -> str:
        """What the encoder sees: the title in front tells what "he" and "the base" are."""
        return f"{self.article.title}\n{self.text}"


def split_article(article: Article, size: int) -> list[Offsets]:
    """Split an article's text as `split_passages` does, and leave out a web page's stray lines."""
    return [
        (at + start, at + end)
        for at, stop in without_boilerplate(article.text, article.title)
        for start, end in split_passages(article.text[at:stop], size)
    ]


def split_passages(text: str, size: int) -> list[Offsets]:
    """Split a text into passages of at most `size` characters, as offsets `[start, end)`.

    Passages stand in order, do not overlap, neither begin nor end with white space, and leave out
    nothing but white space.
    """
    # Imported late: it takes 0.4 s, and only indexing needs it.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    # With these settings the chunks joined are the text, so offsets are running lengths. The
    # library's own `add_start_index` is wrong as soon as a chunk's text occurs twice.
    splitter = RecursiveCharacterTextSplitter(
        separators=_BOUNDARIES,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        strip_whitespace=False,
    )
    chunks = splitter.split_text(text)
    if "".join(chunks) != text:
        raise AssertionError("the splitter changed the text; its chunks cannot be placed")
    passages = []
    start = 0
    for chunk in chunks:
        passages.append(_trimmed(text, start, start + len(chunk)))
        start += len(chunk)
    return [(start, end) for start, end in passages if start < end]


def _trimmed(text: str, start: int, end: int) -> Offsets:
    chunk = text[start:end]
    left = len(chunk) - len(chunk.lstrip())
    return start + left, max(start + left, start + len(chunk.rstrip()))
